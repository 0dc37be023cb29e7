"""What ordinary builds tell of findings: the summary at their end, and warnings where they are asked for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from example_lesson import SETTINGS, lesson_of, lesson_with, path_of
from sphinx.cmd.build import build_main

from sphinx_lesson_ext.checks.run import findings_of
from sphinx_lesson_ext.checks.selection import Selection

if TYPE_CHECKING:
    from pathlib import Path

    from built_lesson import BuiltLesson, LessonBuilder

HERE = "Read more [here](https://www.gnu.org/manual).\n"
TOLD = "the text of this link is 'here', which does not say where it leads"
WARNING = f"WARNING: {TOLD}. Name what the link leads to, such as the title of the page. [lesson.link-text]"
LESSON = {"a": HERE, "b": "::: calout\n\nText.\n\n:::\n"}


def summary_of(built: BuiltLesson) -> list[str]:
    """Return the lines of the summary."""
    lines = built.status.split("\n")
    end = next(number for number, line in enumerate(lines) if line.startswith("build "))
    start = end - lines[:end][::-1].index("")
    return lines[start:end]


def test_the_summary_tells_findings_but_no_warning_again(build: LessonBuilder) -> None:
    built = build(lesson_with(LESSON), "dummy", warnings=("lesson.div-unknown",), **SETTINGS)
    lines = summary_of(built)
    assert lines[:4] == [
        "1 finding in 1 file:",
        "  1 link-text",
        f"  {path_of('a')} (1)",
        f"    {path_of('a')}:19: {TOLD}",
    ]
    assert lines[4].startswith("The full report: lesson check ")


def test_the_summary_tells_warnings_of_documents_that_were_not_read(build: LessonBuilder) -> None:
    built = build(lesson_with(LESSON), "dummy", warnings=None, **SETTINGS)
    again = summary_of(built.again())
    assert again[:2] == ["2 findings in 2 files:", "  1 link-text, 1 div-unknown"]
    assert len([line for line in again if "calout" in line]) == 1


def test_the_summary_follows_what_the_lesson_asks_for(build: LessonBuilder) -> None:
    built = build(lesson_with({"a": HERE}), "dummy", lesson_check_ignore=["links"], **SETTINGS)
    assert summary_of(built) == ["Nothing is marked FIXME."]


def test_findings_are_no_warnings(build: LessonBuilder) -> None:
    build(lesson_with({"a": HERE}), "dummy", warnings=(), **SETTINGS)


def test_findings_as_warnings(build: LessonBuilder) -> None:
    built = build(lesson_with({"a": HERE}), "dummy", warnings=(TOLD,), lesson_check_warnings=True, **SETTINGS)
    assert built.warnings == [f"{path_of('a')}:19: {WARNING}"]
    found = findings_of(built.env, Selection())
    assert [finding.code for finding in found] == ["link-text"]


@pytest.mark.parametrize("parallel", [0, 2])
def test_incremental_builds_give_the_same_warnings(build: LessonBuilder, parallel: int) -> None:
    lesson = lesson_with({"a": HERE, "b": HERE, **{f"c{number}": "Text.\n" for number in range(6)}})
    built = build(lesson, "dummy", warnings=None, parallel=parallel, lesson_check_warnings=True, **SETTINGS)
    assert len(built.warnings) == 2
    assert built.again(warnings=None).warnings == built.warnings
    file = built.source / path_of("a")
    file.write_text(file.read_text().replace("[here]", "[the manual]"))
    changed = built.again(warnings=None)
    assert changed.warnings == built.clean_copy(warnings=None).warnings == built.warnings[1:]
    assert changed.again(warnings=None).warnings == changed.warnings


@pytest.mark.parametrize("name", ["lesson.link-text", "lesson", "lesson.*"])
def test_warnings_can_be_suppressed(build: LessonBuilder, name: str) -> None:
    lesson = lesson_with({"a": HERE})
    build(lesson, "dummy", lesson_check_warnings=True, suppress_warnings=[name], **SETTINGS)


def test_a_comment_silences_the_warning(build: LessonBuilder) -> None:
    text = f"<!-- lesson-ignore: link-text -->\n\n{HERE}"
    build(lesson_with({"a": text}), "dummy", lesson_check_warnings=True, **SETTINGS)


def test_fixmes_are_warnings_by_their_own_option(build: LessonBuilder) -> None:
    build(lesson_with({"a": "FIXME: draw it\n"}), "dummy", lesson_check_warnings=True, **SETTINGS)


def test_a_build_fails_that_is_to_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "lesson").mkdir()
    (tmp_path / "lesson" / "conf.py").write_text('extensions = ["sphinx_lesson_ext"]\nlesson_pages = []\n')
    (tmp_path / "lesson" / "index.md").write_text("# Home\n\nRead [here](https://www.gnu.org).\n")
    options = ["-q", "-W", "-D", "lesson_check_select=link-text", "lesson", "out"]
    assert build_main(options) == 0
    for _time in range(2):
        assert build_main(["-D", "lesson_check_warnings=1", *options]) == 1
    assert build_main(["-D", "lesson_check_warnings=1", "-b", "lesson-report", *options]) == 1
    (finding,) = json.loads((tmp_path / "out" / "report.json").read_text())["findings"]
    assert finding["code"] == "link-text"


def test_what_is_set_wrong_is_told_and_left_out(build: LessonBuilder) -> None:
    conf = (
        'extensions = ["sphinx_lesson_ext"]\n'
        'lesson_check_ignore = ["link-txt", "link-text"]\n'
        'lesson_check_ignore_in = {"*": "link-text"}\n'
    )
    built = build(
        lesson_of({"conf.py": conf}),
        "dummy",
        warnings=(
            "conf.py:2: WARNING: lesson_check_ignore: no rule and no group is called 'link-txt'; did you mean",
            "conf.py:3: WARNING: lesson_check_ignore_in is {'*': 'link-text'}, but must be a mapping of patterns",
        ),
        **SETTINGS,
    )
    assert built.app.config.lesson_check_ignore == ["link-text"]
    assert built.app.config.lesson_check_ignore_in == {}


def test_what_is_set_of_checks_reads_and_writes_nothing_again(build: LessonBuilder) -> None:
    built = build(lesson_with({"a": HERE}), "html", **SETTINGS)
    again = built.again(lesson_check_ignore=["links"], lesson_check_severity={"links": "note"})
    assert "updating environment: 0 added, 0 changed, 0 removed" in again.status
    assert {"a.html", "index.html", "key-points.html"} & again.written == set()

"""What Sphinx and MyST-Parser pass over is told by checks and not by builds, unless the Workbench reads the lesson."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sphinx.cmd.build import build_main

from sphinx_lesson_ext.checks.run import findings_of, untold_findings
from sphinx_lesson_ext.checks.selection import Selection
from sphinx_lesson_ext.messages import TOLD_BY_CHECKS, WARNINGS

if TYPE_CHECKING:
    from built_lesson import BuiltLesson, LessonBuilder

LESSON = {
    "conf.py": 'extensions = ["sphinx_lesson_ext"]\nmyst_enable_extensions = ["colon_fence"]\n',
    "index.md": "# Lesson\n\n```{toctree}\nepisode\nuntitled\n```\n",
    "episode.md": """# Episode

:::{questions}
How are things sorted?
:::

:::{discussion} What do you sort?
:::

Nothing is to close here.
:::

Ask {{ site.author }} or see [the manual][nowhere] for <name>.
{: .no_toc}
""",
    "untitled.md": "Text.\n",
}
TOLD = ["block-list", "block-empty", "div-closer", "link-label", "html-unknown-tag", "liquid", "kramdown"]


@pytest.fixture(scope="module")
def built(build_once: LessonBuilder) -> BuiltLesson:
    return build_once(LESSON)


def test_all_are_codes_of_warnings() -> None:
    assert set(WARNINGS) >= TOLD_BY_CHECKS


def test_checks_tell_them_with_their_lines(built: BuiltLesson) -> None:
    found = [(finding.code, finding.line) for finding in findings_of(built.env, Selection(select=("all",)))]
    lines = dict(zip(TOLD, (3, 7, 11, 13, 13, 13, 14), strict=True))
    assert {code: line for code, line in found if code in TOLD_BY_CHECKS} == {**lines, "no-title": 1}


def test_the_summary_tells_them(built: BuiltLesson) -> None:
    assert {finding.code for finding in untold_findings(built.env)} >= set(TOLD)
    assert "1 block-list" in built.status


def test_what_they_are_about_is_shown(built: BuiltLesson) -> None:
    text = built.html("episode").get_text()
    for part in (
        "How are things sorted?",
        ":::",
        "{{ site.author }}",
        "<name>",
        "[the manual][nowhere]",
        "{: .no_toc}",
    ):
        assert part in text


def test_in_another_process_too(built: BuiltLesson) -> None:
    parallel = built.clean_copy(parallel=2)
    assert parallel.warnings == []
    assert findings_of(parallel.env, Selection()) == findings_of(built.env, Selection())


def test_authors_can_silence_them(built: BuiltLesson) -> None:
    silenced = built.clean_copy(suppress_warnings=["lesson.liquid"], builder="dummy")
    assert "liquid" not in {finding.code for finding in findings_of(silenced.env, Selection())}


def test_or_have_them_as_warnings(built: BuiltLesson) -> None:
    told = built.clean_copy(lesson_check_warnings=True, warnings=None, builder="dummy").warnings
    assert {line.rpartition("[lesson.")[2].rstrip("]") for line in told} >= set(TOLD)


def test_no_build_fails_on_them(built: BuiltLesson) -> None:
    arguments = ["-q", "-W", "--exception-on-warning", "-b", "dummy", str(built.source), str(built.folder / "strict")]
    assert build_main(arguments) == 0


def test_builds_tell_them_of_a_lesson_of_the_workbench(build: LessonBuilder) -> None:
    lesson = {
        "conf.py": 'extensions = ["sphinx_lesson_ext"]\nlesson_workbench = True\n',
        "config.yaml": "title: Lesson\nepisodes:\n- one.md\n",
        "index.md": "---\nsite: sandpaper\n---\n\nText.\n",
        "episodes/one.md": "---\ntitle: One\nteaching: 1\nexercises: 1\n---\n\nAsk {{ site.author }}.\n{: .no_toc}\n",
    }
    built = build(lesson, "dummy", warnings=("[lesson.liquid]", "[lesson.kramdown]"))
    assert all("it is left out" in line or "write what" in line for line in built.warnings)

"""Comments that silence rules: what they say, and for which line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from example_lesson import CONFIG, SETTINGS, episode, lesson_of, lesson_with, path_of

from sphinx_lesson_ext.checks.ignore_comments import comments_in
from sphinx_lesson_ext.checks.run import findings_of
from sphinx_lesson_ext.checks.selection import Selection

if TYPE_CHECKING:
    from built_lesson import LessonBuilder

HERE = "Read more [here](https://www.gnu.org/software/sed/manual)"


def places(text: str) -> list[tuple[int, int, tuple[str, ...]]]:
    """Return the line of each comment, the line for which it holds, and what it silences."""
    return [(comment.line, comment.place, comment.names) for comment in comments_in(text.split("\n"))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!-- lesson-ignore: link-text -->\nText", [(1, 2, ("link-text",))]),
        ("<!-- lesson-ignore: a, b c -->\n\n\nText", [(1, 4, ("a", "b", "c"))]),
        ("Text <!-- lesson-ignore: a -->\nMore", [(1, 1, ("a",))]),
        ("<!-- lesson-ignore: a --> Text", [(1, 1, ("a",))]),
        ("<!-- lesson-ignore: a --> <!-- lesson-ignore: b -->", [(1, 1, ("a",)), (1, 1, ("b",))]),
        ("<!-- lesson-ignore: a -->\n<!-- lesson-ignore: b -->\nText", [(1, 3, ("a",)), (2, 3, ("b",))]),
        ("- One\n\n  <!-- lesson-ignore: a -->\n  Text", [(3, 4, ("a",))]),
        ("- <!-- lesson-ignore: a -->\n  Text", [(1, 2, ("a",))]),
        ("> <!-- lesson-ignore: a -->\n>\n> Text", [(1, 3, ("a",))]),
        ("| a | b <!-- lesson-ignore: a --> |", [(1, 1, ("a",))]),
        (".. lesson-ignore: a\n\nText", [(1, 3, ("a",))]),
        ("% lesson-ignore: a\nText", [(1, 2, ("a",))]),
        ("---\n# lesson-ignore: a\ntitle: x\n---", [(2, 3, ("a",))]),
        ("title: x  # lesson-ignore: a", [(1, 1, ("a",))]),
        ("x\n<!-- lesson-ignore-file: all -->", [(2, 0, ("all",))]),
        ("<!-- lesson-ignore: -->", [(1, 2, ())]),
        ("<!-- lesson-ignore: a\nText", [(1, 2, ("a",))]),
        ("Write lesson-ignore: a", []),
        ("`lesson-ignore`", []),
        ("Write `<!-- lesson-ignore: a -->`", []),
        ("", []),
    ],
)
def test_comments(text: str, expected: list[tuple[int, int, tuple[str, ...]]]) -> None:
    assert places(text) == expected


SILENCED = {
    "before-a-paragraph": f"<!-- lesson-ignore: link-text -->\n\n{HERE}.\n",
    "in-the-line": f"{HERE}. <!-- lesson-ignore: link-text -->\n",
    "in-a-div": f"::: callout\n\n<!-- lesson-ignore: link-text -->\n\n{HERE}.\n\n:::\n",
    "in-a-list": f"- One\n\n  <!-- lesson-ignore: link-text -->\n\n  {HERE}.\n",
    "in-a-table": f"| a | b |\n| - | - |\n| x | {HERE} <!-- lesson-ignore: link-text --> |\n",
    "by-group": f"<!-- lesson-ignore: links -->\n\n{HERE}.\n",
    "all": f"<!-- lesson-ignore: all -->\n\n{HERE}.\n",
    "by-the-name-of-the-warning": f"<!-- lesson-ignore: lesson.link-text -->\n\n{HERE}.\n",
    "the-whole-file": f"{HERE}.\n\n{HERE}.\n\n<!-- lesson-ignore-file: link-text -->\n",
    "a-fixme": "<!-- lesson-ignore: fixme -->\n\nFIXME: draw it\n",
    "a-warning": "<!-- lesson-ignore: div-unknown -->\n\n::: calout\n\nText.\n\n:::\n",
}


def test_what_comments_silence_is_not_told(build: LessonBuilder) -> None:
    env = build(lesson_with(SILENCED), "dummy", warnings=None, **SETTINGS).env
    assert findings_of(env, Selection(("default", "ignore-unused"))) == []


def test_a_comment_holds_for_no_other_line_and_no_other_code(build: LessonBuilder) -> None:
    text = f"<!-- lesson-ignore: link-text -->\n\n{HERE}.\n\n{HERE}.\n\n<!-- lesson-ignore: fixme -->\n\n{HERE}.\n"
    env = build(lesson_with({"a": text}), "dummy", warnings=None, **SETTINGS).env
    found = findings_of(env, Selection(("default", "ignore-unused")))
    first = episode("X\n").split("\n").index("X") + 1
    assert [(finding.code, finding.line - first) for finding in found] == [
        ("link-text", 4),
        ("ignore-unused", 6),
        ("link-text", 8),
    ]


def test_in_restructuredtext(build: LessonBuilder) -> None:
    link = "`here <https://www.gnu.org>`__"
    text = f"Lesson\n======\n\n.. lesson-ignore: link-text\n\nRead {link}.\n\nRead {link}.\n"
    env = build({"index.rst": text}, "dummy", warnings=None, lesson_pages=[]).env
    assert [(f.code, f.line) for f in findings_of(env, Selection(("link-text",)))] == [("link-text", 8)]


def test_in_r_markdown(build: LessonBuilder) -> None:
    text = episode(f"<!-- lesson-ignore: link-text -->\n\n{HERE}.\n\n```{{r}}\nx <- 1\n```\n")
    files = {**lesson_of({}), "episodes/a.Rmd": text}
    env = build(files, "dummy", warnings=None, **SETTINGS).env
    assert findings_of(env, Selection(("links", "ignore-unused"))) == []


@pytest.mark.parametrize(("comment", "count"), [("", 1), ("# lesson-ignore: workbench-config\n", 0)])
def test_in_config_yaml(build: LessonBuilder, comment: str, count: int) -> None:
    files = lesson_of({}) | {"config.yaml": f"{CONFIG}{comment}carpentri: swc\n"}
    env = build(files, "dummy", warnings=None, **SETTINGS).env
    found = findings_of(env, Selection(("workbench-config",)))
    assert [finding.path for finding in found] == ["config.yaml"] * count


def test_a_name_that_is_misspelt_is_told(build: LessonBuilder) -> None:
    env = build(lesson_with({"a": f"<!-- lesson-ignore: link-txt -->\n\n{HERE}.\n"}), "dummy", **SETTINGS).env
    unknown, found = findings_of(env, Selection())
    assert (unknown.code, unknown.path) == ("ignore-unknown", path_of("a"))
    assert unknown.message == "no rule and no group is called 'link-txt'; did you mean 'link-text'?"
    assert found.code == "link-text"


def test_what_was_not_asked_for_is_not_unused(build: LessonBuilder) -> None:
    env = build(lesson_with({"a": f"<!-- lesson-ignore: link-text -->\n\n{HERE}.\n"}), "dummy", **SETTINGS).env
    assert findings_of(env, Selection(("ignore-unused",))) == []
    text = "<!-- lesson-ignore: ignore-unused -->\n\nSort.\n"
    env = build(lesson_with({"b": text}), "dummy", **SETTINGS).env
    assert findings_of(env, Selection(("default",))) == []

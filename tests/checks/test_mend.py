"""Mending texts: what is said to be mendable is mended, once for all, and nothing else changes."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from example_lesson import SETTINGS, files_of, is_of_files, lesson_of, lesson_with

from sphinx_lesson_ext.checks.mend import is_mendable, mend
from sphinx_lesson_ext.checks.rules import RULES
from sphinx_lesson_ext.checks.run import findings_of
from sphinx_lesson_ext.checks.selection import Selection
from sphinx_lesson_ext.cli.mending import changes
from sphinx_lesson_ext.findings import Finding, Severity

if TYPE_CHECKING:
    from built_lesson import BuiltLesson, LessonBuilder

_BAD = [(f"{rule.code}-{number}", example) for rule in RULES.values() for number, example in enumerate(rule.bad, 1)]


def finding(line: int, column: int, old: str, new: str, code: str = "odd") -> Finding:
    return Finding(
        code=code,
        severity=Severity.WARNING,
        docname="loops",
        path="loops.md",
        line=line,
        column=column,
        message="odd",
        old=old,
        new=new,
    )


def test_only_what_is_found_changes() -> None:
    text = "\ufeff# Loops\r\n\r\nodd and odd\u2028odd\rodd\r\nend"
    mended = mend(text, [finding(1, 3, "Loops", "Loop"), finding(3, 9, "odd", "even"), finding(5, 1, "odd", "")])
    assert mended.text == "\ufeff# Loop\r\n\r\nodd and even\u2028odd\r\r\nend"
    assert len(mended.findings) == 3
    assert mended.left == []


def test_a_text_of_several_lines() -> None:
    assert mend("a\r\nb\r\nc", [finding(1, 1, "a\nb", "x\ny")]).text == "x\r\ny\r\nc"
    assert mend("a\nb\nc", [finding(1, 1, "a\nb", "x")]).text == "x\nc"


def test_of_two_for_the_same_characters_one_is_left() -> None:
    first, second, apart = finding(1, 1, "odd", "even"), finding(1, 2, "dd d", "ear d"), finding(1, 5, "day", "night")
    mended = mend("odd day", [second, apart, first, first])
    assert mended.text == "even night"
    assert mended.findings == [first, first, apart]
    assert mended.left == [second]


@pytest.mark.parametrize(
    "odd",
    [
        finding(1, 1, "even", "odd"),
        finding(9, 1, "odd", "even"),
        finding(0, 1, "odd", "even"),
        finding(1, 99, "odd", "even"),
        finding(1, 1, "", "even"),
        finding(1, 1, "odd", "odd"),
    ],
)
def test_what_does_not_stand_there_is_not_mended(odd: Finding) -> None:
    assert mend("odd\nodd", [odd]) == ("odd\nodd", [], [])


def _mended(built: BuiltLesson) -> Counter[tuple[str, str]]:
    """Mend a lesson, and return what was mended, after a look at whether it was."""
    before = findings_of(built.env, Selection(("all",)))
    changed = changes(before, built.source)
    for change in changed:
        change.file.write_bytes(change.after)
    after = findings_of(built.again(warnings=None).env, Selection(("all",)))
    mended = Counter((finding.path, finding.code) for change in changed for finding in change.findings)
    left = Counter((finding.path, finding.code) for finding in after)
    mendable = Counter((finding.path, finding.code) for finding in before if is_mendable(finding))
    assert mended == mendable
    assert {place: left[place] for place in mended} == {
        place: sum((finding.path, finding.code) == place for finding in before) - mended[place] for place in mended
    }
    assert changes(after, built.source) == []
    return mended


def test_the_examples_of_rules_that_are_episodes(build: LessonBuilder) -> None:
    episodes = {name: example for name, example in _BAD if not is_of_files(example)}
    built = build(lesson_with(episodes), "dummy", warnings=None, **SETTINGS)
    assert {code for _path, code in _mended(built)} <= {*RULES}


@pytest.mark.parametrize(("name", "example"), [(name, text) for name, text in _BAD if is_of_files(text)])
def test_the_examples_of_rules_that_are_lessons(name: str, example: str, build: LessonBuilder) -> None:
    built = build(lesson_of(files_of(example)), "dummy", warnings=None, **SETTINGS)
    assert {code for _path, code in _mended(built)} <= {*RULES}

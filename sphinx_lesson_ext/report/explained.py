"""What a code means, at a terminal: all of them in a table, and each on its own."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from sphinx_lesson_ext.checks.catalogue import CATALOGUE
from sphinx_lesson_ext.checks.rule import Group
from sphinx_lesson_ext.lesson.warned import UNTYPED
from sphinx_lesson_ext.messages import WARNING_TYPE, WARNINGS

from .columns import aligned
from .paint import SEVERITIES, Colour, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_lesson_ext.checks.rule import Rule

    from .paint import Paint

#: How wide text is set.
_WIDTH = 79


def listed(paint: Paint = plain) -> str:
    """Return all that is looked for, as a table."""
    rules = list(CATALOGUE.values())
    head = ("Code", "Group", "Severity", "Asked", "Mends", "What is told")
    rows = [
        (
            rule.code,
            rule.group.value,
            rule.severity.value,
            "always" if rule.is_default else "on request",
            "some" if rule.mends else "",
            rule.summary,
        )
        for rule in rules
    ]
    lines = aligned(head, rows, paint=paint, colours=[SEVERITIES[rule.severity] for rule in rules])
    return "\n".join((*lines, "", "lesson check --explain CODE tells more of one of them.", ""))


def explained(rule: Rule, paint: Paint = plain) -> str:
    """Return why something is told, what to do about it, examples of both, and how to silence it."""
    return "\n".join((*_parts(rule, paint), ""))


def _parts(rule: Rule, paint: Paint) -> Iterator[str]:
    asked = "always asked" if rule.is_default else f"asked on request: --select default,{rule.code}"
    mends = "; --fix mends some of it" if rule.mends else ""
    yield f"{paint(rule.code, SEVERITIES[rule.severity])} ({rule.severity}, {rule.group}): {asked}{mends}"
    yield ""
    yield from textwrap.wrap(rule.summary, _WIDTH)
    for paragraph in rule.reason:
        yield ""
        yield from textwrap.wrap(paragraph, _WIDTH)
    if rule.fix:
        yield ""
        yield from textwrap.wrap(f"What to do: {rule.fix}", _WIDTH)
    for title, example in rule.examples:
        yield from ("", paint(title, Colour.STRONG), "", *textwrap.indent(example.rstrip("\n"), "    ").split("\n"))
    yield from ("", paint("To silence it", Colour.STRONG), "")
    yield from aligned(("Where", "Write"), list(_ways(rule)))


def _ways(rule: Rule) -> Iterator[tuple[str, str]]:
    yield "Markdown, the line or the next one", f"<!-- lesson-ignore: {rule.code} -->"
    yield "reStructuredText, likewise", f".. lesson-ignore: {rule.code}"
    yield "YAML and R, likewise", f"# lesson-ignore: {rule.code}"
    yield "a whole file", f"<!-- lesson-ignore-file: {rule.code} -->"
    yield "conf.py", f'lesson_check_ignore = ["{rule.code}"]'
    yield "config.yaml", f"lesson_check_ignore: [{rule.code}]"
    yield "this time", f"--ignore {rule.code}"
    # What has no type of its own cannot be silenced by it.
    if rule.group is Group.BUILD and rule.code != UNTYPED:
        name = f"{WARNING_TYPE}.{rule.code}" if rule.code in WARNINGS else rule.code
        yield "the warning itself, in conf.py", f'suppress_warnings = ["{name}"]'

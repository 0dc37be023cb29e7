"""The directive ``generated-rules``: every rule of a group as its docstring explains it, with how often it is right."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from sphinx_lesson_ext.checks.rule import Group
from sphinx_lesson_ext.checks.rules import RULES
from sphinx_lesson_ext.report.in_markdown import examples_in_markdown, in_markdown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_lesson_ext.checks.rule import Rule

#: What was measured in real lessons.
PRECISION = Path(__file__).parents[1] / "precision.csv"


def precision() -> Mapping[str, Mapping[str, str]]:
    """Return what was measured of each rule, by its code: lessons, findings, and how many of them are right."""
    with PRECISION.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


class GeneratedRules(SphinxDirective):
    """A section for each rule of a group."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Explain each rule as it is in the code now."""
        self.env.note_dependency(str(PRECISION))
        group = Group(self.arguments[0])
        measured = precision()
        return [self._section(rule, measured.get(rule.code)) for rule in RULES.values() if rule.group is group]

    def _section(self, rule: Rule, measured: Mapping[str, str] | None) -> nodes.section:
        """Return a section that can be referred to by the code of the rule."""
        title = nodes.title("", "", nodes.literal("", rule.code))
        section = nodes.section("", title, names=[rule.code])
        self.state.document.note_explicit_target(section, section)
        section += self.parse_text_to_nodes("\n\n".join(_parts(rule, measured)))
        return section


def _parts(rule: Rule, measured: Mapping[str, str] | None) -> Iterator[str]:
    yield in_markdown(rule.summary)
    yield from map(in_markdown, rule.reason)
    yield f"**What to do.** {in_markdown(rule.fix)}"
    yield from examples_in_markdown(rule)
    asked = "always" if rule.is_default else f"on request, with `--select default,{rule.code}`"
    mends = "`--fix` mends what is certain. " if rule.mends else ""
    yield f"Severity: {rule.severity}. Asked: {asked}. {mends}{_told(measured)}"


def _told(measured: Mapping[str, str] | None) -> str:
    if measured is None:
        return ""
    lessons, findings, right = (int(measured[name]) for name in ("lessons", "findings", "right"))
    if not findings:
        return f"In {lessons} real lessons nothing was found."
    return f"In {lessons} real lessons, {right} of {findings} findings were right ({100 * right // findings} %)."


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive."""
    app.add_directive("generated-rules", GeneratedRules)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

"""Rules about definitions of links: ``[label]: address``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_lesson_ext.checks.rule import Group, Problem, lesson_rule, page_rule
from sphinx_lesson_ext.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_lesson_ext.checks.rule import Rule
    from sphinx_lesson_ext.checks.view import Lesson, Page


@page_rule("definition-unused", Severity.NOTE, Group.LINKS, opt_in=True)
def definition_unused(page: Page) -> Iterator[Problem]:
    """Some link names each label that a page defines.

    A definition that none names is left from a text that is gone, or its label has a slip in it.

    Fix: Take the definition out, or write its label where it was meant.

    Bad:
        Read the manual first.

        [manual]: https://example.org/manual

    Good:
        Read [the manual][manual] first.

        [manual]: https://example.org/manual
    """
    for definition in page.facts.definitions:
        if definition.label not in page.facts.labels:
            yield Problem(f"nothing on this page names the label {definition.label!r}", definition.spot)


@lesson_rule("shared-definition-unused", Severity.NOTE, Group.LINKS, opt_in=True)
def shared_definition_unused(lesson: Lesson) -> Iterator[Problem]:
    """Some page names each label that the lesson's links.md defines.

    Files of shared definitions are often copied from another lesson, with labels that this one never names.

    Fix: Take the definition out.

    Bad:
        === links.md
        [manual]: https://example.org/manual

    Good:
        === links.md
        [manual]: https://example.org/manual
        === episodes/example.md
        Read [the manual][manual] first.
    """
    used = frozenset(label for page in lesson.pages.values() for label in page.facts.labels)
    for definition in lesson.definitions:
        if definition.label not in used:
            yield Problem(f"nothing in the lesson names the label {definition.label!r}", definition.spot)


RULES: tuple[Rule, ...] = (definition_unused, shared_definition_unused)

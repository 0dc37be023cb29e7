"""The rules: one module for each group, one function for each rule, and the table of all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import accessibility, links, structure, teaching, upkeep

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_lesson_ext.checks.rule import Rule

#: Every rule by its code, in the order in which they are listed.
RULES: Mapping[str, Rule] = {
    rule.code: rule for group in (structure, links, accessibility, teaching, upkeep) for rule in group.RULES
}

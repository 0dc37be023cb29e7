"""The rules: modules for each group, one function for each rule, and the table of all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import (
    accessibility,
    blocks,
    comments,
    files,
    front_matter,
    headings,
    link_addresses,
    link_definitions,
    link_texts,
    links,
    source_text,
    teaching,
    upkeep,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_lesson_ext.checks.rule import Rule

_STRUCTURE = (headings, front_matter, blocks, source_text, files)
_LINKS = (links, link_texts, link_addresses, link_definitions)

#: Every rule by its code, in the order in which they are listed.
RULES: Mapping[str, Rule] = {
    rule.code: rule
    for module in (*_STRUCTURE, *_LINKS, accessibility, teaching, upkeep, comments)
    for rule in module.RULES
}

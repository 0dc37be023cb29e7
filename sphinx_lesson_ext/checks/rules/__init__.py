"""The rules, and the table of all: one function for each, in a module whose name begins with the rules' group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import (
    accessibility_alternatives,
    accessibility_html,
    accessibility_senses,
    accessibility_words,
    links_addresses,
    links_definitions,
    links_targets,
    links_texts,
    structure_blocks,
    structure_divs,
    structure_files,
    structure_front_matter,
    structure_headings,
    structure_text,
    teaching_episodes,
    teaching_exercises,
    teaching_points,
    teaching_terms,
    teaching_time,
    upkeep_code,
    upkeep_comments,
    upkeep_fixmes,
    upkeep_images,
    upkeep_template,
    upkeep_translations,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_lesson_ext.checks.rule import Rule

_STRUCTURE = (
    structure_headings,
    structure_front_matter,
    structure_divs,
    structure_blocks,
    structure_text,
    structure_files,
)
_LINKS = (links_targets, links_texts, links_addresses, links_definitions)
_ACCESSIBILITY = (accessibility_alternatives, accessibility_words, accessibility_html, accessibility_senses)
_TEACHING = (teaching_episodes, teaching_exercises, teaching_time, teaching_points, teaching_terms)
_UPKEEP = (upkeep_fixmes, upkeep_template, upkeep_translations, upkeep_images, upkeep_code, upkeep_comments)

#: Every rule that is asked of a lesson by its code, in the order in which they are listed.
RULES: Mapping[str, Rule] = {
    rule.code: rule for module in (*_STRUCTURE, *_LINKS, *_ACCESSIBILITY, *_TEACHING, *_UPKEEP) for rule in module.RULES
}

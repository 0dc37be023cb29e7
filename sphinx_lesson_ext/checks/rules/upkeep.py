"""Rules about upkeep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import upkeep_code, upkeep_fixmes, upkeep_images, upkeep_template, upkeep_translations

if TYPE_CHECKING:
    from sphinx_lesson_ext.checks.rule import Rule

RULES: tuple[Rule, ...] = (
    *upkeep_fixmes.RULES,
    *upkeep_template.RULES,
    *upkeep_translations.RULES,
    *upkeep_images.RULES,
    *upkeep_code.RULES,
)

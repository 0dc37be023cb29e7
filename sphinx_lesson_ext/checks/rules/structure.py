"""Rules about structure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_lesson_ext.checks.rule import Rule

RULES: tuple[Rule, ...] = ()

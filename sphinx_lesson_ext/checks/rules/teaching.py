"""Rules about teaching: exercises, time, the parts of an episode, what learners can do after it, and words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import teaching_episodes, teaching_exercises, teaching_points, teaching_terms, teaching_time

if TYPE_CHECKING:
    from sphinx_lesson_ext.checks.rule import Rule

RULES: tuple[Rule, ...] = (
    *teaching_episodes.RULES,
    *teaching_exercises.RULES,
    *teaching_time.RULES,
    *teaching_points.RULES,
    *teaching_terms.RULES,
)

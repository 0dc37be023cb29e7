"""What a handout shows, by whom it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The values of ``conf.py`` that make a handout.
HANDOUTS: Mapping[str, Mapping[str, Any]] = {
    # What learners are to find out is not told to them, nor what the authors have still to do.
    "learner": {"lesson_audience": "learner", "lesson_solutions": "omit", "lesson_show_fixmes": False},
    "instructor": {"lesson_audience": "instructor", "lesson_solutions": "open"},
}

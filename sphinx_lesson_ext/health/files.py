"""The files of a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import as_json
from .lesson_page import lesson_page
from .lessons_page import lessons_page
from .style import looks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .compare import Comparison
    from .lessons import Entry
    from .records import Health

#: The page, and the same for programs.
PAGE = "index.html"
DATA = "report.json"


def files_of_lesson(health: Health, comparison: Comparison | None = None) -> Mapping[str, str]:
    """Return the text of each file of the report on a lesson, by its path; the page comes last."""
    return {**looks(), **_of_lesson(health, comparison, "", is_part=False)}


def files_of_lessons(entries: Sequence[Entry], made: str) -> Mapping[str, str]:
    """Return the text of each file of the report on many lessons, by its path; the first page comes last."""
    files = dict(looks())
    for entry in entries:
        if entry.health is not None:
            files |= _of_lesson(entry.health, entry.comparison, f"{entry.slug}/", is_part=True)
    return {**files, DATA: as_json.render_lessons(entries, made), PAGE: lessons_page(entries, made)}


def _of_lesson(health: Health, comparison: Comparison | None, folder: str, *, is_part: bool) -> Mapping[str, str]:
    return {
        f"{folder}{DATA}": as_json.render(health, comparison),
        f"{folder}{PAGE}": lesson_page(health, comparison, is_part=is_part),
    }

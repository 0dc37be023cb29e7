"""The page of the report on many lessons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_lesson_ext.report.wording import number

from . import phrases
from .cards import cards_of
from .graphs import MOST, minutes_chart, severity_chart
from .records import sum_of_totals
from .rendering import render

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .compare import Comparison
    from .lessons import Entry
    from .records import Tally


def lessons_page(entries: Sequence[Entry], made: str) -> str:
    """Return the page.

    :param made: When the report was made (ISO 8601, in UTC).
    """
    read = [(entry, entry.health) for entry in entries if entry.health is not None]
    failed = [entry for entry in entries if entry.health is None]
    totals = sum_of_totals([health.totals for _entry, health in read])
    comparisons = [entry.comparison for entry, _health in read if entry.comparison is not None]
    # Where a lesson was not there before, sums of what was would mislead.
    is_whole = read and len(comparisons) == len(read)
    before = sum_of_totals([comparison.base.totals for comparison in comparisons]) if is_whole else None
    tallies = [(health.about.title, health.totals.tally) for _entry, health in read]
    times = [(health.about.title, health.totals.content.minutes) for _entry, health in read]
    times = sorted((row for row in times if row[1].total), key=lambda row: -row[1].total)[:MOST]
    return render(
        "lessons.html.jinja",
        root="",
        made=made,
        heading=number(len(entries), "lesson"),
        verdict=_verdict(totals.tally, comparisons, read=len(read), failed=len(failed)),
        failed=failed,
        entries=[entry for entry, _health in read],
        items=cards_of(totals, before),
        totals=totals,
        compares=bool(comparisons),
        new=_new(comparisons),
        gone=_gone(comparisons),
        severity_chart=severity_chart("severity", "Lessons with the most findings", tallies),
        minutes_chart=minutes_chart("minutes", "The longest lessons, in minutes", times),
    )


def _verdict(tally: Tally, comparisons: Sequence[Comparison], *, read: int, failed: int) -> str:
    found = f"In {number(read, 'lesson')} there are {phrases.severities(tally) or 'no findings'}." if read else ""
    missing = f"{number(failed, 'lesson')} could not be read." if failed else ""
    changed = phrases.changed(_new(comparisons), _gone(comparisons)) if comparisons else ""
    return " ".join(filter(None, (found, changed, missing)))


def _new(comparisons: Sequence[Comparison]) -> int:
    return sum(comparison.count for comparison in comparisons)


def _gone(comparisons: Sequence[Comparison]) -> int:
    return sum(len(comparison.gone) for comparison in comparisons)

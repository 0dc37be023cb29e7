"""The times of a schedule, worked out from the minutes of its episodes.  Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .records import Timing

_MINUTES_A_DAY = 24 * 60


class Row(NamedTuple):
    """A row of a schedule.

    :ivar docname: The episode; empty in the last row, which tells when all is finished.
    :ivar minutes: How long it takes; in the last row, how long all take.
    :ivar start: When it begins, as ``09:30``; ``None`` where no start is set.
    """

    docname: str
    minutes: int
    start: str | None


def minutes_of_day(text: str) -> int | None:
    """Return the minutes since midnight of a time such as ``9:30``, or ``None`` if *text* is no time."""
    hours, mark, minutes = text.strip().partition(":")
    if not (
        mark and hours.isascii() and hours.isdigit() and minutes.isascii() and minutes.isdigit() and len(minutes) == 2
    ):
        return None
    if int(hours) > 23 or int(minutes) > 59:
        return None
    return int(hours) * 60 + int(minutes)


def schedule_rows(episodes: Sequence[tuple[str, Timing]], start: int | None) -> list[Row]:
    """Return a row for each episode and, where there are times, one for the end.

    :param episodes: Their documents' names and times, in order.
    :param start: When the first begins, in minutes since midnight.
    """
    rows = []
    elapsed = 0
    for docname, timing in episodes:
        rows.append(Row(docname, timing.total, _clock(start, elapsed)))
        elapsed += timing.total
    has_times = rows and (elapsed or start is not None)
    return [*rows, Row("", elapsed, _clock(start, elapsed))] if has_times else rows


def _clock(start: int | None, elapsed: int) -> str | None:
    if start is None:
        return None
    hours, minutes = divmod((start + elapsed) % _MINUTES_A_DAY, 60)
    return f"{hours:02}:{minutes:02}"

"""How figures are put into words."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sphinx_lesson_ext.findings import Severity
from sphinx_lesson_ext.report.wording import number

if TYPE_CHECKING:
    from .records import Tally


def whole(value: int | None) -> str:
    """Return a number with its thousands told apart: ``24,210``; nothing for none."""
    return "" if value is None else f"{value:,}"


def duration(minutes: int) -> str:
    """Return a time in words: ``4 h 5 min``."""
    hours, rest = divmod(minutes, 60)
    return " ".join(part for part in (hours and f"{hours} h", (rest or not hours) and f"{rest} min") if part)


def time(made: str) -> str:
    """Return a time of a report for people: ``28 November 2026, 13:53 UTC``."""
    moment = datetime.fromisoformat(made)
    return f"{moment.day} {moment:%B %Y, %H:%M} UTC"


def listed(parts: list[str]) -> str:
    """Return *parts* as a part of a sentence: ``a, b and c``."""
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def severities(tally: Tally) -> str:
    """Return how many findings of each severity there are: ``2 errors and 1 note``; nothing, if there are none."""
    return listed([number(tally.severities[name], name.value) for name in Severity if tally.severities[name]])


def oldest(tally: Tally) -> str:
    """Return how old the oldest FIXME is; nothing, where that is not known."""
    return "" if tally.oldest is None else f"the oldest is {number(tally.oldest, 'day')} old"


def change(now: int, before: int) -> str:
    """Return how a figure differs from what it was: ``+3``; nothing, if it does not."""
    return f"{now - before:+,}".replace("-", "\N{MINUS SIGN}") if now != before else ""


def changed(new: int, gone: int) -> str:
    """Return in a sentence how many findings are new, and how many are gone, since a former report."""
    return f"{new} new, {gone} gone since the last report." if new or gone else "Nothing is new, and nothing is gone."

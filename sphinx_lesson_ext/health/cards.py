"""The figures that are seen first, each on a card."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_lesson_ext.report.wording import number

from . import phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .records import Content, Totals


@dataclass(frozen=True, slots=True)
class Card:
    """A figure: what it is called, itself, what else is to be said of it, and how it has changed, if so."""

    label: str
    figure: str
    detail: str = ""
    change: str = ""


def cards_of(totals: Totals, before: Totals | None) -> Sequence[Card]:
    """Return the figures of a lesson, or of many, beside what they were before."""
    content, tally, minutes = totals.content, totals.tally, totals.content.minutes
    former = before or totals

    def card(label: str, now: int, then: int, detail: str = "", figure: str = "") -> Card:
        return Card(label, figure or phrases.whole(now), detail, phrases.change(now, then))

    old = former.content
    return [
        card("Findings", tally.findings, former.tally.findings, phrases.severities(tally)),
        card("FIXMEs", tally.fixmes, former.tally.fixmes, phrases.oldest(tally)),
        card("Episodes", totals.episodes, former.episodes, f"on {number(totals.documents, 'page')} in all"),
        card("Time", minutes.total, old.minutes.total, _times(totals), phrases.duration(minutes.total)),
        card("Words", content.words, old.words),
        card("Exercises", content.exercises, old.exercises, _solved(content)),
        card("Instructor notes", content.notes, old.notes),
        card("Figures", content.figures, old.figures),
    ]


def _solved(content: Content) -> str:
    if not content.exercises:
        return ""
    return f"{phrases.whole(content.unsolved)} without a solution" if content.unsolved else "each with a solution"


def _times(totals: Totals) -> str:
    minutes = totals.content.minutes
    named = {"teaching": minutes.teaching, "exercises": minutes.exercises, "breaks": minutes.pause}
    return ", ".join(f"{phrases.duration(value)} {name}" for name, value in named.items() if value)

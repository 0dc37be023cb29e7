"""What the charts of reports show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_lesson_ext.report.wording import number

from . import phrases
from .charts import Bar, Chart, Series

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .records import Document, Minutes, Tally

#: The most bars of a chart that shows only the longest.
MOST = 10

_MINUTES = (Series("teaching", "teaching"), Series("exercises", "exercises"))
_SEVERITIES = tuple(Series(f"{severity}s", severity) for severity in phrases.SEVERITIES)


def minutes_chart(name: str, title: str, rows: Iterable[tuple[str, Minutes]], language: str = "") -> Chart:
    """Return a chart of the minutes of episodes or lessons."""
    bars = [_bar_of_minutes(label, minutes) for label, minutes in rows]
    return Chart(name, title, _MINUTES, bars, language)


def words_chart(name: str, title: str, documents: Sequence[Document], language: str = "") -> Chart:
    """Return a chart of the words of episodes."""
    bars = [_bar_of_words(label_of(document), document.content.words) for document in documents]
    return Chart(name, title, (Series("words", "words"),), bars, language)


def severity_chart(name: str, title: str, rows: Iterable[tuple[str, Tally]], language: str = "") -> Chart:
    """Return a chart of the findings of those that have the most, errors counting more than warnings."""
    found = [(label, tally) for label, tally in rows if tally.findings]
    # Those with as many stay in their order.
    found.sort(key=lambda row: [-row[1].severities[severity] for severity in phrases.SEVERITIES])
    bars = [_bar_of_findings(label, tally) for label, tally in found[:MOST]]
    return Chart(name, title, _SEVERITIES, bars, language)


def label_of(document: Document) -> str:
    """Return how a document is called in a chart."""
    return f"{document.shown_number} {document.title}".strip()


def _bar_of_minutes(label: str, minutes: Minutes) -> Bar:
    parts = [minutes.teaching, minutes.exercises] if minutes.exercises else [minutes.teaching]
    figure = " + ".join(map(str, parts))
    return Bar(label, (minutes.teaching, minutes.exercises), f"{figure} min", f"{figure} minutes")


def _bar_of_words(label: str, words: int) -> Bar:
    return Bar(label, (words,), phrases.whole(words), number(words, "word"))


def _bar_of_findings(label: str, tally: Tally) -> Bar:
    counts = [tally.severities[severity] for severity in phrases.SEVERITIES]
    return Bar(label, counts, " + ".join(map(str, counts)), phrases.severities(tally))

"""What the charts of reports show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_lesson_ext.findings import Severity

from . import phrases
from .charts import Bar, Chart, Series

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .records import Document, Minutes, Tally

#: The most bars of a chart that shows only the longest.
MOST = 10

_MINUTES = (Series("teaching", "teaching"), Series("exercises", "exercises"), Series("break", "break"))
_WORDS = (Series("", "words"),)
_SEVERITIES = tuple(Series(f"{severity}s", severity.value) for severity in Severity)


def minutes_chart(name: str, title: str, rows: Iterable[tuple[str, Minutes]], language: str = "") -> Chart:
    """Return a chart of the minutes of episodes or lessons."""
    values = [(label, (minutes.teaching, minutes.exercises, minutes.pause)) for label, minutes in rows]
    return Chart(name, title, *_used(_MINUTES, values, " min"), language)


def words_chart(name: str, title: str, documents: Sequence[Document], language: str = "") -> Chart:
    """Return a chart of the words of episodes."""
    values = [(label_of(document), (document.content.words,)) for document in documents]
    return Chart(name, title, *_used(_WORDS, values), language)


def severity_chart(name: str, title: str, rows: Iterable[tuple[str, Tally]], language: str = "") -> Chart:
    """Return a chart of the findings of those that have the most, errors counting more than warnings."""
    values = [(label, [tally.severities[severity] for severity in Severity]) for label, tally in rows]
    # Those with as many stay in their order.
    values.sort(key=lambda row: [-value for value in row[1]])
    return Chart(name, title, *_used(_SEVERITIES, [row for row in values if any(row[1])][:MOST]), language)


def label_of(document: Document) -> str:
    """Return how a document is called in a chart."""
    return f"{document.shown_number} {document.title}".strip()


def _used(
    series: Sequence[Series], rows: Sequence[tuple[str, Sequence[int]]], unit: str = ""
) -> tuple[Sequence[Series], Sequence[Bar]]:
    """Return the series of which there is anything, and the bars with the values of these."""
    used = [place for place in range(len(series)) if any(values[place] for _label, values in rows)]
    bars = [
        Bar(label, [values[place] for place in used], f"{_sum(values[place] for place in used)}{unit}")
        for label, values in rows
    ]
    return [series[place] for place in used], bars if used else []


def _sum(values: Iterable[int]) -> str:
    return " + ".join(map(phrases.whole, values))

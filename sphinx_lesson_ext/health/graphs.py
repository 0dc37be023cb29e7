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
    bars = [Bar(label, (minutes.teaching, minutes.exercises), _told(minutes)) for label, minutes in rows]
    return _chart(name, title, _MINUTES, bars, language)


def words_chart(name: str, title: str, documents: Sequence[Document], language: str = "") -> Chart:
    """Return a chart of the words of episodes."""
    bars = [Bar(label_of(one), (one.content.words,), phrases.whole(one.content.words)) for one in documents]
    return _chart(name, title, (Series("words", "words"),), bars, language)


def severity_chart(name: str, title: str, rows: Iterable[tuple[str, Tally]], language: str = "") -> Chart:
    """Return a chart of the findings of those that have the most, errors counting more than warnings."""
    found = [(label, tally) for label, tally in rows if tally.findings]
    # Those with as many stay in their order.
    found.sort(key=lambda row: [-row[1].severities[severity] for severity in phrases.SEVERITIES])
    bars = [
        Bar(
            label,
            [tally.severities[severity] for severity in phrases.SEVERITIES],
            ", ".join(
                number(tally.severities[severity], severity)
                for severity in phrases.SEVERITIES
                if tally.severities[severity]
            ),
        )
        for label, tally in found[:MOST]
    ]
    return _chart(name, title, _SEVERITIES, bars, language)


def label_of(document: Document) -> str:
    """Return how a document is called in a chart."""
    return f"{document.number} {document.title}".strip()


def _told(minutes: Minutes) -> str:
    return f"{minutes.teaching} + {minutes.exercises} min" if minutes.exercises else f"{minutes.teaching} min"


def _chart(name: str, title: str, series: Sequence[Series], bars: Sequence[Bar], language: str) -> Chart:
    description = "; ".join(f"{bar.title}: {bar.in_words}" for bar in bars)
    return Chart(name, title, f"{description}.", series, bars, language)

"""The page of the report on a lesson."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx_lesson_ext.checks.catalogue import rule_of
from sphinx_lesson_ext.findings import Severity
from sphinx_lesson_ext.locales import language_name, language_tag
from sphinx_lesson_ext.report.tally import by_code
from sphinx_lesson_ext.report.wording import number
from sphinx_lesson_ext.web import is_web_address

from . import phrases
from .cards import cards_of
from .graphs import label_of, minutes_chart, severity_chart, words_chart
from .records import Totals, sum_of_contents, tally_of
from .rendering import render

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinx_lesson_ext.report.tally import OfCode

    from .compare import Comparison
    from .records import Found, Health

#: A finding, and whether it is new.
_Marked = tuple["Found", bool]


class _Code(NamedTuple):
    """A code of findings: how many there are, how many of these are new, and what it means."""

    counts: OfCode
    new: int
    meaning: str


def lesson_page(health: Health, comparison: Comparison | None = None, *, is_part: bool = False) -> str:
    """Return the page.

    :param comparison: What has changed since a former report, if there is one.
    :param is_part: Whether the page is one of a report on many lessons.
    """
    about = health.about
    new = [False] * len(health.findings) if comparison is None else comparison.new
    marked = list(zip(health.findings, new, strict=True))
    episodes = [document for document in health.documents if document.is_episode]
    docnames = {episode.docname for episode in episodes}
    before = None if comparison is None else comparison.base.totals
    return render(
        "lesson.html.jinja",
        root="../" if is_part else "",
        is_part=is_part,
        made=health.made,
        about=about,
        site=about.url if is_web_address(about.url) else "",
        repository=about.source if is_web_address(about.source) else "",
        meta=list(_meta(health, comparison)),
        verdict=_verdict(health, comparison),
        items=cards_of(health.totals, before),
        comparison=comparison,
        codes=_codes(marked),
        episodes=episodes,
        episode_totals=Totals(
            content=sum_of_contents(episode.content for episode in episodes),
            tally=tally_of([found for found in health.findings if found.finding.docname in docnames]),
        ),
        others=[document for document in health.documents if not document.is_episode],
        fixmes=sorted((one for one in marked if _is_fixme(one)), key=_by_age),
        files=_by_file([one for one in marked if not _is_fixme(one)]),
        gone=[] if comparison is None else comparison.gone,
        **_charts(health),
    )


def _charts(health: Health) -> dict[str, Any]:
    episodes = [document for document in health.documents if document.is_episode]
    language = language_tag(health.about.language)
    times = [(label_of(episode), episode.content.minutes) for episode in episodes]
    tallies = [(label_of(document), document.tally) for document in health.documents]
    return {
        "minutes_chart": minutes_chart("minutes", "Minutes of each episode", times, language),
        "words_chart": words_chart("words", "Words of each episode", episodes, language),
        "severity_chart": severity_chart("severity", "Pages with the most findings", tallies, language),
    }


def _is_fixme(marked: _Marked) -> bool:
    return marked[0].finding.code == "fixme"


def _by_age(marked: _Marked) -> int:
    age = marked[0].age
    # What was written today, and is not committed yet, comes last.
    return 1 if age is None else -age


def _by_file(marked: Sequence[_Marked]) -> Sequence[tuple[str, Sequence[_Marked]]]:
    return [(path, list(group)) for path, group in groupby(marked, lambda one: one[0].finding.path)]


def _codes(marked: Sequence[_Marked]) -> Sequence[_Code]:
    """Return the codes that occur, with what matters most first."""
    new = Counter((found.finding.code, found.finding.severity) for found, is_new in marked if is_new)
    return [
        _Code(counts, new[counts.code, counts.severity], rule_of(counts.code).summary.replace("``", ""))
        for counts in by_code(found.finding for found, _is_new in marked)
    ]


def _meta(health: Health, comparison: Comparison | None) -> Iterator[str]:
    about = health.about
    if name := language_name(about.language):
        yield name
    if about.license:
        yield about.license
    if about.commit:
        yield f"commit {about.commit[:7]} of {about.date}"
    if comparison is not None:
        yield f"compared with the report of {phrases.time(comparison.base.made)}"


def _verdict(health: Health, comparison: Comparison | None) -> str:
    tally = health.totals.tally
    if not tally.findings:
        text = "Nothing is to be done."
    else:
        fixmes = number(tally.fixmes, "FIXME")
        old = phrases.oldest(tally)
        unfinished = f" {fixmes} {'is' if tally.fixmes == 1 else 'are'} open{f', {old}' if old else ''}."
        text = f"There {_be(tally.severities)} {phrases.severities(tally)}.{unfinished if tally.fixmes else ''}"
    if comparison is None:
        return text
    return f"{text} {phrases.changed(comparison.count, len(comparison.gone))}"


def _be(severities: Mapping[str, int]) -> str:
    first = next((severities[name] for name in Severity if severities[name]), 0)
    return "is" if first == 1 else "are"

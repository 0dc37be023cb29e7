"""What a report on the health of a lesson says: plain records."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_lesson_ext.findings import Severity
from sphinx_lesson_ext.lesson.plan import has_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sphinx_lesson_ext.findings import Finding


@dataclass(frozen=True, slots=True)
class Minutes:
    """The minutes that the front matter asks for."""

    teaching: int = 0
    exercises: int = 0
    pause: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.teaching + self.exercises + self.pause


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """How much there is in a document, or in a whole lesson.

    :ivar words: The words of its paragraphs.
    :ivar unsolved: Those of its exercises that have no solution.
    :ivar notes: Its instructor notes.
    :ivar figures: Its figures and other images.
    """

    minutes: Minutes = field(default_factory=Minutes)
    words: int = 0
    exercises: int = 0
    unsolved: int = 0
    solutions: int = 0
    notes: int = 0
    figures: int = 0


def _by_severity(counts: Mapping[str, int] | None = None) -> Mapping[str, int]:
    """Return *counts* with each severity, what matters most first."""
    return {severity.value: (counts or {}).get(severity.value, 0) for severity in Severity}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How much there is to do in a document, or in a whole lesson.

    :ivar fixmes: How many FIXMEs there are.
    :ivar oldest: The age of the oldest FIXME in days; ``None``, where no age is known.
    :ivar severities: How many findings there are of each severity, FIXMEs among them.
    :ivar codes: How many there are of each code that occurs.
    """

    fixmes: int = 0
    oldest: int | None = None
    severities: Mapping[str, int] = field(default_factory=_by_severity)
    codes: Mapping[str, int] = field(default_factory=dict)

    @property
    def findings(self) -> int:
        """How many findings there are."""
        return sum(self.severities.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The figures of a whole lesson, or of several."""

    documents: int = 0
    episodes: int = 0
    content: Content = field(default_factory=Content)
    tally: Tally = field(default_factory=Tally)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document of a lesson, in the order of reading.

    :ivar docname: Its name, as Sphinx gives it.
    :ivar path: Its file, relative to the source folder.
    :ivar title: Its title as plain text.
    :ivar number: The number of an episode, such as ``3`` or ``3.4``.
    :ivar url: Its page on the web, if that is known.
    """

    docname: str
    path: str
    title: str
    is_episode: bool = False
    number: str = ""
    url: str = ""
    content: Content = field(default_factory=Content)
    tally: Tally = field(default_factory=Tally)

    @property
    def shown_number(self) -> str:
        """The number, unless the title begins with it."""
        return "" if has_number(self.title, self.number) else self.number


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a lesson says of itself; what it does not say is empty.

    :ivar language: The language of its text, as Sphinx names it.
    :ivar url: Where its site is on the web.
    :ivar source: The repository that holds its text; with the *branch* that authors work on and the *folder* in it.
    :ivar license: What readers call its licence.
    :ivar commit: The commit that was looked at, and its *date* as YYYY-MM-DD; where it is known.
    """

    title: str
    language: str = ""
    url: str = ""
    source: str = ""
    branch: str = ""
    folder: str = ""
    life_cycle: str = ""
    license: str = ""
    commit: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A finding with its *age* in days, which is known where git knows who wrote its line."""

    finding: Finding
    age: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """All that a report says of a lesson, as it is at the time *made* (ISO 8601, in UTC)."""

    made: str
    about: About
    totals: Totals
    documents: Sequence[Document] = ()
    findings: Sequence[Found] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """What is kept of a former report."""

    made: str
    commit: str
    totals: Totals
    findings: Sequence[Finding] = ()


def sum_of_contents(contents: Iterable[Content]) -> Content:
    """Return how much there is in several documents or lessons together."""
    whole = Content()
    for content in contents:
        minutes = Minutes(
            whole.minutes.teaching + content.minutes.teaching,
            whole.minutes.exercises + content.minutes.exercises,
            whole.minutes.pause + content.minutes.pause,
        )
        names = ("words", "exercises", "unsolved", "solutions", "notes", "figures")
        whole = Content(minutes=minutes, **{name: getattr(whole, name) + getattr(content, name) for name in names})
    return whole


def sum_of_totals(totals: Sequence[Totals]) -> Totals:
    """Return the figures of several lessons together."""
    tallies = [one.tally for one in totals]
    return Totals(
        documents=sum(one.documents for one in totals),
        episodes=sum(one.episodes for one in totals),
        content=sum_of_contents(one.content for one in totals),
        tally=Tally(
            fixmes=sum(tally.fixmes for tally in tallies),
            oldest=max((tally.oldest for tally in tallies if tally.oldest is not None), default=None),
            severities=_by_severity(_sum(tally.severities for tally in tallies)),
            codes=_sum(tally.codes for tally in tallies),
        ),
    )


def tally_of(findings: Sequence[Found]) -> Tally:
    """Return how many of everything there is in *findings*."""
    fixmes = [found for found in findings if found.finding.code == "fixme"]
    return Tally(
        fixmes=len(fixmes),
        oldest=max((found.age for found in fixmes if found.age is not None), default=None),
        severities=_by_severity(Counter(found.finding.severity.value for found in findings)),
        codes=_sorted(Counter(found.finding.code for found in findings)),
    )


def _sum(counts: Iterable[Mapping[str, int]]) -> Mapping[str, int]:
    whole = Counter[str]()
    for count in counts:
        whole.update(count)
    return _sorted(whole)


def _sorted(counts: Mapping[str, int]) -> Mapping[str, int]:
    return dict(sorted(counts.items()))

"""The contents beside every page: worked out once a build, and cut to what a page has room for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from sphinx import addnodes

from sphinx_lesson_ext.i18n import translate as _
from sphinx_lesson_ext.lesson.domain import LessonDomain
from sphinx_lesson_ext.translation.passages import language_of

from .titles import plain_title

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sphinx.environment import BuildEnvironment

#: How many entries a page shows at most: so a page does not grow with the lesson.
MOST_ENTRIES = 60


class Entry(NamedTuple):
    """A line of the contents.

    :ivar docname: The document; empty for an address elsewhere.
    :ivar uri: Its address, from the root of the site unless it is elsewhere.
    :ivar title: Its title as plain text, without its number.
    :ivar number: The number of an episode, such as ``3.4``, or an empty string.
    :ivar minutes: How long it takes; 0 where nobody said.
    :ivar level: How deep it stands, from 0.
    :ivar language: The language of its title, as HTML names it, if that is not the language of the page.
    """

    docname: str
    uri: str
    title: str
    number: str = ""
    minutes: int = 0
    level: int = 0
    language: str = ""

    @property
    def external(self) -> bool:
        """Whether it leads away from the site."""
        return not self.docname

    @property
    def look(self) -> str:
        """The classes of its line."""
        depth = ("", "deeper", "deepest")[min(self.level, 2)]
        return " ".join(name for name in ("" if self.number else "plain", depth) if name)


class Part(NamedTuple):
    """Entries under one heading, which may be empty."""

    title: str
    entries: tuple[Entry, ...]

    def split(self, docname: str) -> tuple[tuple[Entry, ...], Entry | None, tuple[Entry, ...]]:
        """Return the entries before that of a document, that one, and those after it; all are before, if none is."""
        for position, entry in enumerate(self.entries):
            if entry.docname == docname:
                return self.entries[:position], entry, self.entries[position + 1 :]
        return self.entries, None, ()


@dataclass(frozen=True)
class Contents:
    """The contents, or the stretch of them that one page shows.

    :ivar is_cut_before: Whether entries before these are left out.
    :ivar is_cut_after: Whether entries after these are.
    """

    parts: tuple[Part, ...]
    is_cut_before: bool = False
    is_cut_after: bool = False

    def around(self, docname: str, most: int = MOST_ENTRIES) -> Contents:
        """Return the *most* entries nearest to the document, with all that it stands under; the first, elsewhere."""
        rows = self._rows
        if len(rows) <= most:
            return self
        here = self._positions.get(docname, 0)
        start = max(0, min(here - most // 2, len(rows) - most))
        chosen = [*_ancestors(rows, start), *rows[start : start + most]]
        parts = tuple(
            self.parts[part]._replace(entries=tuple(entry for _part, entry in group))
            for part, group in groupby(chosen, key=itemgetter(0))
        )
        return Contents(parts, start > 0, start + most < len(rows))

    @cached_property
    def _rows(self) -> list[tuple[int, Entry]]:
        """Every entry with the position of its part.  A page takes its stretch of them, and looks at no others."""
        return [(part, entry) for part, shown in enumerate(self.parts) for entry in shown.entries]

    @cached_property
    def _positions(self) -> dict[str, int]:
        """The position of the first entry of each document."""
        return {entry.docname: position for position, (_part, entry) in reversed([*enumerate(self._rows)])}


def _ancestors(rows: Sequence[tuple[int, Entry]], start: int) -> list[tuple[int, Entry]]:
    """Return the entries before *start* that the one there stands under."""
    found: list[tuple[int, Entry]] = []
    part, first = rows[start]
    level = first.level
    for position in reversed(range(start)):
        owner, entry = rows[position]
        if owner != part or level == 0:
            break
        if entry.level < level:
            level = entry.level
            found.insert(0, (owner, entry))
    return found


class ContentsMaker:
    """Works the contents out of the tables of contents, from the first document down.

    :param has_numbers: Whether episodes have their numbers in it.
    """

    def __init__(self, env: BuildEnvironment, uri_of: Callable[[str], str], *, has_numbers: bool) -> None:
        self._env = env
        self._has_numbers = has_numbers
        self._uri_of = uri_of
        domain = env.domains.get(LessonDomain.name)
        self._domain = domain if isinstance(domain, LessonDomain) else None
        self._seen = {env.config.root_doc}

    def make(self) -> Contents:
        """Return the contents of the whole lesson: a part for each table of contents of the first document."""
        parts: list[Part] = []
        for toctree in self._toctrees(self._env.config.root_doc):
            entries = tuple(self._entries(toctree, 0))
            if not entries:
                continue
            title = toctree.get("caption") or self._heading(entries)
            if parts and (title == parts[-1].title or self._joins(toctree, parts[-1])):
                parts[-1] = parts[-1]._replace(entries=parts[-1].entries + entries)
            else:
                parts.append(Part(title, entries))
        return Contents(tuple(parts))

    def _joins(self, toctree: addnodes.toctree, before: Part) -> bool:
        """Tell whether pages that were made, not written, follow a part that has no episodes."""
        return bool(toctree.get("lesson_pages")) and not self._has_episodes(before.entries)

    def _heading(self, entries: Sequence[Entry]) -> str:
        if self._domain is None:
            return ""
        return _("Episodes") if self._has_episodes(entries) else _("Resources")

    def _has_episodes(self, entries: Sequence[Entry]) -> bool:
        episodes = () if self._domain is None else self._domain.plan.episodes
        return any(entry.docname in episodes for entry in entries)

    def _toctrees(self, docname: str) -> list[addnodes.toctree]:
        # Few documents have any: those that Sphinx has noted are looked through.
        contents = self._env.tocs.get(docname) if docname in self._env.toctree_includes else None
        return [] if contents is None else list(contents.findall(addnodes.toctree))

    def _entries(self, toctree: addnodes.toctree, level: int) -> Iterator[Entry]:
        for title, target in toctree["entries"]:
            if "://" in target or target.startswith("mailto:"):
                yield Entry("", target, title or target, level=level)
            elif target in self._env.titles and target not in self._seen:
                self._seen.add(target)
                yield self._entry(target, title, level)
                for inner in self._toctrees(target):
                    yield from self._entries(inner, level + 1)

    def _entry(self, docname: str, title: str | None, level: int) -> Entry:
        own = self._env.titles[docname]
        language = "" if title else language_of(own)
        title = title or plain_title(own, self._env.config.language)
        number = self._number(docname)
        minutes = 0 if self._domain is None else self._domain.record(docname).timing.total
        return Entry(docname, self._uri_of(docname), _without_number(title, number), number, minutes, level, language)

    def _number(self, docname: str) -> str:
        # Where the author has Sphinx number the sections, that is the number which headings show.
        section_number = self._env.toc_secnumbers.get(docname, {}).get("")
        if section_number:
            return ".".join(str(part) for part in section_number)
        if self._domain is None or not self._has_numbers:
            return ""
        return self._domain.plan.numbers.get(docname, "")


def _without_number(title: str, number: str) -> str:
    """Return *title* without the number that leads it, which is shown in a column of its own."""
    if not number or not title.startswith(number):
        return title
    rest = title.removeprefix(number)
    stripped = rest.lstrip(".:)").lstrip()
    return stripped if stripped and rest[0] in " .:)" else title

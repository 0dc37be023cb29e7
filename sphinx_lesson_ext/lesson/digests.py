"""What each page shows that stands in other documents, condensed to a digest that changes when it does."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

from sphinx_lesson_ext.config import OPTIONS
from sphinx_lesson_ext.kinds import LISTS

from .domain import Place, lesson_domain
from .list_context import chosen_blocks, chosen_documents
from .numbers import numbers_by_place, numbers_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from .domain import LessonDomain
    from .records import DocumentRecord, ListPlace

#: The event that asks what else every page shows of the whole lesson.  A theme that puts, say, the minutes of every
#: episode on every page answers with them, as anything whose ``repr`` changes when what is shown does.
NAVIGATION_EVENT = "lesson-navigation"
#: The event that asks what single pages show beside their own text.  Each answer gives, by the documents' names,
#: anything whose ``repr`` changes when what is shown does.
PAGES_EVENT = "lesson-pages"
#: The event that asks what pages show of things that they refer to, beside the text of the reference.  A theme that
#: shows, say, the explanation of a term beside a link to it answers with a :class:`Shown` for each of its names.
TARGETS_EVENT = "lesson-targets"


class Shown(NamedTuple):
    """What pages show of something that they refer to.

    :ivar name: The name that references use.
    :ivar entry: Anything whose ``repr`` changes when what is shown does.
    :ivar references: The targets that it refers to in turn.
    """

    name: str
    entry: object
    references: frozenset[str]


def site_digest(app: Sphinx, env: BuildEnvironment) -> str:
    """Return the digest of what any page may show of all: titles, contents, the order, and the configuration."""
    domain = lesson_domain(env)
    parts: list[object] = [[(option.name, app.config[option.name]) for option in OPTIONS if option.rebuild]]
    parts += [
        (
            docname,
            domain.record(docname).outline,
            env.toctree_includes.get(docname, []),
            env.toc_secnumbers.get(docname, {}),
        )
        for docname in sorted(env.found_docs)
    ]
    parts += app.emit(NAVIGATION_EVENT, env)
    return _digest(parts)


def note_outline(app: Sphinx, _document: nodes.document) -> None:
    """Keep the digest of a document's titles and contents, which Sphinx has just read (event ``doctree-read``)."""
    env, docname = app.env, app.env.current_document.docname
    shown = (env.titles.get(docname), env.longtitles.get(docname), env.tocs.get(docname))
    outline = _digest(["" if node is None else node.pformat() for node in shown])
    domain = lesson_domain(env)
    domain.documents[docname] = replace(domain.record(docname), outline=outline)


def page_digests(app: Sphinx, env: BuildEnvironment) -> dict[str, str]:
    """Return, for each document, the digest of what its page takes from others and of when it was read."""
    domain = lesson_domain(env)
    targets = _Targets(env, domain)
    answers = app.emit(PAGES_EVENT, env)
    targets.add_shown(chain.from_iterable(app.emit(TARGETS_EVENT, env)))
    answered = {docname: [answer.get(docname) for answer in answers] for docname in env.found_docs}
    return {
        docname: _digest(
            [
                env.all_docs.get(docname),
                domain.plan.numbers.get(docname),
                [_places_of_solutions(domain, name) for name in _documents_led_to(domain, docname)],
                targets.digest(domain.record(docname).references),
                [_list_digest(domain, place, docname, targets, answered) for place in domain.record(docname).lists],
                answer,
            ]
        )
        for docname, answer in answered.items()
    }


class _Targets:
    """What the names that documents refer to lead to."""

    def __init__(self, env: BuildEnvironment, domain: LessonDomain) -> None:
        referred = {name for record in domain.documents.values() for name in record.references}
        self._entries: dict[str, list[str]] = {_last_part(name): [] for name in referred}
        numbers = numbers_by_place(env)
        for other in env.domains.sorted():
            if other is not domain:
                for entry in other.get_objects():
                    if self._keys(entry[0]):  # of few, in most lessons
                        self._add(entry[0], (*entry, _places_of_solutions(domain, entry[3])))
        for store in ("labels", "anonlabels"):
            for name, entry in sorted(env.get_domain("std").data[store].items()):
                if self._keys(name):
                    self._add(name, (*entry, numbers.get(entry[:2]), _places_of_solutions(domain, entry[0])))
        for name, (docname, number) in sorted(env.get_domain("math").data["objects"].items()):
            self._add(name, (docname, number, numbers.get((docname, nodes.make_id(f"equation-{name}")))))
        for name, places in domain.named.items():
            if self._keys(name):
                shown = [(domain.name_of(place), _places_of_solutions(domain, place.docname)) for place in places]
                self._add(name, shown)

    def _keys(self, name: str) -> set[str]:
        return self._entries.keys() & {name.casefold(), _last_part(name)}

    def add_shown(self, shown: Iterable[Shown]) -> None:
        """Add what is shown of targets; what that refers to in turn is shown by its title alone."""
        for name, entry in [(each.name, (each.entry, self.digest(each.references))) for each in shown]:
            self._add(name, entry)

    def _add(self, name: str, entry: object) -> None:
        for key in self._keys(name):
            self._entries[key].append(str(entry))

    def digest(self, names: Iterable[str]) -> str:
        return _digest([(name, self._entries.get(_last_part(name))) for name in sorted(names)])


def _last_part(name: str) -> str:
    # Python's objects can be referred to by the last part of their names.
    return name.rpartition(".")[2].casefold()


def _list_digest(
    domain: LessonDomain, place: ListPlace, page: str, targets: _Targets, answered: Mapping[str, object]
) -> str:
    """Return the digest of what a list shows.

    :param answered: What the page of each document shows beside its text, which a page that shows it whole does, too.
    """
    parts: list[object] = [place.name, place.options]
    if place.name == "citation":
        return _digest([*parts, domain.citation])
    kind = LISTS[place.name]
    for docname in chosen_documents(domain, kind, dict(place.options)):
        record = domain.record(docname)
        shown = _shown_of(domain, docname, record, place)
        if shown and docname != page:
            numbers = numbers_of(domain.env, docname)
            parts += [docname, domain.title_of(docname), shown, numbers, targets.digest(record.references)]
            parts += [_places_of_solutions(domain, docname)]
            parts += [answered.get(docname)] if kind.whole else []
    return _digest(parts)


def _places_of_solutions(domain: LessonDomain, docname: str) -> object:
    """Return where the solutions of a document are, or from what day on; it changes without the configuration."""
    return domain.policy.held_until(docname), domain.solution_places.get(docname)


def _documents_led_to(domain: LessonDomain, docname: str) -> list[str]:
    """Return a document and those that its links lead to."""
    return sorted({docname, *(led_to for _written, _folder, led_to in domain.record(docname).links if led_to)})


def _shown_of(domain: LessonDomain, docname: str, record: DocumentRecord, list_place: ListPlace) -> list[object]:
    name = list_place.name
    if name == "fixmelist":
        return list(record.fixmes)
    if name == "imagelist":
        return list(record.images)
    if name == "schedule":
        is_episode = docname in domain.plan.episodes
        return [record.timing, *(block.digest for block in record.blocks_of("questions"))] if is_episode else []
    if LISTS[name].whole:
        # All of it, as it was read, and what is shown of its place in the lesson.
        plan, env = domain.plan, domain.env
        place = [plan.episodes.index(docname), len(plan.episodes)] if docname in plan.episodes else []
        return [env.all_docs.get(docname), plan.numbers.get(docname), place]
    blocks = chosen_blocks(domain, LISTS[name], dict(list_place.options), docname)
    shown = [(block.digest, block.anchor, domain.name_of(Place(docname, block))) for block in blocks]
    if blocks and name == "solutionlist":
        # Solutions are headed by what they belong to.
        around = [(block.anchor, domain.name_of(Place(docname, block)), block.section) for block in record.blocks]
        return [*shown, *around]
    return [*shown]


def _digest(parts: object) -> str:
    return sha256(repr(parts).encode()).hexdigest()


def setup(app: Sphinx) -> None:
    """Register the events, and condense each document when it is read, not in every build."""
    app.add_event(NAVIGATION_EVENT)
    app.add_event(PAGES_EVENT)
    app.add_event(TARGETS_EVENT)
    # After Sphinx has collected its titles and contents.
    app.connect("doctree-read", note_outline, priority=900)

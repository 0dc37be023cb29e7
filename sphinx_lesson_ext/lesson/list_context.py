"""A list and all that is needed to fill it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_lesson_ext.blocks.anchors import DOCUMENT_TITLE
from sphinx_lesson_ext.identifiers import name_within_id
from sphinx_lesson_ext.kinds import LISTS

from .copies import copy_of, moved, place_reference, words_of
from .numbers import carry_numbers
from .plan import is_match

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from sphinx.environment import BuildEnvironment

    from sphinx_lesson_ext.kinds import ListKind

    from .domain import LessonDomain
    from .records import Block

#: What stands between the id of a document that is shown whole and that of a place in it.  No id that docutils makes of
#: a name has two hyphens in a row.
INSIDE = "--"


@dataclass(frozen=True)
class ListContext:
    """A list and all that is needed to fill it.

    :ivar kind: What it collects.
    :ivar page: The document that it stands in.
    :ivar options: What the author chose.
    :ivar prefix: What every id in it begins with.
    :ivar anchors: Where documents are shown whole, the id of each.
    """

    env: BuildEnvironment
    domain: LessonDomain
    kind: ListKind
    page: str
    options: Mapping[str, str]
    prefix: str
    anchors: Mapping[str, str] = field(default_factory=dict)

    def id_prefix(self, docname: str) -> str:
        """Return what the ids of the copies from a document begin with."""
        if docname in self.anchors:
            return self.anchors[docname] + INSIDE
        return copies_prefix(self.prefix, docname)

    def copy(self, originals: Iterable[nodes.Node], docname: str) -> list[nodes.Element]:
        """Return copies, for this page, of what stands in the document *docname*, with their numbers there."""
        return self._adapted(copy_of, originals, docname)

    def move(self, originals: Iterable[nodes.Node], docname: str) -> list[nodes.Element]:
        """Return the same without making copies; nobody else must use the tree of *docname* that it is taken from."""
        return self._adapted(moved, originals, docname)

    def _adapted(
        self, adapt: Callable[..., list[nodes.Element]], originals: Iterable[nodes.Node], docname: str
    ) -> list[nodes.Element]:
        elements = [node for node in originals if isinstance(node, nodes.Element)]
        prefix = self.id_prefix(docname)
        carry_numbers(self.env, docname, self.page, prefix)
        return adapt(elements, docname, self.page, prefix, self.env.found_docs)

    def link(self, docname: str, anchor: str, text: str) -> nodes.Element:
        """Return a link to an element of a document."""
        return place_reference(self.page, docname, anchor, nodes.inline(text, text))

    def heading(self, docname: str, anchor: str = "") -> nodes.Element:
        """Return the title of a document as a link to it, or to an element of it."""
        title = nodes.inline("", "", *words_of(self.env.titles[docname]))
        return place_reference(self.page, docname, anchor, title)

    def written_titles(self) -> dict[str, str]:
        """Return the titles that are translated, as their authors wrote them, by what they are on the page."""
        metadata = ((name, self.env.metadata.get(name, {}).get(DOCUMENT_TITLE)) for name in self.documents())
        return {self.env.titles[name].astext(): str(written) for name, written in metadata if written is not None}

    def documents(self) -> list[str]:
        """Return the documents that it collects from, in order."""
        return [name for name in chosen_documents(self.domain, self.kind, self.options) if name != self.page]


def prefix_of(kind: ListKind, page: str, position: int) -> str:
    """Return what every id in a list begins with; *position* is which list of its page it is, from 1."""
    return nodes.make_id(f"{page}-{kind.page}-{position}")


def copies_prefix(prefix: str, docname: str) -> str:
    """Return what the ids of the copies from a document begin with, in a list with that *prefix*."""
    return f"{prefix}-{name_within_id(docname)}-"


def solution_places(domain: LessonDomain) -> dict[str, tuple[str, str]]:
    """Return, for each document whose solutions a page collects, that page and what their ids begin with there."""
    kind = LISTS["solutionlist"]
    places: dict[str, tuple[str, str]] = {}
    for page in domain.documents_with(kind.name):
        for position, place in enumerate(domain.record(page).lists, start=1):
            if place.name == kind.name:
                prefix = prefix_of(kind, page, position)
                for docname in chosen_documents(domain, kind, dict(place.options)):
                    if docname != page:
                        places.setdefault(docname, (page, copies_prefix(prefix, docname)))
    return places


def chosen_documents(domain: LessonDomain, kind: ListKind, options: Mapping[str, str]) -> list[str]:
    """Return the documents that a list with *options* asks for, in the order of the lesson."""
    plan = domain.plan
    patterns = _patterns(options.get("documents", "*"))
    excluded = _patterns(options.get("exclude", ""))
    deepest = int(options["depth"]) if options.get("depth", "").isdecimal() else len(plan.order)
    names = plan.episodes if kind.whole and plan.episodes and "documents" not in options else plan.order
    chosen = [
        name
        for name in names
        if name in domain.documents
        and is_match(name, patterns)
        and not is_match(name, excluded)
        and plan.depth[name] <= deepest
    ]
    if kind.whole:
        return [name for name in chosen if not _is_collected(domain, name, patterns)]
    if kind.name == "fixmelist" and not options.keys() & {"documents", "depth"}:
        # What is unfinished counts even in a document that readers cannot reach yet.
        chosen += sorted(domain.documents.keys() - set(plan.order))
    return chosen


def is_chosen(kind: ListKind, options: Mapping[str, str], classes: Collection[str]) -> bool:
    """Tell whether a list shows a block.

    :param classes: Those of the block, as :func:`.collect.classes_of` returns them.
    """
    included = _patterns(options.get("include", "")) or kind.included or {kind.collects}
    excluded = {*kind.excluded, *(_patterns(options.get("exclude", "")) if kind.excluded else ())}
    return not excluded.intersection(classes) and not set(included).isdisjoint(classes)


def chosen_blocks(domain: LessonDomain, kind: ListKind, options: Mapping[str, str], docname: str) -> list[Block]:
    """Return the blocks of a document that a list shows, and those that it shows within others."""
    return [block for block in domain.record(docname).blocks if is_chosen(kind, options, block.classes)]


def _patterns(text: str) -> list[str]:
    return text.replace(",", " ").split()


def _is_collected(domain: LessonDomain, docname: str, named: Sequence[str]) -> bool:
    """Tell whether a document collects from others, so that it would show them a second time.

    An episode may hold a list, and so may a page that the author has *named* in full.
    """
    lists = domain.record(docname).lists
    return any(LISTS[place.name].whole for place in lists) or (
        bool(lists) and docname not in domain.plan.episodes and docname not in named
    )

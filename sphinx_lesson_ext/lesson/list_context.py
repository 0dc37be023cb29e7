"""A list and all that is needed to fill it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes

from .copies import copy_of, place_reference
from .plan import is_match

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx.environment import BuildEnvironment

    from sphinx_lesson_ext.kinds import ListKind

    from .domain import LessonDomain


@dataclass(frozen=True)
class ListContext:
    """A list and all that is needed to fill it.

    :ivar kind: What it collects.
    :ivar page: The document that it stands in.
    :ivar options: What the author chose.
    :ivar prefix: What every id in it begins with.
    """

    env: BuildEnvironment
    domain: LessonDomain
    kind: ListKind
    page: str
    options: Mapping[str, str]
    prefix: str

    def id_prefix(self, docname: str) -> str:
        """Return what the ids of the copies from a document begin with."""
        return f"{self.prefix}-{nodes.make_id(docname)}-"

    def copy(self, originals: Iterable[nodes.Node], docname: str) -> list[nodes.Element]:
        """Return copies, for this page, of what stands in the document *docname*."""
        elements = [node for node in originals if isinstance(node, nodes.Element)]
        return copy_of(elements, docname, self.page, self.id_prefix(docname), self.env.found_docs)

    def link(self, docname: str, anchor: str, text: str) -> nodes.Element:
        """Return a link to an element of a document."""
        return place_reference(self.page, docname, anchor, nodes.inline(text, text))

    def documents(self) -> list[str]:
        """Return the documents that it collects from, in order."""
        chosen = chosen_documents(self.domain, self.options)
        if self.kind.name == "fixmelist" and not self.options.keys() & {"documents", "depth"}:
            # What is unfinished counts even in a document that readers cannot reach yet.
            chosen += sorted(self.domain.documents.keys() - set(self.domain.plan.order))
        return [name for name in chosen if name in self.domain.documents and name != self.page]


def chosen_documents(domain: LessonDomain, options: Mapping[str, str]) -> list[str]:
    """Return the documents that a list with *options* asks for, in the order of the lesson."""
    plan = domain.plan
    patterns = options.get("documents", "*").replace(",", " ").split()
    excluded = options.get("exclude", "").replace(",", " ").split()
    deepest = int(options["depth"]) if options.get("depth", "").isdecimal() else len(plan.order)
    return [
        name
        for name in plan.order
        if is_match(name, patterns) and not is_match(name, excluded) and plan.depth[name] <= deepest
    ]

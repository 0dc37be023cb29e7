"""The elements of a document by their classes: one walk for all who ask, for a walk is what costs."""

from __future__ import annotations

from heapq import merge
from operator import itemgetter
from typing import TYPE_CHECKING, TypeVar

from docutils import nodes

from sphinx_lesson_ext.blocks.outputs import is_output

if TYPE_CHECKING:
    from collections.abc import Iterator

AnyElement = TypeVar("AnyElement", bound=nodes.Element)


class Elements:
    """The elements of a document.

    :param document: What becomes of it afterwards is not seen.
    """

    def __init__(self, document: nodes.document) -> None:
        self._found: dict[type[nodes.Element], list[tuple[int, nodes.Element]]] = {}
        found = self._found
        pending: list[nodes.Node] = [document]
        position = 0
        while pending:
            element = pending.pop()
            if isinstance(element, nodes.Text):
                continue
            assert isinstance(element, nodes.Element)
            position += 1
            known = found.get(element.__class__)
            if known is None:
                found[element.__class__] = known = []
            known.append((position, element))
            # Of what code made, pictures alone are an author's concern.
            if isinstance(element, nodes.container) and is_output(element):
                pending += element.findall(nodes.image)
            else:
                pending += reversed(element.children)

    def of(self, *classes: type[AnyElement]) -> Iterator[AnyElement]:
        """Yield the elements of *classes* and of their subclasses, in the document's order."""
        matching = [elements for kind, elements in self._found.items() if issubclass(kind, classes)]
        ordered = matching[0] if len(matching) == 1 else merge(*matching, key=itemgetter(0))
        for _position, element in ordered:
            yield element  # type: ignore[misc]  # it is of one of the classes

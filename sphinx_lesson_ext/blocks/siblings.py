"""Replacing many elements of one parent: docutils looks through all of its children for each of them."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: Up to how many children looking through them costs next to nothing.
_FEW = 100


@contextmanager
def apart(elements: Iterable[nodes.Element]) -> Iterator[None]:
    """Let each of *elements* have a parent of its own for as long as they are replaced, if it has many siblings.

    Then the time for all is in proportion to their number, not to its square.
    """
    crowded: dict[int, tuple[nodes.Element, set[int]]] = {}
    for element in elements:
        parent = element.parent
        if parent is not None and len(parent) > _FEW:
            crowded.setdefault(id(parent), (parent, set()))[1].add(id(element))
    for parent, chosen in crowded.values():
        parent[:] = [_Alone("", child) if id(child) in chosen else child for child in parent.children]
    try:
        yield
    finally:
        for parent, _chosen in crowded.values():
            parent[:] = [
                node for child in parent.children for node in (child.children if isinstance(child, _Alone) else [child])
            ]


class _Alone(nodes.Inline, nodes.Element):
    """A parent that is taken away again."""

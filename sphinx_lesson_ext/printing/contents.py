"""The contents of the printed lesson: its documents, and the sections of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

#: How many levels of headings are listed: those of documents, and of their sections.
_LEVELS = 2


class Entry(NamedTuple):
    """A line of the contents: the id that it leads to, its title, and the lines inside it."""

    anchor: str
    title: str
    inside: tuple[Entry, ...]


def make_contents(document: nodes.document) -> tuple[Entry, ...]:
    """Return the contents of a document whose one section holds all others."""
    whole = document.next_node(nodes.section)
    return () if whole is None else tuple(_entries(whole, _LEVELS))


def _entries(parent: nodes.Element, levels: int) -> Iterator[Entry]:
    for child in parent.children:
        if levels and isinstance(child, nodes.section) and child["ids"]:
            title = child.next_node(nodes.title)
            if title is not None:
                yield Entry(child["ids"][0], title.astext(), tuple(_entries(child, levels - 1)))

"""The outline of a page, for "on this page" and the contents."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

from sphinx_lesson_ext.blocks.nodes import lesson_block
from sphinx_lesson_ext.translation.passages import language_of

from .contents import MOST_ENTRIES
from .titles import plain_title

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Blocks that readers look for by name.
_SHOWN_KINDS = frozenset({"challenge", "discussion", "demo", "type-along", "homework", "checklist", "keypoints"})
#: Sections below this level are not shown.
_DEEPEST = 3


class OutlineEntry(NamedTuple):
    """A place of a page.

    :ivar anchor: Its id.
    :ivar title: Its title as plain text.
    :ivar language: The language of that, as HTML names it, if it is not the language of the page.
    :ivar inside: What stands inside it.
    """

    anchor: str
    title: str
    language: str
    is_section: bool
    inside: tuple[OutlineEntry, ...]


def make_outline(document: nodes.document, language: str) -> tuple[OutlineEntry, ...]:
    """Return what stands under the title of a document; of a long one, only as many levels as there is room for.

    :param language: That of the page.
    """
    entries = tuple(_places(document, language, 1))
    if len(entries) == 1 and entries[0].is_section:
        entries = entries[0].inside
    levels = _DEEPEST
    while levels and _count(entries) > MOST_ENTRIES:
        levels -= 1
        entries = tuple(_cut(entries, levels))
    return entries


def _count(entries: tuple[OutlineEntry, ...]) -> int:
    return sum(1 + _count(entry.inside) for entry in entries)


def _cut(entries: tuple[OutlineEntry, ...], levels: int) -> Iterator[OutlineEntry]:
    """Yield *entries* with at most so many *levels* inside them."""
    for entry in entries:
        yield entry._replace(inside=tuple(_cut(entry.inside, levels - 1)) if levels else ())


def _places(parent: nodes.Element, language: str, level: int) -> Iterator[OutlineEntry]:
    # Only sections are looked into, so the cost is that of a table of contents, not of the document.
    for child in parent.children:
        if isinstance(child, nodes.section) and child["ids"] and level <= _DEEPEST:
            title = child.next_node(nodes.title)
            inside = tuple(_places(child, language, level + 1))
            if title is not None:
                words = plain_title(title, language)
                yield OutlineEntry(child["ids"][0], words, language_of(title), is_section=True, inside=inside)
        elif isinstance(child, lesson_block) and child["kind"] in _SHOWN_KINDS and child["ids"]:
            yield OutlineEntry(child["ids"][0], *_title_of(child, language), is_section=False, inside=())


def _title_of(block: lesson_block, language: str) -> tuple[str, str]:
    """Return the author's title of a block, or else the word for its kind with its number; and its language."""
    shown = {name: child for child in block[0].children for name in child["classes"]}  # type: ignore[index]
    title = shown.get("lesson-block-title") or shown.get("lesson-block-label")
    return (plain_title(title, language), language_of(title)) if title is not None else (block["heading"], "")

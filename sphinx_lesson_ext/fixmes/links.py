"""Placeholders in the targets and titles of links: ``[data](https://example.com/FIXME)``."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from sphinx import addnodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes

    from .markers import MarkerFinder

#: References of Sphinx that lead to a document, a file or a label; others name things, such as a term "TODO".
_PLACES = frozenset({"doc", "ref", "numref", "download", "myst"})

#: The attributes that hold a target, and those that hold a title.
_TARGETS = ("refuri", "reftarget", "uri")
_TITLES = ("reftitle", "title")
_ALL = frozenset((*_TARGETS, *_TITLES))


def target_of(node: nodes.Element) -> str:
    """Return where a link or a picture leads to, or an empty string."""
    if isinstance(node, addnodes.pending_xref) and node.get("reftype") not in _PLACES:
        return ""
    return next((str(node[name]) for name in _TARGETS if node.get(name)), "")


def title_of(node: nodes.Element) -> str:
    """Return the title of a link or a picture, or an empty string."""
    return next((str(node[name]) for name in _TITLES if node.get(name)), "")


def says_more(node: nodes.Element) -> bool:
    """Tell quickly whether a node may say anything beside its text: most say nothing."""
    return not _ALL.isdisjoint(node.attributes)


def link_text_of(node: nodes.Element) -> str:
    """Return all that a link or a picture says beside its text: its target, as it is read, and its title."""
    target, title = target_of(node), title_of(node)
    return f"{unquote(target)} {title}" if target or title else ""


def placeholder_in(node: nodes.Element, finder: MarkerFinder) -> str:
    """Return the marker that a link's target has as a whole part, or that its title begins with, or an empty string.

    The query of an address is left alone: it may be a search for the word.
    """
    target, title = target_of(node), title_of(node)
    if not target:
        return ""
    for part in _parts(target):
        if finder.matches(part):
            return part
    found = finder.in_block(title) if finder.may_hold(title) else []
    return found[0].word if found else ""


def _parts(target: str) -> Iterator[str]:
    try:
        address = urlsplit(target)
    except ValueError:
        # Not an address after all: "http://[FIXME".
        return
    yield from (unquote(part) for part in (address.netloc, *address.path.split("/"), address.fragment) if part)

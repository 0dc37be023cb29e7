"""Copies of what stands in one document for another, so that all in them still leads where the author meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.util import docname_join

from sphinx_lesson_ext.blocks.nodes import lesson_block, lesson_list

from .origins import ORIGIN

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

#: What has its meaning at one place only.
_LEFT_OUT = (
    addnodes.index,
    addnodes.toctree,
    lesson_list,
    nodes.comment,
    nodes.docinfo,
    nodes.meta,
    nodes.substitution_definition,
    nodes.system_message,
)

#: References whose target is relative to the document that they stand in.
_RELATIVE = frozenset({"doc", "any", "myst"})

#: Attributes that hold the ids of other elements; extensions write them for assistive technology.
_NAMING = ("aria-controls", "aria-describedby", "aria-labelledby")

#: Put behind the path of a file, in the form in which docutils names a function, to tell that a node is a copy.
_MARK = ":<copy>"


class _Move(NamedTuple):
    """Where copies come from and go to.

    :ivar origin: The document that the originals stand in.
    :ivar page: The document that the copies are for.
    :ivar prefix: What the ids of the copies begin with.
    :ivar own: The ids of the originals.
    :ivar documents: The names of all documents.
    """

    origin: str
    page: str
    prefix: str
    own: frozenset[str]
    documents: Container[str]

    def ids(self, identifiers: Iterable[str]) -> list[str]:
        """Return the ids of copies."""
        return [self.prefix + identifier for identifier in identifiers]

    def known(self, identifiers: Iterable[str]) -> list[str]:
        """Return the ids of copies of those elements that were copied."""
        return self.ids(identifier for identifier in identifiers if identifier in self.own)


def copy_of(
    originals: Iterable[nodes.Element], origin: str, page: str, prefix: str, documents: Container[str]
) -> list[nodes.Element]:
    """Return copies of *originals*, which stand in the document *origin*, for the document *page*.

    :param prefix: What the ids of the copies begin with, so that no other element of *page* has them.
    :param documents: The names of all documents.
    """
    return moved([original.deepcopy() for original in originals], origin, page, prefix, documents)


def moved(
    elements: Iterable[nodes.Element], origin: str, page: str, prefix: str, documents: Container[str]
) -> list[nodes.Element]:
    """Return *elements* themselves, which nobody else uses, as :func:`copy_of` returns copies."""
    kept = [element for element in elements if not _is_left_out(element) and not _is_emptied(element)]
    every = [node for element in kept for node in element.findall()]
    for node in every:
        # It would keep the whole document that it comes from in memory, as long as the page is.
        node.document = None  # type: ignore[assignment]  # as it is before a node has a parent
    inner = [node for node in every if isinstance(node, nodes.Element)]
    own = frozenset(identifier for node in inner for identifier in node["ids"])
    move = _Move(origin, page, prefix, own, documents)
    for node in inner:
        _adapt(node, move)
    return kept


def is_copy(source: str | None) -> bool:
    """Tell whether a node is a copy; *source* is the file that it says that it comes from, perhaps with a line."""
    return _MARK in (source or "")


def place_reference(page: str, docname: str, anchor: str, *content: nodes.Node) -> addnodes.pending_xref:
    """Return a reference from *page* to an element of another document, resolved when *page* is written."""
    target = f"{docname}#{anchor}" if anchor else docname
    return addnodes.pending_xref(
        "",
        *content,
        refdomain="lesson",
        reftype="place",
        reftarget=target,
        refdoc=page,
        refexplicit=True,
        refwarn=False,
    )


def words_of(title: nodes.Element) -> list[nodes.Node]:
    """Return a copy of what a title holds without what leads elsewhere, so that it can become a link itself."""
    copy = title.deepcopy()
    for node in list(copy.findall(nodes.Element)):
        node["ids"] = []
        if isinstance(node, nodes.footnote_reference):
            node.parent.remove(node)
        elif isinstance(node, nodes.reference):
            node.replace_self(node.children)
    return copy.children


def _is_left_out(node: nodes.Node) -> bool:
    if isinstance(node, nodes.target):
        # What can be referred to has its own id by now; one that shows or names something itself stays.
        return not node["ids"] and not node.children
    return isinstance(node, _LEFT_OUT)


def _is_emptied(element: nodes.Element) -> bool:
    """Take out of an element what is left out, and tell whether it only was there for the sake of that."""
    element.parent = None  # so that nothing around it is
    left_out = list(element.findall(_is_left_out))
    for node in left_out:
        _leave_out(node)
    # Whoever asks for a block gets it.
    return bool(left_out) and _is_empty(element) and not isinstance(element, lesson_block)


def _leave_out(node: nodes.Node) -> None:
    """Take out a node, and what was there for its sake."""
    parent = node.parent
    if parent is None:
        return  # with something around it
    parent.remove(node)
    if parent.parent is not None and _is_empty(parent):
        _leave_out(parent)


def _is_empty(element: nodes.Element) -> bool:
    """Tell whether an element only held what was left out: the frame of a table of contents, or a section of it."""
    if isinstance(element, nodes.section | lesson_block):
        return all(isinstance(child, nodes.title) for child in element.children)
    return isinstance(element, nodes.compound | nodes.list_item | nodes.Sequential) and not element.children


def _adapt(node: nodes.Element, move: _Move) -> None:
    node["ids"] = move.ids(node["ids"])
    node["names"] = []
    node["dupnames"] = []
    if node.source and not is_copy(node.source):
        node.source += _MARK
    if isinstance(node, lesson_block):
        node.setdefault(ORIGIN, move.origin)
    for name in _NAMING:
        if name in node:
            node[name] = " ".join(move.known(str(node[name]).split()))
    if isinstance(node, addnodes.pending_xref):
        _adapt_reference(node, move)
    elif isinstance(node, nodes.math_block):
        # Elsewhere its number stands for the original, which references to it lead to.
        node["label"] = None
    elif isinstance(node, nodes.footnote | nodes.citation):
        node["backrefs"] = move.known(node["backrefs"])
    elif "refid" in node:
        _adapt_local_reference(node, move)


def _adapt_reference(node: addnodes.pending_xref, move: _Move) -> None:
    # What is relative to a document, or is one of its ids, is so to the one that the author wrote it in.
    node["origin"] = move.origin
    if node["reftype"] in _RELATIVE and node.get("refdomain") != "doc":
        joined = docname_join(move.origin, node["reftarget"])
        if node["reftype"] == "doc" or joined in move.documents:
            node["reftarget"] = "/" + joined
    if node.get("reflocalid") in move.own:
        # MyST falls back on it where nothing else has the name.
        node["reflocalid"] = move.prefix + node["reflocalid"]
    node["refdoc"] = move.page


def _adapt_local_reference(node: nodes.Element, move: _Move) -> None:
    """Let a reference within a document lead into the copy if its target is copied too, and back to it if not."""
    identifier = node["refid"]
    if identifier in move.own:
        node["refid"] = move.prefix + identifier
    elif isinstance(node, nodes.footnote_reference):
        mark = nodes.superscript("", node.astext())
        node.replace_self(place_reference(move.page, move.origin, identifier, nodes.inline("", "", mark)))
    elif isinstance(node, nodes.reference):
        content = nodes.inline("", "", *node.children)
        node.replace_self(place_reference(move.page, move.origin, identifier, content))
    elif isinstance(node, nodes.problematic):
        # The message that it leads to is left out.
        del node["refid"]

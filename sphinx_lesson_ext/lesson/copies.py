"""Copies of what stands in one document for another, so that all in them still leads where the author meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.util import docname_join

from sphinx_lesson_ext.blocks.nodes import lesson_list

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

#: What has its meaning at one place only.
_LEFT_OUT = (addnodes.index, addnodes.toctree, lesson_list, nodes.comment, nodes.system_message, nodes.target)

#: References whose target is relative to the document that they stand in.
_RELATIVE = frozenset({"doc", "any", "myst"})


def copy_of(
    originals: Iterable[nodes.Element], origin: str, page: str, prefix: str, documents: Container[str]
) -> list[nodes.Element]:
    """Return copies of *originals*, which stand in the document *origin*, for the document *page*.

    :param prefix: What the ids of the copies begin with, so that no other element of *page* has them.
    :param documents: The names of all documents.
    """
    copies = [original.deepcopy() for original in originals]
    own = {identifier for copy in copies for node in copy.findall(nodes.Element) for identifier in node["ids"]}
    for copy in copies:
        for node in list(copy.findall(nodes.Element)):
            if isinstance(node, _LEFT_OUT) and node.parent is not None:
                node.parent.remove(node)
        for node in list(copy.findall(nodes.Element)):
            _adapt(node, origin, page, prefix, own, documents)
    return copies


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


def _adapt(node: nodes.Element, origin: str, page: str, prefix: str, own: set[str], documents: Container[str]) -> None:
    node["ids"] = [prefix + identifier for identifier in node["ids"]]
    node["names"] = []
    node["dupnames"] = []
    if isinstance(node, addnodes.pending_xref):
        _adapt_reference(node, origin, page, documents)
    elif isinstance(node, nodes.math_block):
        # Its number belongs to the original, which references to it lead to.
        node["label"] = node["number"] = None
        node["ids"] = []
    elif isinstance(node, nodes.footnote | nodes.citation):
        node["backrefs"] = []
    elif "refid" in node:
        _adapt_local_reference(node, origin, page, prefix, own)


def _adapt_reference(node: addnodes.pending_xref, origin: str, page: str, documents: Container[str]) -> None:
    if node["reftype"] in _RELATIVE and node.get("refdomain") != "doc":
        joined = docname_join(origin, node["reftarget"])
        if node["reftype"] == "doc" or joined in documents:
            node["reftarget"] = "/" + joined
    elif node.get("refdomain") == "lesson":
        # An id alone is one of the document that the author wrote it in.
        node["origin"] = origin
    node["refdoc"] = page


def _adapt_local_reference(node: nodes.Element, origin: str, page: str, prefix: str, own: set[str]) -> None:
    """Let a reference within *origin* lead into the copy if its target is copied too, and back to *origin* if not."""
    identifier = node["refid"]
    if identifier in own:
        node["refid"] = prefix + identifier
    elif isinstance(node, nodes.footnote_reference):
        mark = nodes.superscript("", node.astext())
        node.replace_self(place_reference(page, origin, identifier, nodes.inline("", "", mark)))
    elif isinstance(node, nodes.reference):
        content = nodes.inline("", "", *node.children)
        node.replace_self(place_reference(page, origin, identifier, content))

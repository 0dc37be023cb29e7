"""Which document a node comes from, on a page that shows others too and in a document that is made of all."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

from sphinx_lesson_ext.blocks.nodes import ancestors, lesson_block

#: The attribute of a copied block: the document that the original stands in.
ORIGIN = "origin"


def document_of(node: nodes.Element, page: str) -> str:
    """Return the document that *node* was written in; *page* is the one that it stands in."""
    for element in (node, *ancestors(node)):
        if isinstance(element, lesson_block) and ORIGIN in element:
            return str(element[ORIGIN])
        # What Sphinx puts into one big document does not lead up to where it was put; its sections say whose they are.
        if isinstance(element, addnodes.start_of_file | nodes.section) and "docname" in element:
            return str(element["docname"])
    return page

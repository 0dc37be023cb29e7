"""Citations as items of a list: the role that docutils gives them is no longer one of ARIA's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx


class listed_citation(nodes.citation):  # noqa: N801 (docutils names nodes in lower case)
    """A citation that is written as an item of a list; those that follow each other are one list."""


def list_citations(citations: Iterable[nodes.citation]) -> None:
    """Let each citation be an item of a list."""
    for citation in citations:
        listed = listed_citation(citation.rawsource, *citation.children, **citation.attributes)
        listed.source, listed.line = citation.source, citation.line
        citation.parent[citation.parent.index(citation)] = listed


def _visit_citation(self: Any, node: listed_citation) -> None:
    if not isinstance(node.previous_sibling(), listed_citation):
        self.body.append(self.starttag(nodes.inline(), "div", CLASS="citation-list", role="list"))
    self.body.append(self.starttag(node, "div", CLASS="citation", role="listitem"))


def _depart_citation(self: Any, node: listed_citation) -> None:
    self.body.append("</div>\n")
    if not isinstance(node.next_node(descend=False, siblings=True), listed_citation):
        self.body.append("</div>\n")


def setup(app: Sphinx) -> None:
    """Register the node."""
    app.add_node(listed_citation, html=(_visit_citation, _depart_citation))

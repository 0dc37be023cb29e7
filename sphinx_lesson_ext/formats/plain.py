"""Lessons as plain text: text files, man pages and Texinfo.

None of these has boxes.  A block becomes a definition: its title, and its body indented below, at whatever depth.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from .described import describe

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class unnumbered_title(nodes.title):  # noqa: N801 (docutils names nodes in lower case)
    """The title of a section that has no number on a page that has one."""


class WritePlainly(SphinxPostTransform):
    """Make of a document what plain text can say."""

    # After references are resolved, and all else is in its place; before plain_text looks how deep it is nested (900).
    default_priority = 800
    formats = ("text", "man", "texinfo")

    def run(self, **_kwargs: object) -> None:
        """Change the document."""
        form = self.app.builder.format
        for block in list(self.document.findall(nodes.Element)):
            if not isinstance(block, nodes.Admonition):
                continue
            if isinstance(block.children[0] if block.children else None, nodes.title):
                _define(block)
            elif form == "text":
                _part(block)
        if form != "texinfo":
            for image in list(self.document.findall(nodes.image)):
                describe(image)
            for figure in list(self.document.findall(nodes.figure)):
                _unframe(figure)
            for origin in list(self.document.findall(_is_origin)):
                origin.parent.remove(origin)
        if form == "man":
            for reference in list(self.document.findall(nodes.reference)):
                _unlink(reference)
        if form == "text":
            self._leave_unnumbered()

    def _leave_unnumbered(self) -> None:
        numbers = self.env.toc_secnumbers.get(self.env.current_document.docname, {})
        for section in self.document.findall(nodes.section):
            if numbers.get(f"#{section['ids'][0]}" if section["ids"] else "") == ():
                title = section[0]
                section.replace(title, unnumbered_title("", "", *title.children))


def _define(block: nodes.Element) -> None:
    """Make a definition of a block that has a title."""
    title, *body = block.children
    assert isinstance(title, nodes.title)
    term = nodes.term("", "", *title.children, ids=block["ids"])
    item = nodes.definition_list_item("", term, nodes.definition("", *body))
    block.replace_self(nodes.definition_list("", item))


def _part(block: nodes.Element) -> None:
    """Keep the paragraphs of a note apart: Sphinx would write them as one."""
    if not isinstance(block, addnodes.seealso | addnodes.versionmodified):
        block[:] = [nodes.container("", *block.children)]


def _unframe(figure: nodes.figure) -> None:
    """Let what a figure holds be paragraphs: Sphinx would write picture and caption as one."""
    for part in list(figure.findall(nodes.caption)):
        part.replace_self(nodes.paragraph("", "", *part.children))
    for legend in list(figure.findall(nodes.legend)):
        legend.replace_self(legend.children)
    figure.replace_self(nodes.block_quote("", *figure.children))


def _is_origin(node: nodes.Node) -> bool:
    """Tell whether a node leads to where a copy comes from, which no reader can follow here."""
    return isinstance(node, nodes.paragraph) and "lesson-list-origin" in node["classes"]


def _unlink(reference: nodes.reference) -> None:
    """Leave the words of a reference to another part of the same page, whose address means nothing."""
    if not urlsplit(reference.get("refuri", "")).scheme:
        reference.replace_self(nodes.inline("", "", *reference.children))


def _visit_title_text(self: Any, node: unnumbered_title) -> None:
    self.visit_title(node)


def _depart_title_text(self: Any, node: unnumbered_title) -> None:
    has_numbers, self.add_secnumbers = self.add_secnumbers, False
    self.depart_title(node)
    self.add_secnumbers = has_numbers


def setup(app: Sphinx) -> None:
    """Register what makes text plain."""
    app.add_node(unnumbered_title, text=(_visit_title_text, _depart_title_text))
    app.add_post_transform(WritePlainly)

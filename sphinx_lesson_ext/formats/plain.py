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
    """Make definitions of the blocks of a document."""

    # After references are resolved, and all else is in its place; before plain_text looks how deep it is nested (900).
    default_priority = 800
    formats = ("text", "man", "texinfo")

    def run(self, **_kwargs: object) -> None:
        """Change the document."""
        for block in list(self.document.findall(nodes.Element)):
            if isinstance(block, nodes.Admonition) and _has_title(block) and not _is_alone(block):
                _define(block)
        for reference in self.document.findall(addnodes.number_reference):
            # What Sphinx writes of it, which would be the pattern that it was made by.
            reference["title"] = reference.astext()


class DescribeAll(SphinxPostTransform):
    """Say in words what cannot be shown or followed: pictures, and links to where a copy comes from."""

    # Before blocks lose their class.
    default_priority = 790
    formats = ("text", "man")

    def run(self, **_kwargs: object) -> None:
        """Change the document."""
        for image in list(self.document.findall(nodes.image)):
            describe(image)
        for figure in list(self.document.findall(nodes.figure)):
            _unframe(figure)
        for origin in list(self.document.findall(nodes.paragraph)):
            if "lesson-list-origin" in origin["classes"]:
                origin.parent.remove(origin)


class UnlinkInMan(SphinxPostTransform):
    """Leave the words of references to other parts of the page, whose addresses mean nothing."""

    default_priority = 790
    formats = ("man",)

    def run(self, **_kwargs: object) -> None:
        """Change the document."""
        for reference in list(self.document.findall(nodes.reference)):
            if not urlsplit(reference.get("refuri", "")).scheme:
                reference.replace_self(nodes.inline("", "", *reference.children))


class SplitCellsInMan(SphinxPostTransform):
    """Put empty cells beside and below a cell that takes the place of several: it cannot do so there."""

    default_priority = 790
    formats = ("man",)

    def run(self, **_kwargs: object) -> None:
        """Change the document."""
        for part in [*self.document.findall(nodes.thead), *self.document.findall(nodes.tbody)]:
            _split_cells(part)


class WriteText(SphinxPostTransform):
    """Keep apart in text what Sphinx would write as one, and say what only HTML shows."""

    # When blocks are definitions.
    default_priority = 810
    formats = ("text",)

    def run(self, **_kwargs: object) -> None:
        """Change the document."""
        for note in list(self.document.findall(nodes.Element)):
            if isinstance(note, nodes.Admonition) and not isinstance(note, addnodes.seealso | addnodes.versionmodified):
                # Its paragraphs would be one.
                start = int(_has_title(note))
                note[start:] = [nodes.container("", *note.children[start:])]
        for reference in list(self.document.findall(nodes.reference)):
            _add_address(reference)
        numbers = self.env.toc_secnumbers.get(self.env.current_document.docname, {})
        for section in self.document.findall(nodes.section):
            if section["ids"] and numbers.get(f"#{section['ids'][0]}") == ():
                section.replace(section[0], unnumbered_title("", "", *section[0].children))


def _has_title(block: nodes.Element) -> bool:
    return bool(block.children) and isinstance(block[0], nodes.title)


def _is_alone(block: nodes.Element) -> bool:
    """Tell whether a block is all that a document holds.

    An extension that lists blocks gives each such a document, to have its references resolved, and wants it back.
    """
    return isinstance(block.parent, nodes.document) and len(block.parent.children) == 1


def _define(block: nodes.Element) -> None:
    """Make a definition of a block that has a title."""
    title, *body = block.children
    assert isinstance(title, nodes.title)
    term = nodes.term("", "", *title.children, ids=block["ids"])
    item = nodes.definition_list_item("", term, nodes.definition("", *body))
    block.replace_self(nodes.definition_list("", item))


def _split_cells(part: nodes.Element) -> None:
    """Give each row of a table a cell for each column."""
    # By column, in how many rows from here on a cell from above stands.
    taken: dict[int, int] = {}
    for row in part.findall(nodes.row):
        cells: list[nodes.Element] = []
        for cell in [*row.findall(nodes.entry), None]:
            while taken.get(len(cells)):
                taken[len(cells)] -= 1
                cells.append(nodes.entry())
            if cell is not None:
                columns, rows = (int(cell.attributes.pop(name, 0)) for name in ("morecols", "morerows"))
                taken.update(dict.fromkeys(range(len(cells), len(cells) + columns + 1), rows))
                cells += [cell, *(nodes.entry() for _column in range(columns))]
        row[:] = cells


def _unframe(figure: nodes.figure) -> None:
    """Let what a figure holds be paragraphs: Sphinx would write picture and caption as one."""
    for part in list(figure.findall(nodes.caption)):
        part.replace_self(nodes.paragraph("", "", *part.children))
    for legend in list(figure.findall(nodes.legend)):
        legend.replace_self(legend.children)
    figure.replace_self(nodes.block_quote("", *figure.children))


def _add_address(reference: nodes.reference) -> None:
    """Write the address of a page elsewhere behind the words that lead there."""
    address = reference.get("refuri", "")
    if urlsplit(address).scheme and reference.astext() not in {address, address.removeprefix("mailto:")}:
        reference.parent.insert(reference.parent.index(reference) + 1, nodes.Text(f" <{address}>"))


def _visit_title_text(self: Any, node: unnumbered_title) -> None:
    self.visit_title(node)


def _depart_title_text(self: Any, node: unnumbered_title) -> None:
    has_numbers, self.add_secnumbers = self.add_secnumbers, False
    self.depart_title(node)
    self.add_secnumbers = has_numbers


def setup(app: Sphinx) -> None:
    """Register what makes text plain."""
    app.add_node(unnumbered_title, text=(_visit_title_text, _depart_title_text))
    for transform in (WritePlainly, DescribeAll, UnlinkInMan, SplitCellsInMan, WriteText):
        app.add_post_transform(transform)

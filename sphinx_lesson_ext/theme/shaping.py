"""The walk over a document on its way to HTML, in which the theme changes what it draws in its own way.

One walk for all changes: each further one would cost as much as the change itself, on every page of every build.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_lesson_ext.blocks.diagrams import diagram
from sphinx_lesson_ext.blocks.nodes import lesson_block
from sphinx_lesson_ext.lesson.whole import SHOWN

from .admonitions import title_admonitions
from .assets import use_part
from .cells import shape_cells
from .citations import list_citations
from .diagrams import place_diagrams
from .fixme_places import add_fixme_places
from .frames import frame_code, frame_tables
from .glossaries import add_letters
from .icons import add_icons
from .images import shape_figures, size_images
from .overview import make_overviews
from .page_meta import add_page_meta
from .structured import note_objectives
from .tables import size_tables
from .tabs import make_tabs
from .toctrees import head_toctrees

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx


#: What few pages have, and is drawn by a style sheet of its own: descriptions of programs, notes, boxes and the like.
_REFERENCE = (
    *(addnodes.desc, addnodes.versionmodified, addnodes.hlist, nodes.field_list, nodes.option_list, nodes.classifier),
    *(nodes.footnote, nodes.citation, nodes.line_block, nodes.topic, nodes.sidebar),
)


class Found:
    """The elements of a document by their classes, each in the order of the document."""

    def __init__(self, document: nodes.document, *kinds: type) -> None:
        self._elements: dict[type, list[nodes.Element]] = {kind: [] for kind in kinds}
        known: dict[type, list[list[nodes.Element]]] = {}
        for element in document.findall(nodes.Element):
            of = type(element)
            if of not in known:
                known[of] = [self._elements[kind] for kind in kinds if issubclass(of, kind)]
            for elements in known[of]:
                elements.append(element)

    def has_any(self, kinds: Iterable[type]) -> bool:
        """Tell whether there is one of any of *kinds*, which have to be ones that were asked for at the start."""
        return any(self._elements[kind] for kind in kinds)

    def of(self, kind: type) -> list[Any]:
        """Return those of *kind*, which has to be one that was asked for at the start."""
        return self._elements[kind]


class Shape(SphinxPostTransform):
    """Make all changes."""

    # After lists are filled, blocks are numbered, code has its language (400) and pictures are settled.
    default_priority = 750
    formats = ("html",)

    def run(self, **_kwargs: object) -> None:
        """Make them, on what one walk has found."""
        found = Found(
            self.document,
            *(lesson_block, nodes.Admonition, nodes.literal_block, nodes.doctest_block, diagram, nodes.table),
            *(
                nodes.figure,
                nodes.image,
                nodes.container,
                addnodes.toctree,
                addnodes.glossary,
                nodes.section,
                *_REFERENCE,
            ),
        )
        blocks = found.of(lesson_block)
        others = [section for section in found.of(nodes.section) if SHOWN in section]
        make_tabs(self.document, found.of(nodes.container))
        shape_cells(self.document, found.of(nodes.container))
        note_objectives(self.document, blocks)
        make_overviews(blocks)
        admonitions = title_admonitions(found.of(nodes.Admonition))
        add_fixme_places(self.env, blocks, others)
        self.document["lesson-icons"] = add_icons([*blocks, *admonitions])
        size_tables(found.of(nodes.table))
        frame_tables(found.of(nodes.table))
        frame_code([*found.of(nodes.literal_block), *found.of(nodes.doctest_block)])
        list_citations(found.of(nodes.citation))
        place_diagrams(self.document, found.of(diagram))
        shape_figures(found.of(nodes.figure))
        size_images(found.of(nodes.image), self.env.srcdir)
        head_toctrees(found.of(addnodes.toctree))
        add_letters(self.document, found.of(addnodes.glossary))
        if found.has_any(_REFERENCE):
            use_part(self.document, "reference")
        if others:
            use_part(self.document, "whole")
        add_page_meta(self.env, self.document, blocks, others)


def setup(app: Sphinx) -> None:
    """Register the walk."""
    app.add_post_transform(Shape)

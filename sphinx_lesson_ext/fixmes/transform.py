"""Finding the FIXMEs of a document that was just read, and marking them where they stand.

A paragraph that begins with a marker becomes a FIXME block; a marker inside a text, with what belongs to it, becomes a
:class:`~.nodes.fixme_text`.  Comments, headings, front matter and links are reported and left as they are.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from sphinx_lesson_ext.blocks.make import make_block
from sphinx_lesson_ext.blocks.nodes import is_within, kinds_around, lesson_block, plain_text
from sphinx_lesson_ext.blocks.outputs import is_output

from .links import link_text_of, says_more
from .markers import MarkerFinder
from .nodes import fixme_text
from .places import Places
from .prose import Prose
from .scan import Scan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_lesson_ext.findings import Finding

    from .markers import Marker
    from .places import Place

#: Where the findings of the document that is being read are kept; Sphinx clears that place after each document.
_STORE = "lesson_fixmes"
#: Where the kinds of the blocks around each of them are kept.
_WITHIN = "lesson_fixmes_within"

#: Elements whose words are code, or no words of the page.
_SKIPPED = (
    nodes.literal_block,
    nodes.doctest_block,
    nodes.math_block,
    nodes.substitution_definition,
    nodes.system_message,
    nodes.label,
    nodes.field_name,
    addnodes.desc_signature,
    addnodes.productionlist,
    addnodes.toctree,
)

#: Elements that cannot hold a block.
_KEPT = (nodes.footnote, nodes.citation, addnodes.versionmodified)


def collected(env: BuildEnvironment) -> list[Finding]:
    """Return the FIXMEs of the document that is being read, in its order.

    A FIXME block tells in its attribute ``fixme`` which of them it is.
    """
    found: list[Finding] = env.current_document.get(_STORE) or []
    return list(found)


def kinds_around_collected(env: BuildEnvironment) -> list[frozenset[str]]:
    """Return the kinds of the blocks around each of these FIXMEs."""
    within: list[frozenset[str]] = env.current_document.get(_WITHIN) or []
    return list(within)


class FindFixmes(SphinxTransform):
    """Find and mark the FIXMEs of a document."""

    # After substitutions and included texts are in place, before quotation marks are made typographic (750).
    default_priority = 600

    def apply(self, **_kwargs: object) -> None:
        """Go through the document once, in its order."""
        document = self.env.current_document
        finder = MarkerFinder(self.config.lesson_fixme_markers, self.config.language)
        if not _may_concern(self.document, finder):
            return
        places = Places(Path(self.env.srcdir), Path(self.env.doc2path(document.docname)))
        self._scan = Scan(document.docname, finder, places, _front_matter(self.document))
        within: list[frozenset[str]] = []
        for element in list(_units(self.document)):
            if isinstance(element, nodes.comment | nodes.raw) or not is_within(element, "fixme"):
                # A paragraph may be put into a block of its own.
                around = frozenset(kinds_around(element))
                self._visit(element)
                within += [around] * (len(self._scan.found) - len(within))
            places.pass_by(element)
        document[_STORE], document[_WITHIN] = self._scan.found, within

    def _visit(self, element: nodes.Element) -> None:
        scan = self._scan
        match element:
            case lesson_block():
                scan.authored(element)
                element["fixme"] = len(scan.found) - 1
            case nodes.comment():
                scan.comment(element)
            case nodes.raw():
                scan.raw(element, element, element.astext())
            case nodes.docinfo():
                scan.docinfo(element)
            case nodes.title() | nodes.subtitle() | nodes.rubric():
                scan.heading(element)
            case nodes.image() | nodes.target():
                scan.link(element, element, element.rawsource)
            case nodes.TextElement() if not isinstance(element, _SKIPPED):
                self._visit_text(element)

    def _visit_text(self, element: nodes.TextElement) -> None:
        if not self._scan.may_concern(element):
            return
        prose = Prose(element)
        raw_parts = list(prose.raw_parts())
        # A word that is explained is not marked by it.
        found = self._scan.markers_in(prose, begins_block=not isinstance(element, nodes.term))
        becomes_block = bool(found) and found[0].whole and _can_be_block(element)
        for marker in found:
            place = self._scan.note_marker(prose, marker, "block" if becomes_block else "text")
            if becomes_block:
                self._make_block(prose, marker, place, len(self._scan.found) - 1)
        for raw, offset in raw_parts:
            self._scan.raw(element, raw, element.rawsource, offset)
        if becomes_block:
            return
        for link in _links(element):
            self._scan.link(element, link, element.rawsource, prose.source_offset_of(link))
        for marker in reversed(found):
            Prose(element).wrap(marker.start, marker.end, fixme_text(classes=["lesson-fixme"]))

    def _make_block(self, prose: Prose, marker: Marker, place: Place, index: int) -> None:
        """Put the paragraph that *prose* is of into a FIXME block, without its marker.

        :param index: Which finding of the document the block shows.
        """
        paragraph = prose.element
        parent = paragraph.parent
        position = parent.index(paragraph)
        parent.remove(paragraph)
        prose.keep(marker.message_start, marker.message_end)
        block = make_block(
            "fixme",
            [paragraph] if paragraph.children or paragraph["ids"] else [],
            document=self.document,
            source=paragraph.source or self.document["source"],
            line=place.line,
            options={"owner": marker.owner} if marker.owner else {},
        )
        block["fixme"] = index
        parent.insert(position, block)


def _may_concern(document: nodes.document, finder: MarkerFinder) -> bool:
    """Tell quickly whether there can be anything to note in a document: in most there is not."""
    return finder.may_hold(plain_text(document)) or any(
        (says_more(node) and finder.may_hold(link_text_of(node)))
        or (isinstance(node, lesson_block) and node["kind"] == "fixme")
        for node in document.findall(nodes.Element)
    )


def _front_matter(document: nodes.document) -> dict[str, str]:
    """Return the values that the Markdown parser has left as comments, because only it knows their lines."""
    return {node["front_matter"]: node.astext() for node in document.findall(nodes.comment) if "front_matter" in node}


def _units(document: nodes.document) -> Iterator[nodes.Element]:
    """Yield, in the document's order, each element that is looked at as a whole."""
    pending: list[nodes.Node] = list(reversed(document.children))
    while pending:
        node = pending.pop()
        if isinstance(node, nodes.TextElement | nodes.image | nodes.docinfo):
            yield node
        elif isinstance(node, nodes.Element) and not isinstance(node, _SKIPPED) and not is_output(node):
            if isinstance(node, lesson_block) and node["kind"] == "fixme":
                yield node
            pending.extend(reversed(node.children))


def _can_be_block(element: nodes.TextElement) -> bool:
    return type(element) is nodes.paragraph and not isinstance(element.parent, _KEPT)


def _links(element: nodes.Element) -> list[nodes.Element]:
    kinds = nodes.reference | nodes.image | addnodes.pending_xref
    return [node for node in element.findall(nodes.Element) if isinstance(node, kinds)]


def setup(app: Sphinx) -> None:
    """Register the node and the transform."""
    app.add_node(fixme_text)
    app.add_transform(FindFixmes)

"""What is left to do in the parts of one document: each FIXME as a finding, at its place in the author's file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_lesson_ext.blocks.nodes import lesson_block_title
from sphinx_lesson_ext.findings import Finding, Severity

from .links import link_text_of, placeholder_in, target_of, title_of
from .prose import Prose
from .raw_html import html_comments

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_lesson_ext.blocks.nodes import lesson_block

    from .markers import Marker, MarkerFinder
    from .places import Place, Places

#: What is said of a FIXME block that says nothing.
_EMPTY = "FIXME"


class Scan:
    """Notes the FIXMEs of one document, whose parts are to be given in their order.

    :param front_matter: The values of front matter whose lines are known from elsewhere, by their keys.
    :ivar found: What was found; each method adds to it.
    """

    def __init__(self, docname: str, finder: MarkerFinder, places: Places, front_matter: Mapping[str, str]) -> None:
        self.found: list[Finding] = []
        self._docname = docname
        self._finder = finder
        self._places = places
        self._front_matter = front_matter
        self._title = _on_one_line(front_matter.get("title", ""))

    def may_concern(self, element: nodes.TextElement) -> bool:
        """Tell quickly whether there can be anything to note in a text or its links: in most texts there is not."""
        if self._finder.may_hold(element.astext()):
            return True
        # Most texts hold nothing else, and a walk costs more than that look.
        is_plain = all(isinstance(child, nodes.Text) for child in element.children)
        parts = [element] if is_plain else element.findall(nodes.Element)
        return any(self._finder.may_hold(link_text_of(node)) for node in parts)

    def markers_in(self, prose: Prose, *, begins_block: bool = True) -> list[Marker]:
        """Return the markers in a text, without noting them."""
        if not self._finder.may_hold(prose.text):
            return []
        return self._finder.in_block(prose.text) if begins_block else self._finder.in_text(prose.text)

    def note_marker(self, prose: Prose, marker: Marker, context: str) -> Place:
        """Note a marker of a text, and return its place."""
        place = self._place_in(prose, marker)
        self._note(place, marker, marker.message(prose.shown), context)
        return place

    def heading(self, heading: nodes.Element) -> None:
        """Note what a heading marks, unless it shows the title that front matter gives."""
        prose = Prose(_own_title(heading))
        for marker in self.markers_in(prose):
            if self._title and _on_one_line(heading.rawsource) == self._title:
                self._title = ""
                return
            self.note_marker(prose, marker, "heading")

    def comment(self, comment: nodes.comment) -> None:
        """Note what a comment marks; a value of front matter comes as a comment that names its key."""
        text = comment.rawsource or comment.astext()
        if not self._finder.may_hold(text):
            return
        if "front_matter" in comment:
            for marker in self._finder.in_block(text)[:1]:
                place = self._places.find(comment, text, marker.at)
                self._note(place, marker, f"{comment['front_matter']}: {_on_one_line(text)}", "front matter")
        else:
            for marker in self._finder.in_comment(text):
                self._note(self._places.find(comment, text, marker.at), marker, marker.message(text), "comment")

    def raw(self, element: nodes.Element, raw: nodes.raw, source: str, offset: int = 0) -> None:
        """Note what the comments of raw HTML mark.

        :param source: The source of *element*, in which *raw* begins at *offset*.
        """
        html = raw.astext()
        if "html" not in raw["format"].split() or not self._finder.may_hold(html):
            return
        for comment in html_comments(html):
            for marker in self._finder.in_comment(comment.text):
                place = self._places.find(element, source, offset + comment.start + marker.at)
                self._note(place, marker, marker.message(comment.text), "comment")

    def docinfo(self, docinfo: nodes.docinfo) -> None:
        """Note what the fields at the top of a document mark, unless the lines of its front matter are known."""
        if self._front_matter:
            return
        for field in docinfo.children:
            for name, element in _values(field):
                prose = Prose(element)
                for marker in self.markers_in(prose)[:1]:
                    message = f"{name}: {_on_one_line(prose.shown)}"
                    self._note(self._place_in(prose, marker), marker, message, "front matter")

    def link(self, element: nodes.Element, link: nodes.Element, source: str, offset: int = 0) -> None:
        """Note a link or picture that leads nowhere yet.

        :param source: The source of *element*, in which the link stands at or behind *offset*.
        """
        marker = placeholder_in(link, self._finder)
        if not marker:
            return
        target, title = target_of(link), title_of(link)
        start = source.find(target, offset)
        place = self._places.find(element, source, start) if start >= 0 else self._places.find_target(element, target)
        message = f'{target} "{title}"' if marker in title else target
        self._add(place or self._places.find(element, source, 0), marker, message, "link")

    def authored(self, block: lesson_block) -> None:
        """Note a block that its author wrote as a FIXME."""
        message = _on_one_line(" ".join([block["heading"], *_texts(block)])) or _EMPTY
        owner = block.get("owner", "").removeprefix("@")
        place = self._places.find(block, block["kind"], 0)
        self._add(place, _EMPTY, message, "block", owner=owner, link=block.get("issue", ""))

    def _place_in(self, prose: Prose, marker: Marker) -> Place:
        source = prose.element.rawsource
        if not source:
            return self._places.find(prose.element, prose.text, marker.at)
        return self._places.find(prose.element, source, prose.source_offset(marker.at))

    def _note(self, place: Place, marker: Marker, message: str, context: str) -> None:
        self._add(place, marker.word, message, context, owner=marker.owner)

    def _add(self, place: Place, marker: str, message: str, context: str, *, owner: str = "", link: str = "") -> None:
        finding = Finding(
            code="fixme",
            severity=Severity.WARNING,
            docname=self._docname,
            path=place.path,
            line=place.line,
            column=place.column,
            message=message,
            marker=marker,
            context=context,
            owner=owner,
            link=link,
        )
        self.found.append(finding)


def _own_title(heading: nodes.Element) -> nodes.Element:
    """Return the part of a heading that its author wrote: that of a block says first what kind of block it is."""
    if isinstance(heading, lesson_block_title):
        for part in heading.findall(nodes.inline):
            if "lesson-block-title" in part["classes"]:
                return part
    return heading


def _values(field: nodes.Node) -> Iterator[tuple[str, nodes.TextElement]]:
    """Yield the texts of a field of a docinfo, each with the field's name."""
    if isinstance(field, nodes.field):
        for text in _outermost_texts(field[1]):
            yield field[0].astext(), text
    elif isinstance(field, nodes.Element):
        # A field that docutils knows, such as the author, is an element of its own.
        for text in _outermost_texts(field):
            yield field.tagname, text


def _texts(block: lesson_block) -> Iterator[str]:
    """Yield what can be read in *block* below its title."""
    for child in block.children[1:]:
        for text in _outermost_texts(child):
            if not isinstance(text, nodes.Invisible | nodes.raw):
                yield text.astext()


def _outermost_texts(node: nodes.Node) -> Iterator[nodes.TextElement]:
    for text in node.findall(nodes.TextElement):
        if text is node or not isinstance(text.parent, nodes.TextElement):
            yield text


def _on_one_line(text: str) -> str:
    return " ".join(text.split())

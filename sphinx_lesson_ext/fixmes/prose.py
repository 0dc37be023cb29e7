"""The running text of an element: where its markup is looked through, and where a part of it can be taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx import addnodes

from .raw_html import html_tag

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Markup whose text is the author's own words like the text around it.  All other inline markup is code, a formula,
#: emphasis, or an object that has no words.
_TRANSPARENT = (nodes.reference, nodes.inline, nodes.superscript, nodes.subscript, addnodes.pending_xref)

#: Roles of Sphinx that make a plain inline of what is not the author's words: labels of a program's windows and menus.
_LABELS = frozenset({"guilabel", "menuselection", "accelerator", "code", "pre"})

#: HTML elements whose text is code, emphasis or a quotation.
_OPAQUE_TAGS = frozenset({"b", "code", "del", "em", "i", "kbd", "mark", "pre", "q", "s", "samp", "strong", "tt", "var"})

#: What stands in a text for something that cannot be looked into.
_OPAQUE = "\N{OBJECT REPLACEMENT CHARACTER}"


class _Leaf(NamedTuple):
    node: nodes.Node
    start: int
    end: int
    source: str


class Prose:
    """The text of an element that holds text.

    :ivar text: The words that can be looked into; whatever else there is, such as code or a picture, is a sign of its
        length that is no letter.
    :ivar shown: What readers see, of the same length.
    """

    def __init__(self, element: nodes.Element) -> None:
        self.element = element
        self._leaves: list[_Leaf] = []
        self._closing_tag = ""
        self.text = ""
        self.shown = ""
        self._read(element, hidden=False)

    def _read(self, element: nodes.Element, *, hidden: bool) -> None:
        for child in element.children:
            if isinstance(child, nodes.Text):
                text = child.astext()
                self._add(child, _OPAQUE * len(text) if hidden or self._closing_tag else text, text, text)
            elif isinstance(child, nodes.raw):
                self._read_raw(child)
            elif isinstance(child, nodes.footnote_reference | nodes.citation_reference | nodes.image):
                self._add(child, _OPAQUE, " ", "")
            elif isinstance(child, nodes.Element):
                self._read(child, hidden=hidden or not _is_transparent(child))

    def _read_raw(self, node: nodes.raw) -> None:
        html = node.astext()
        self._add(node, " ", " ", html)
        name, opens = html_tag(html)
        if name == self._closing_tag and not opens:
            self._closing_tag = ""
        elif opens and not self._closing_tag and name in _OPAQUE_TAGS:
            self._closing_tag = name

    def _add(self, node: nodes.Node, text: str, shown: str, source: str) -> None:
        start = len(self.text)
        self.text += text
        self.shown += shown
        self._leaves.append(_Leaf(node, start, start + len(text), source))

    def raw_parts(self) -> Iterator[tuple[nodes.raw, int]]:
        """Yield each piece of raw output in the text, with its offset in the element's ``rawsource``."""
        for leaf in self._leaves:
            if isinstance(leaf.node, nodes.raw):
                yield leaf.node, self.source_offset(leaf.start)

    def source_offset(self, position: int) -> int:
        """Return where the text at *position* stands in the element's ``rawsource``.

        The pieces of the text are looked for in turn, so markup between them does not matter; a piece that markup has
        changed (an escape, a substitution, a translation) is passed over.
        """
        source = self.element.rawsource
        done = 0
        for leaf in self._leaves:
            offset = position - leaf.start if leaf.start <= position < leaf.end else None
            for line_start, line in _lines(leaf.source):
                found = source.find(line, done) if line.strip() else done
                if offset is not None and line_start <= offset <= line_start + len(line):
                    within = offset - line_start
                    return found + within if found >= 0 else max(source.find(_first_word(line[within:]), done), 0)
                if found >= 0 and line.strip():
                    done = found + len(line)
        return done

    def source_offset_of(self, node: nodes.Node) -> int:
        """Return where *node*, which is in the element, begins in the element's ``rawsource``, as near as is known."""
        parts = {id(part) for part in node.findall()}
        return next((self.source_offset(leaf.start) for leaf in self._leaves if id(leaf.node) in parts), 0)

    def keep(self, start: int, end: int) -> None:
        """Remove all text but that from *start* to *end*, and the blanks at its edges; what is no text stays."""
        kept = self.shown[start:end]
        start, end = start + len(kept) - len(kept.lstrip()), end - len(kept) + len(kept.rstrip())
        for leaf in self._leaves:
            if isinstance(leaf.node, nodes.Text):
                text = leaf.node.astext()[max(start - leaf.start, 0) : max(end - leaf.start, 0)]
                _replace(leaf.node, [nodes.Text(text)] if text else [])

    def wrap(self, start: int, end: int, wrapper: nodes.Element) -> None:
        """Put what stands between *start* and *end* into *wrapper*, with the blank before it, or else the one behind.

        Markup that lies partly inside goes into it as a whole.  The offsets of this object do not hold afterwards.
        """
        if self.shown[:start][-1:].isspace():
            start -= 1
        elif start == 0 and self.shown[end : end + 1].isspace():
            end += 1
        self._wrap(self.element, start, end, wrapper)

    def _wrap(self, element: nodes.Element, start: int, end: int, wrapper: nodes.Element) -> None:
        spans = {id(leaf.node): (leaf.start, leaf.end) for leaf in self._leaves}
        before: list[nodes.Node] = []
        inside: list[nodes.Node] = []
        after: list[nodes.Node] = []
        last = 0
        for child in element.children:
            known = [spans[id(part)] for part in child.findall() if id(part) in spans]
            first, last = (known[0][0], known[-1][1]) if known else (last, last)
            if isinstance(child, nodes.Element) and _is_transparent(child) and first <= start and end <= last:
                self._wrap(child, start, end, wrapper)
                return
            if isinstance(child, nodes.Text):
                text = child.astext()
                cuts = [max(place - first, 0) for place in (start, end)]
                parts = text[: cuts[0]], text[cuts[0] : cuts[1]], text[cuts[1] :]
                for group, part in zip((before, inside, after), parts, strict=True):
                    group.extend([nodes.Text(part)] if part else [])
            else:
                (before if last <= start else after if first >= end else inside).append(child)
        wrapper += inside
        element[:] = [*before, wrapper, *after]


def _replace(node: nodes.Node, others: list[nodes.Text]) -> None:
    # A text is equal to every text that reads the same, so its parent cannot be asked for its place.
    siblings = node.parent.children
    place = next(index for index, sibling in enumerate(siblings) if sibling is node)
    node.parent[place : place + 1] = others


def _is_transparent(element: nodes.Element) -> bool:
    if isinstance(element, addnodes.pending_xref):
        return bool(element.get("refexplicit"))
    return isinstance(element, _TRANSPARENT) and not _LABELS & set(element["classes"])


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


def _first_word(text: str) -> str:
    return text.split(maxsplit=1)[0].rstrip(":") if text.strip() else ""

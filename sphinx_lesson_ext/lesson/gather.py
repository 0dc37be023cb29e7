"""From the elements of a document to what rules can know of it."""

from __future__ import annotations

import os
import posixpath
from functools import lru_cache
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_lesson_ext.blocks import link_definitions
from sphinx_lesson_ext.blocks.nodes import CHROME, LOWERED, ancestors, lesson_block, lesson_block_title, plain_text
from sphinx_lesson_ext.blocks.outputs import is_output
from sphinx_lesson_ext.blocks.pictures import NO_ALTERNATIVE, missing_image
from sphinx_lesson_ext.destinations import DESTINATION

from .facts import Code, Definition, Facts, Heading, Html, Link, Passage, Picture, Point, Spot, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.environment import BuildEnvironment

    from .elements import Elements

#: The blocks whose items are points.
_POINTED = frozenset({"questions", "objectives", "keypoints", "prereq"})
#: What Pygments is told where an author names no language.
_NO_LANGUAGE = frozenset({"", "default", "none"})
#: What holds a piece of text of its own.
_PASSAGES = (nodes.paragraph, nodes.term, nodes.line, nodes.rubric)


class Gatherer:
    """Makes the facts of a document.

    :param elements: Its elements.
    :param env: The environment, which the document is being read in.
    """

    def __init__(self, elements: Elements, env: BuildEnvironment) -> None:
        self._elements = elements
        self._env = env
        self._source_dir = str(env.srcdir)
        self._path = str(env.doc2path(env.current_document.docname))
        self._relative = lru_cache(maxsize=16)(self._relative_path)
        #: The kinds of the lesson blocks that each element and those around it are.
        self._kinds: dict[nodes.Element | None, tuple[str, ...]] = {None: ()}

    def facts(self) -> Facts:
        """Return them."""
        of = self._elements.of
        return Facts(
            headings=tuple(self._headings()),
            links=tuple(self._link(link) for link in of(nodes.reference, addnodes.pending_xref) if _is_link(link)),
            pictures=tuple(self._picture(image) for image in of(nodes.image, missing_image)),
            tables=tuple(self._table(table) for table in of(nodes.table)),
            codes=tuple(self._code(code) for code in of(nodes.literal_block)),
            points=tuple(self._points()),
            passages=tuple(self._passage(text) for text in of(*_PASSAGES) if not _is_front_matter(text)),
            html=tuple(self._html(raw) for raw in of(nodes.raw) if "html" in raw["format"].split()),
            definitions=_definitions(link_definitions.own_definitions(self._env)),
            labels=link_definitions.used_labels(self._env),
        )

    def _spot(self, node: nodes.Element) -> Spot:
        source, line = node.source, node.line
        if source and line:
            return Spot(self._relative(source), line)
        for element in ancestors(node):
            if line and source:
                break
            source, line = source or element.source, line or element.line
        return Spot(self._relative(source or self._path), line or 1)

    def _within(self, node: nodes.Node) -> tuple[str, ...]:
        """Return the kinds of the lesson blocks around *node*; it is the same for all that stand in one element."""
        unknown: list[nodes.Element] = []
        element = node.parent
        while element not in self._kinds:
            unknown.append(element)
            element = element.parent
        kinds = self._kinds[element]
        for element in reversed(unknown):
            if isinstance(element, lesson_block):
                kinds = (*kinds, element["kind"])
            self._kinds[element] = kinds
        return kinds

    def _path_in_source(self, uri: str) -> str:
        """Return the path of an image from the source folder; an address stays as it is."""
        if not uri or "://" in uri or uri.startswith(("data:", "//")):
            return uri
        return posixpath.normpath(posixpath.join("/", posixpath.dirname(self._relative(self._path)), uri))[1:]

    def _relative_path(self, source: str) -> str:
        # docutils may add what function it was called from, behind a colon.
        path = source.partition(":<")[0].partition(":docstring of ")[0] or self._path
        return os.path.relpath(path, self._source_dir).replace(os.sep, "/")

    def _headings(self) -> Iterator[Heading]:
        holders: dict[int, int] = {}
        for title in self._elements.of(nodes.title, nodes.rubric):
            if isinstance(title, nodes.rubric) and "level" in title:
                # A heading that stands in something else than a section.
                holder = holders.setdefault(id(title.parent), len(holders) + 1)
                level = title["level"] - title.get(LOWERED, 0)
                yield Heading(plain_text(title), level, False, self._within(title), self._spot(title), holder)
            elif isinstance(title, nodes.title) and _is_heading(title):
                yield self._heading(title)

    def _heading(self, title: nodes.title) -> Heading:
        sections = [element for element in ancestors(title) if isinstance(element, nodes.section)]
        level = len(sections) + sections[0].get("skipped", 0) - sections[0].get(LOWERED, 0)
        is_first = len(sections) == 1 and sections[0].parent.next_node(nodes.section) is sections[0]
        is_title = is_first or CHROME in title["classes"]
        return Heading(plain_text(title), level, is_title, self._within(title), self._spot(title))

    def _link(self, link: nodes.Element) -> Link:
        text = _text_of(link)
        address = _address_of(link)
        return Link(
            text, address, text in {address, address.removeprefix("mailto:")}, self._within(link), self._spot(link)
        )

    def _picture(self, image: nodes.Element) -> Picture:
        figure = next((element for element in ancestors(image) if isinstance(element, nodes.figure)), None)
        caption = next(figure.findall(nodes.caption), None) if figure is not None else None
        is_missing = isinstance(image, missing_image)
        return Picture(
            uri=self._path_in_source(image.get("uri", "")),
            alt=None if image.get(NO_ALTERNATIVE) else image.astext() if is_missing else image.get("alt"),
            caption=caption.astext() if caption is not None else "",
            width=str(image.get("width", "")),
            is_missing=is_missing,
            within=self._within(image),
            spot=self._spot(image),
            is_output=any(map(is_output, ancestors(image))),
        )

    def _table(self, table: nodes.table) -> Table:
        group = next((child for child in table.children if isinstance(child, nodes.tgroup)), table)
        head = next((part for part in group.children if isinstance(part, nodes.thead)), None)
        body = next((part for part in group.children if isinstance(part, nodes.tbody)), None)
        title = next((child for child in table.children if isinstance(child, nodes.title)), None)
        return Table(
            headers=tuple(cell.astext() for cell in head.children[0].children) if head is not None else (),
            caption=title.astext() if title is not None else "",
            rows=len(body) if body is not None else 0,
            first=body.children[0].children[0].astext() if body and body.children[0].children else "",
            has_row_headers=any(part.get("stub") for part in group.children if isinstance(part, nodes.colspec)),
            within=self._within(table),
            spot=self._spot_of_table(table),
        )

    def _spot_of_table(self, table: nodes.table) -> Spot:
        """Return where a table is; directives tell no line of theirs, but those of what is in the cells.

        Cells of comma-separated values are counted from 1 each: such a table is below what stands above it.
        """
        if table.line:
            return self._spot(table)
        spot, above = self._spot(table.next_node(nodes.paragraph) or table), _above(table)
        if above is not None:
            before = self._spot(above)
            if before.path == spot.path and before.line > spot.line:
                return before
        return spot

    def _code(self, code: nodes.literal_block) -> Code:
        language = str(code.get("written-language") or code.get("language", ""))
        return Code(
            "" if language in _NO_LANGUAGE else language, plain_text(code), self._within(code), self._spot(code)
        )

    def _points(self) -> list[Point]:
        points = []
        for block in self._elements.of(lesson_block):
            if block["kind"] in _POINTED:
                for item in block.findall(nodes.list_item):
                    text = item.next_node(nodes.TextElement)
                    if text is not None:
                        points.append(Point(block["kind"], plain_text(text), self._spot(text)))
        return points

    def _passage(self, text: nodes.TextElement) -> Passage:
        return Passage(plain_text(text), self._within(text), self._spot(text))

    def _html(self, raw: nodes.raw) -> Html:
        return Html(plain_text(raw), self._within(raw), self._spot(raw))


def shared_definitions(env: BuildEnvironment) -> tuple[Definition, ...]:
    """Return the definitions of links that hold in every document."""
    return _definitions(link_definitions.shared_definitions(env))


def _definitions(found: Iterable[link_definitions.LinkDefinition]) -> tuple[Definition, ...]:
    return tuple(Definition(label, address, Spot(path, line)) for label, address, path, line in found)


def _above(node: nodes.Element) -> nodes.Element | None:
    """Return the last element above *node* that has a line."""
    for element in (node, *ancestors(node)):
        if element.parent is not None:
            for sibling in reversed(element.parent.children[: element.parent.index(element)]):
                placed = [part for part in sibling.findall(nodes.Element) if part.line]
                if placed:
                    return placed[-1]
    return None


def _is_heading(title: nodes.title) -> bool:
    return isinstance(title.parent, nodes.section) and not isinstance(title, lesson_block_title)


def _is_front_matter(text: nodes.TextElement) -> bool:
    return isinstance(text.parent, nodes.field_body)


def _is_link(node: nodes.Element) -> bool:
    """Tell whether an author wrote this as a link; Sphinx has other elements that wait to be resolved."""
    is_waiting = isinstance(node, (addnodes.pending_xref, addnodes.download_reference))
    return is_waiting or "refuri" in node or "refid" in node


def _address_of(link: nodes.Element) -> str:
    if DESTINATION in link:
        return str(link[DESTINATION][0])
    if "refuri" in link:
        return str(link["refuri"])
    if "refid" in link:
        return f"#{link['refid']}"
    return str(link.get("reftarget", ""))


def _text_of(link: nodes.Element) -> str:
    pictures = [image.get("alt", "") for image in link.findall(nodes.image)]
    return " ".join(part for part in (plain_text(link), *pictures) if part).strip()

"""Cells of notebooks in the look of the theme: tables of data scroll, can be heard, and look like all others."""

from __future__ import annotations

from html import escape
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinx_lesson_ext.blocks.outputs import is_cell, is_output
from sphinx_lesson_ext.i18n import translate as _

from .assets import use_part
from .frames import table_frame, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx

#: The class that pandas and others give to their tables.
_DATA = "dataframe"


class hidden_part(nodes.General, nodes.Element):  # noqa: N801 (docutils names nodes in lower case)
    """A part of a cell that is closed at first; ``show`` and ``hide`` say what opens and closes it."""


class _Tables(HTMLParser):
    """Writes HTML with tables of data that say what their headers belong to, and without looks of their own."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.pieces: list[str] = []
        self._is_in_head = False
        self._is_style = False
        self._ends: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a tag over, without ``style`` and ``border`` (called by the parser)."""
        self._is_in_head = tag == "thead" or (self._is_in_head and tag != "tbody")
        self._is_style = tag == "style"
        if self._is_style:
            return
        kept = {name: value for name, value in attrs if name not in {"style", "border"}}
        if tag == "table":
            kept["class"] = f"{kept.get('class') or ''} docutils".strip()
        elif tag == "th":
            kept.setdefault("scope", "col" if self._is_in_head else "row")
        self.pieces.append(f"<{tag}{''.join(map(_written, kept.items()))}>")

    def handle_endtag(self, tag: str) -> None:
        """Take the end of an element over (called by the parser)."""
        if tag == "th" and self.pieces[-1].startswith("<th"):
            # A header of nothing: the corner above the names of rows.
            self.pieces[-1:] = ["<td></td>"]
        elif not self._is_style:
            self.pieces.append(f"</{tag}>")
        self._is_style = False

    def handle_data(self, data: str) -> None:
        """Take text over (called by the parser)."""
        if not self._is_style:
            self.pieces.append(data)

    def handle_entityref(self, name: str) -> None:
        """Take a named character over (called by the parser)."""
        self.pieces.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """Take a numbered character over (called by the parser)."""
        self.pieces.append(f"&#{name};")


def shape_cells(document: nodes.document, containers: Iterable[nodes.container]) -> None:
    """Let a page with cells have what they need, and tables in their outputs scroll."""
    for container in containers:
        if is_cell(container):
            use_part(document, "cells")
            _name_hidden_parts(container)
        elif is_output(container):
            for raw in list(container.findall(nodes.raw)):
                if raw["format"] == "html" and "<table" in raw.astext():
                    _shape_table(raw)


def _name_hidden_parts(cell: nodes.container) -> None:
    """Let what opens a hidden part be called what it shows: myst-nb gives it another name for those who hear it."""
    for index, part in enumerate(cell.children):
        if isinstance(part, nodes.Element) and not isinstance(part, nodes.container) and "prompt_show" in part:
            cell[index] = hidden_part("", *part.children, show=part["prompt_show"], hide=part["prompt_hide"])


def _visit_hidden(self: Any, node: hidden_part) -> None:
    self.body.append(self.starttag(node, "details", CLASS="cell-part"))
    self.body.append(self.starttag(nodes.inline(), "summary", ""))
    for name in ("show", "hide"):
        self.body.append(self.starttag(nodes.inline(), "span", "", CLASS=f"cell-part-{name}"))
        self.body.append(f"{self.encode(node[name])}</span>")
    self.body.append("</summary>\n")


def _depart_hidden(self: Any, _node: hidden_part) -> None:
    self.body.append("</details>\n")


def _shape_table(raw: nodes.raw) -> None:
    if _DATA in raw.astext():
        tables = _Tables()
        tables.feed(raw.astext())
        tables.close()
        raw[:] = [nodes.Text("".join(tables.pieces))]
    wrap(raw, table_frame(label=_("Output")))


def _written(attribute: tuple[str, str | None]) -> str:
    name, value = attribute
    return f" {name}" if value is None else f' {name}="{escape(value)}"'


def setup(app: Sphinx) -> None:
    """Register the node."""
    app.add_node(hidden_part, html=(_visit_hidden, _depart_hidden))

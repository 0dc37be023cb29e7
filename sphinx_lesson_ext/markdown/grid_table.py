"""Grid tables as pandoc reads them: cells hold any blocks, and may span rows and columns.

::

    +--------+-------------+
    | Fruit  | Why         |
    +=======:+:============+
    | apples | - keep long |
    |        | - ``cheap`` |
    +--------+-------------+

A header ends in a line of ``=``, and the colons of that line, or else of the first, align columns.  Lines that divide
nothing, as two in a row do, are passed over.  A caption stands above or below (:mod:`~.captions`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from docutils.parsers.rst.tableparser import GridTableParser, TableMarkupError
from docutils.statemachine import StringList

from .attributes import Attributes
from .captions import add_caption, caption_above, caption_below
from .nested_text import add_blocks
from .problems import add_problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

_DIVIDER = re.compile(r"\+(?::?(?:-+|=+):?\+)+")
_PADDING = "\0"


class Cell(NamedTuple):
    """A cell of a grid.

    :ivar rows: How many further rows it spans.
    :ivar columns: How many further columns it spans.
    :ivar column: The number of its first column, from 0.
    :ivar line: The line of the grid that its text begins in, from 0.
    :ivar text: What it holds.
    """

    rows: int
    columns: int
    column: int
    line: int
    text: str


class Grid(NamedTuple):
    """What a grid holds.

    :ivar widths: The number of characters of each column.
    :ivar alignments: ``left``, ``right``, ``center`` or nothing for each column.
    :ivar head: The rows of the header.
    :ivar body: The other rows.
    """

    widths: tuple[int, ...]
    alignments: tuple[str, ...]
    head: tuple[tuple[Cell, ...], ...]
    body: tuple[tuple[Cell, ...], ...]


def read_grid(lines: Sequence[str]) -> Grid | None:
    """Read the lines of a grid; ``None`` if they are none."""
    plain, alignments = _without_alignments([line.rstrip() for line in lines])
    block = StringList(plain, "")
    block.pad_double_width(_PADDING)
    width = max(len(line) for line in block)
    for number, line in enumerate(block):
        # A line that is too short or too long ends where the longest does.
        begin, end = (line[:-1], line[-1]) if line.endswith(("+", "|")) else (line, "")
        filling = line[-2] if _DIVIDER.fullmatch(line) else " "
        block[number] = begin + filling * (width - len(line)) + end
    try:
        widths, head, body = GridTableParser().parse(block)
    except (TableMarkupError, AssertionError, IndexError):
        return None
    if len(alignments) != len(widths):
        alignments = [""] * len(widths)
    return Grid(tuple(widths), tuple(alignments), _rows(head), _rows(body))


def _without_alignments(lines: list[str]) -> tuple[list[str], list[str]]:
    """Return the lines with one line of ``=`` at most and no colons in it, and the alignments."""
    dividers = [number for number, line in enumerate(lines) if _DIVIDER.fullmatch(line)]
    head = next((number for number in dividers if "=" in lines[number]), None)
    aligning = lines[dividers[0] if head is None else head] if dividers else ""
    plain = list(lines)
    for number in dividers:
        mark = "=" if number == head and number != len(lines) - 1 else "-"
        plain[number] = re.sub("[-=:]", mark, lines[number])
    return plain, [_alignment(part) for part in aligning.strip("+").split("+")]


def _alignment(part: str) -> str:
    begins, ends = part.startswith(":"), part.endswith(":")
    return "center" if begins and ends else "left" if begins else "right" if ends else ""


def _rows(rows: Sequence[Sequence[tuple[int, int, int, list[str]] | None]]) -> tuple[tuple[Cell, ...], ...]:
    """Return the rows, without those that have no line."""
    found = (
        tuple(
            Cell(cell[0], cell[1], column, cell[2], _dedented(cell[3]))
            for column, cell in enumerate(row)
            if cell is not None
        )
        for row, block in ((row, [cell for cell in row if cell is not None]) for row in rows)
        if any(len(cell[3]) for cell in block)
    )
    return tuple(found)


def _dedented(block: Sequence[str]) -> str:
    """Return the text of a cell, without what all of its lines are indented by."""
    lines = [line.rstrip() for line in block]
    indents = [len(line) - len(line.lstrip(" ")) for line in lines if line]
    return "\n".join(line[min(indents) :] for line in lines) if indents else ""


def grid_table_plugin(md: MarkdownIt) -> None:
    """Read grids: a token ``grid_table_open`` with ``caption_open``, ``grid_row_open`` and ``grid_cell_open`` in it.

    ``meta`` of the table has ``widths`` in percent, ``attributes`` and ``head``, the number of rows in its header; that
    of a cell has ``rows``, ``columns`` and ``alignment``.
    """
    md.block.ruler.before("table", "grid_table", _grid_table, {"alt": []})


def _grid_table(state: StateBlock, start_line: int, end_line: int, _silent: bool) -> bool:
    caption = caption_above(state, start_line, end_line)
    line = start_line if caption is None else caption.table_line
    end = _end_of_grid(state, line, end_line)
    lines = [_text(state, number) for number in range(line, end)]
    grid = read_grid(lines) if len(lines) > 2 else None
    if grid is None:
        if len(lines) > 2:
            text = (
                "this grid is shown as text, since its lines do not meet: put each '|' and '+' below the one above it"
            )
            add_problem(state.env, "table-grid", line, text)
        return False
    table = state.push("grid_table_open", "table", 1)
    table.map = [start_line, end]
    if caption is not None:
        add_caption(state, caption)
    for row in (*grid.head, *grid.body):
        state.push("grid_row_open", "tr", 1)
        for cell in row:
            opening = state.push("grid_cell_open", "td", 1)
            opening.meta = {"rows": cell.rows, "columns": cell.columns, "alignment": grid.alignments[cell.column]}
            opening.map = [line + cell.line, line + cell.line + 1]
            add_blocks(state, cell.text, line + cell.line)
            state.push("grid_cell_close", "td", -1)
        state.push("grid_row_close", "tr", -1)
    state.line = end
    if caption is None and (caption := caption_below(state, end, end_line)) is not None:
        add_caption(state, caption)
        state.line = caption.end_line
    state.push("grid_table_close", "table", -1)
    total = sum(grid.widths)
    table.map[1] = state.line
    table.meta = {
        "attributes": caption.attributes if caption is not None else Attributes(),
        "widths": [max(1, round(100 * width / total)) for width in grid.widths],
        "head": len(grid.head),
    }
    return True


def _end_of_grid(state: StateBlock, line: int, end_line: int) -> int:
    """Return the line after the grid that begins in *line*; *line*, if none does."""
    if line >= end_line or not _text(state, line).startswith(("+-", "+:", "+=")) or state.is_code_block(line):
        return line
    if _DIVIDER.fullmatch(_text(state, line)) is None:
        return line
    end = last = line
    while end < end_line and state.sCount[end] == state.sCount[line] and _text(state, end)[:1] in {"+", "|"}:
        end += 1
        if _DIVIDER.fullmatch(_text(state, end - 1)) is not None:
            last = end
    return last


def _text(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip()

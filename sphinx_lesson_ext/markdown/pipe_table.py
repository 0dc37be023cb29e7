"""Pipe tables as pandoc reads them.

::

    | Fruit  | Price | Table: What fruit costs
    |--------|------:|
    | apples |  2.05 |
    | `a|b`  |

Pipes at either end of a row may be left out, as may its last cells; a cell too many is dropped.  A pipe in code, in a
formula or in the attribute of an HTML tag is text, and so is one behind a backslash.  The columns are those of the line
of hyphens.  Where a line of the table is longer than 72 columns, the columns are as wide as their hyphens are long.  A
header with nothing in it is none.  A caption stands above or below (:mod:`~.captions`).

As on GitHub, a table may begin directly below a paragraph; as in pandoc, a line without a pipe ends it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from .attributes import Attributes
from .captions import Caption, add_caption, caption_above, caption_below
from .inline_units import end_of_unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

#: pandoc's ``--columns``: a table whose lines are longer has columns with widths.
LONGEST_LINE = 72

_BLANKS = " \t"
_HYPHENS = re.compile(r"[ \t]*(:?)(-+)(:?)[ \t]*")
_ALIGNMENTS = {("", ""): "", (":", ""): "left", ("", ":"): "right", (":", ":"): "center"}


class Column(NamedTuple):
    """A column of a table.

    :ivar alignment: ``left``, ``right``, ``center``, or nothing.
    :ivar width: The number of its hyphens.
    """

    alignment: str
    width: int


def read_columns(line: str) -> list[Column]:
    """Return the columns that a line of hyphens sets up; none if it is no such line."""
    text = line.strip(_BLANKS)
    has_pipe = "|" in text
    if not has_pipe and "+" not in text:
        return []
    text = text.removeprefix("|")
    text = text.removesuffix("|")
    columns = []
    for part in re.split(r"[|+]", text):
        found = _HYPHENS.fullmatch(part)
        if found is None:
            return []
        before, hyphens, after = found.groups()
        columns.append(Column(_ALIGNMENTS[before, after], len(hyphens)))
    return columns


def split_row(line: str) -> list[str]:
    """Return the cells of a row; a row without a pipe that divides it is one cell."""
    text = line.strip(_BLANKS)
    pipes = [position for position in _pipes(text) if position]
    begins = [1 if text.startswith("|") else 0, *(position + 1 for position in pipes)]
    ends = [*pipes, len(text)]
    cells = [text[begin:end].strip(_BLANKS) for begin, end in zip(begins, ends, strict=True)]
    if pipes and pipes[-1] == len(text) - 1:
        cells.pop()
    return [_without_escaped_pipes(cell) for cell in cells]


def is_row(line: str) -> bool:
    """Tell whether a pipe divides the line, or stands at an end of it."""
    return "|" in line and next(_pipes(line), None) is not None


def _pipes(text: str) -> Iterator[int]:
    """Yield the position of each pipe that divides cells."""
    position = 0
    while position < len(text):
        if text[position] == "|":
            yield position
            position += 1
        else:
            position = end_of_unit(text, position)


def _without_escaped_pipes(cell: str) -> str:
    """Return a cell in whose code a pipe with a backslash, which GitHub asks for, is a pipe."""
    if "`" not in cell or "\\|" not in cell:
        return cell
    parts, position = [], 0
    while position < len(cell):
        end = end_of_unit(cell, position)
        part = cell[position:end]
        parts.append(part.replace("\\|", "|") if part.startswith("`") else part)
        position = end
    return "".join(parts)


def pipe_table_plugin(md: MarkdownIt) -> None:
    """Read tables like this; use it before what must end a table.

    The tokens are markdown-it's.  Of ``table_open``, ``meta["widths"]`` is the share of each column in percent, if the
    columns have widths, and ``meta["attributes"]`` the :class:`~.attributes.Attributes` that the caption ends with; the
    caption is a pair of tokens ``caption_open`` and ``caption_close`` in the table.
    """
    md.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})


def _table(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    caption = None if silent else caption_above(state, start_line, end_line)
    line = start_line if caption is None else caption.table_line
    columns = _columns_of(state, line, end_line)
    if not columns:
        return False
    if not silent:
        _tokenize_table(state, line, end_line, columns, caption)
    return True


def _columns_of(state: StateBlock, line: int, end_line: int) -> list[Column]:
    """Return the columns of the table whose header is in *line*, if there is one."""
    after = line + 1
    if after >= end_line or state.sCount[after] < state.blkIndent:
        return []
    if not state.src.startswith(("|", "-", ":", "+"), state.bMarks[after] + state.tShift[after]):
        return []
    if state.is_code_block(line) or state.is_code_block(after) or not is_row(_text(state, line)):
        return []
    return read_columns(_text(state, after))


def _tokenize_table(
    state: StateBlock, line: int, end_line: int, columns: Sequence[Column], caption: Caption | None
) -> None:
    opening = state.push("table_open", "table", 1)
    opening.map = lines = [line if caption is None else caption.line, 0]
    if caption is not None:
        add_caption(state, caption)
    state.push("thead_open", "thead", 1).map = [line, line + 1]
    _tokenize_row(state, line, "th", columns)
    state.push("thead_close", "thead", -1)
    row = line + 2
    if _is_body(state, row, end_line):
        body = state.push("tbody_open", "tbody", 1)
        body.map = body_lines = [row, 0]
        while _is_body(state, row, end_line):
            _tokenize_row(state, row, "td", columns)
            row += 1
        state.push("tbody_close", "tbody", -1)
        body_lines[1] = row
    end = row
    if caption is None and (caption := caption_below(state, row, end_line)) is not None:
        add_caption(state, caption)
        end = caption.end_line
    state.push("table_close", "table", -1)
    state.line = lines[1] = end
    opening.meta = {"attributes": caption.attributes if caption is not None else Attributes()}
    if any(len(_text(state, number)) > LONGEST_LINE for number in range(line, row)):
        total = sum(column.width for column in columns)
        opening.meta["widths"] = [max(1, round(100 * column.width / total)) for column in columns]


def _is_body(state: StateBlock, line: int, end_line: int) -> bool:
    if line >= end_line or state.isEmpty(line) or state.sCount[line] < state.blkIndent or state.is_code_block(line):
        return False
    if not is_row(_text(state, line)):
        return False
    parent_type, state.parentType = state.parentType, "table"
    rules = state.md.block.ruler.getRules("blockquote")
    ends = any(rule(state, line, end_line, True) for rule in rules)
    state.parentType = parent_type
    return not ends


def _tokenize_row(state: StateBlock, line: int, tag: str, columns: Sequence[Column]) -> None:
    cells = split_row(_text(state, line))
    state.push("tr_open", "tr", 1).map = [line, line + 1]
    for number, column in enumerate(columns):
        opening = state.push(f"{tag}_open", tag, 1)
        if column.alignment:
            opening.attrSet("style", f"text-align:{column.alignment}")
        inline = state.push("inline", "", 0)
        inline.map = [line, line + 1]
        inline.content = cells[number] if number < len(cells) else ""
        inline.children = []
        state.push(f"{tag}_close", tag, -1)
    state.push("tr_close", "tr", -1)


def _text(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip()

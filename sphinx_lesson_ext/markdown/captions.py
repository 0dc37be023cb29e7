"""Captions of tables: a paragraph that begins with ``Table:``, ``table:`` or a colon, above a table or below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .attributes import Attributes
from .inline_attributes import attributes_at_end

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

_MARKS = ("Table:", "table:", ":")


class Caption(NamedTuple):
    """The caption of a table.

    :ivar text: What it says, as Markdown.
    :ivar attributes: The table's attributes, which may end a caption.
    :ivar line: Its first line, from 0.
    :ivar end_line: The line after it.
    :ivar table_line: The first line of the table, where the caption is above it.
    """

    text: str
    attributes: Attributes
    line: int
    end_line: int
    table_line: int


def caption_above(state: StateBlock, line: int, end_line: int) -> Caption | None:
    """Return the caption that begins in *line*, if it is one: what follows it may still be no table."""
    caption = _read(state, line, end_line)
    return caption if caption is not None and caption.table_line < end_line else None


def caption_below(state: StateBlock, line: int, end_line: int) -> Caption | None:
    """Return the caption of a table that ends before *line*, if it has one; a blank line may be between them."""
    if line < end_line and state.isEmpty(line):
        line = state.skipEmptyLines(line)
    return _read(state, line, end_line) if line < end_line else None


def _read(state: StateBlock, line: int, end_line: int) -> Caption | None:
    begin = state.bMarks[line] + state.tShift[line]
    if not state.src.startswith(_MARKS, begin):
        return None
    mark = next(mark for mark in _MARKS if state.src.startswith(mark, begin))
    if state.is_code_block(line) or state.sCount[line] < state.blkIndent:
        return None
    if mark == ":" and not state.src.startswith((": ", ":\t"), begin):
        return None
    end = line + 1
    rules = state.md.block.ruler.getRules("paragraph")
    while end < end_line and not state.isEmpty(end) and state.sCount[end] >= state.blkIndent:
        if any(rule(state, end, end_line, True) for rule in rules):
            break
        end += 1
    text = state.getLines(line, end, state.blkIndent, False).strip().removeprefix(mark).strip()
    attributes = Attributes()
    if text.endswith("}") and (found := attributes_at_end(text)) is not None:
        attributes, text = found[0], text[: found[1]].rstrip()
    return Caption(text, attributes, line, end, state.skipEmptyLines(end))


def add_caption(state: StateBlock, caption: Caption) -> None:
    """Add the tokens ``caption_open``, ``inline`` and ``caption_close``."""
    state.push("caption_open", "caption", 1).map = [caption.line, caption.end_line]
    inline = state.push("inline", "", 0)
    inline.map = [caption.line, caption.end_line]
    inline.content = caption.text
    inline.children = []
    state.push("caption_close", "caption", -1)

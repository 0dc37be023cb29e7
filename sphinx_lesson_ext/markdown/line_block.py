"""Line blocks: each line begins with ``|`` and a blank, and is shown as a line, with its indent."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

_NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


def line_block_plugin(md: MarkdownIt) -> None:
    """Read line blocks, as a token ``line_block_open`` with ``line_open`` and ``line_close`` in it."""
    md.block.ruler.after("table", "line_block", _line_block, {"alt": []})


def _line_block(state: StateBlock, start_line: int, end_line: int, _silent: bool) -> bool:
    if not _is_line(state, start_line) or state.is_code_block(start_line):
        return False
    state.push("line_block_open", "div", 1).map = lines = [start_line, 0]
    line = start_line
    while line < end_line and _is_line(state, line):
        line = _add_line(state, line, end_line)
    state.push("line_block_close", "div", -1)
    state.line = lines[1] = line
    return True


def _is_line(state: StateBlock, line: int) -> bool:
    begin = state.bMarks[line] + state.tShift[line]
    text = state.src[begin : min(begin + 2, state.eMarks[line])]
    return (text == "|" or (text[:1] == "|" and text[1:] in {" ", "\t"})) and state.sCount[line] >= state.blkIndent


def _add_line(state: StateBlock, line: int, end_line: int) -> int:
    """Add a line of the block, which goes on in lines that are indented."""
    end = line + 1
    while (
        end < end_line and not state.isEmpty(end) and state.sCount[end] > state.blkIndent and not _is_line(state, end)
    ):
        end += 1
    state.push("line_open", "div", 1).map = [line, end]
    inline = state.push("inline", "", 0)
    inline.map = [line, end]
    text = state.src[state.bMarks[line] + state.tShift[line] + 1 : state.eMarks[line]].rstrip()[1:]
    content = text.lstrip(" ")
    more = [
        state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]] for number in range(line + 1, end)
    ]
    inline.content = _NO_BREAK_SPACE * (len(text) - len(content)) + "\n".join([content, *more])
    inline.children = []
    state.push("line_close", "div", -1)
    return end

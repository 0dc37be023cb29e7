"""Definition lists as pandoc reads them.

::

    term
    :   definition, which may go on in the next line
    without an indent, and

        hold further blocks, which are indented

    another term
    :
    A definition below its colon.

A term is one line, with at most one blank line behind it.  A definition begins with a colon or a tilde and a blank, or
with a colon alone, below which it follows.  A term may have several.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

_BLANKS = " \t"
#: How far the further blocks of a definition are indented at least.
_INDENT = 2


def definition_list_plugin(md: MarkdownIt) -> None:
    """Read definition lists like this; the tokens are those of mdit-py-plugins' ``deflist``, which it replaces."""
    chains = ["paragraph", "reference", "blockquote"]
    if "deflist" in md.block.ruler.get_active_rules():
        md.block.ruler.at("deflist", _definition_list, {"alt": chains})


def _definition_list(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    if silent:
        # Where a definition is open, another one ends it.
        return state.ddIndent >= 0 and _is_definition(state, start_line, state.ddIndent - _INDENT)
    line = _definition_of(state, start_line, end_line)
    if line is None:
        return False
    opening = state.push("dl_open", "dl", 1)
    opening.map = lines = [start_line, 0]
    term: int | None = start_line
    while term is not None and line is not None:
        _add_term(state, term)
        line = _add_definitions(state, line, end_line)
        term = line if line < end_line and not state.isEmpty(line) else None
        line = _definition_of(state, term, end_line) if term is not None else None
    state.push("dl_close", "dl", -1)
    lines[1] = state.line
    return True


def _definition_of(state: StateBlock, line: int, end_line: int) -> int | None:
    """Return the line of the first definition of the term that stands in *line*, if one does."""
    if not 0 <= state.sCount[line] - state.blkIndent <= 3 or _is_definition(state, line):
        return None
    after = line + 1
    if after < end_line and state.isEmpty(after):
        after += 1
    if after >= end_line or not _is_definition(state, after):
        return None
    rules = state.md.block.ruler.getRules("paragraph")
    return None if any(rule(state, line, end_line, True) for rule in rules) else after


def _is_definition(state: StateBlock, line: int, indent: int | None = None) -> bool:
    """Whether a definition of a list that is indented by *indent* columns begins in *line*."""
    if state.sCount[line] - (state.blkIndent if indent is None else indent) > 3:
        return False
    if indent is None and state.sCount[line] < state.blkIndent:
        return False
    begin = state.bMarks[line] + state.tShift[line]
    text = state.src[begin : min(begin + 2, state.eMarks[line])]
    return text == ":" or (text[:1] in {":", "~"} and text[1:] in {" ", "\t"})


def _add_term(state: StateBlock, line: int) -> None:
    state.push("dt_open", "dt", 1).map = [line, line + 1]
    inline = state.push("inline", "", 0)
    inline.map = [line, line + 1]
    inline.content = state.getLines(line, line + 1, state.blkIndent, False).strip()
    inline.children = []
    state.push("dt_close", "dt", -1)


def _add_definitions(state: StateBlock, line: int, end_line: int) -> int:
    """Add every definition of a term, the first of which begins in *line*, and return the line after them."""
    while True:
        opening = state.push("dd_open", "dd", 1)
        opening.map = lines = [line, 0]
        _tokenize_definition(state, line, end_line)
        state.push("dd_close", "dd", -1)
        lines[1] = line = state.line
        if line >= end_line or state.isEmpty(line) or not _is_definition(state, line):
            return line


def _tokenize_definition(state: StateBlock, line: int, end_line: int) -> None:
    position = state.bMarks[line] + state.tShift[line] + 1
    column = state.sCount[line] + 1
    while position < state.eMarks[line] and state.src[position] in _BLANKS:
        column += 4 - column % 4 if state.src[position] == "\t" else 1
        position += 1
    before = state.tight, state.ddIndent, state.blkIndent, state.parentType
    state.ddIndent = state.blkIndent = state.sCount[line] + _INDENT
    state.parentType = "deflist"
    if position < state.eMarks[line]:
        changed = line
    else:
        # Only blanks: the definition is below.  It may be what is not indented, but not behind a blank line.
        changed = line + 1
        state.line = min(state.skipEmptyLines(changed), end_line)
    begins = changed < end_line and not (changed > line and _is_definition_over(state, line, before[2], end_line))
    if begins:
        shift, count = state.tShift[changed], state.sCount[changed]
        if changed == line:
            state.tShift[line], state.sCount[line] = position - state.bMarks[line], column
        else:
            state.sCount[changed] = max(count, state.blkIndent)
        state.md.block.tokenize(state, changed, end_line)
        state.tShift[changed], state.sCount[changed] = shift, count
    state.tight, state.ddIndent, state.blkIndent, state.parentType = before


def _is_definition_over(state: StateBlock, line: int, indent: int, end_line: int) -> bool:
    """Whether nothing below the colon in *line* belongs to it."""
    below = line + 1
    if state.isEmpty(below):
        below = state.skipEmptyLines(below)
        return below >= end_line or state.sCount[below] < state.blkIndent
    return state.sCount[below] < indent or _is_definition(state, below, indent)

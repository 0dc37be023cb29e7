"""Code that is indented with no-break spaces: editors and translators put them where blanks were.

No parser sees code in such lines.  What else stands around code in lessons that were converted from Jekyll may be in
them too: a fence, and kramdown's ``{: .language-bash}``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .attributes import parse_attributes
from .problems import add_problem

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

_NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
_INDENT = 4
_FENCES = ("~~~", "```")


def no_break_code_plugin(md: MarkdownIt) -> None:
    """Read lines that begin with four no-break spaces, or blanks among them, as code, and tell it."""
    md.block.ruler.before("paragraph", "no_break_code", _no_break_code, {"alt": []})


def _no_break_code(state: StateBlock, start_line: int, end_line: int, _silent: bool) -> bool:
    if not _is_indented(state, start_line):
        return False
    end = last = start_line
    while end < end_line and (_is_indented(state, end) or not _line(state, end).strip()):
        end += 1
        if _line(state, end - 1).strip():
            last = end
    lines = [_line(state, line).replace(_NO_BREAK_SPACE, " ")[_INDENT:].rstrip() for line in range(start_line, last)]
    language, code = _unfenced(lines)
    token = state.push("fence", "code", 0)
    token.info = language
    token.content = "\n".join(code) + "\n"
    token.markup = _FENCES[1]
    token.map = [start_line, last]
    state.line = last
    text = "these lines are indented with no-break spaces, and taken for code: put '```' above and below, and no indent"
    add_problem(state.env, "no-break-spaces", start_line, text)
    return True


def _is_indented(state: StateBlock, line: int) -> bool:
    indent = _line(state, line)[:_INDENT]
    return len(indent) == _INDENT and _NO_BREAK_SPACE in indent and not indent.strip(" \N{NO-BREAK SPACE}")


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] : state.eMarks[line]]


def _unfenced(lines: list[str]) -> tuple[str, list[str]]:
    """Return the language of some code, and the code without fences and what kramdown read."""
    language, code = "", []
    for line in lines:
        text = line.strip()
        parsed = parse_attributes("{" + text[2:]) if text.startswith("{:") else None
        if parsed is not None and parsed[1] == len(text) - 1:
            names = [name.removeprefix("language-") for name in parsed[0].classes]
            language = language or next(iter(names), "")
        elif not (text.startswith(_FENCES) and not text.strip("~`")):
            code.append(line)
    return language, code

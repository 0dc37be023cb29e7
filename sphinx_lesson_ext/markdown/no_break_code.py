"""Lines that are indented with no-break spaces: editors and translators put them where blanks were.

No parser takes them for an indent.  Most are text, mostly of the list item above, and stay text.  Where a fence stands
in them, or kramdown's ``{: .language-bash}``, they are code of a lesson that was converted from Jekyll.
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
    """Tell of text that begins with four no-break spaces, or blanks among them, and read it as code, if it is some."""
    md.block.ruler.before("paragraph", "no_break_code", _no_break_code, {"alt": []})


def _no_break_code(state: StateBlock, start_line: int, end_line: int, _silent: bool) -> bool:
    if not _is_indented(state, start_line):
        return False
    lines = _indented(state, start_line, end_line)
    language, code = _unfenced(lines)
    text = "these lines are indented with no-break spaces"
    if len(code) == len(lines):
        text += ", which no Markdown takes for an indent: write blanks instead"
        add_problem(state.env, "no-break-spaces", start_line, text)
        return False
    token = state.push("fence", "code", 0)
    token.info = language
    token.content = "\n".join(code) + "\n"
    token.markup = _FENCES[1]
    state.line = start_line + len(lines)
    token.map = [start_line, state.line]
    text += ", and taken for code: put '```' above and below, and no indent"
    add_problem(state.env, "no-break-spaces", start_line, text)
    return True


def _indented(state: StateBlock, start_line: int, end_line: int) -> list[str]:
    """Return the lines without their indent: up to a blank line that is not in a fence."""
    lines: list[str] = []
    in_fence = False
    for number in range(start_line, end_line):
        line = _line(state, number).replace(_NO_BREAK_SPACE, " ")[_INDENT:].rstrip()
        if not (_is_indented(state, number) or (in_fence and not line)):
            break
        lines.append(line)
        # One that stands below code without one above it begins nothing.
        in_fence = _is_fence(line) != in_fence and (in_fence or len(lines) == 1)
    while not lines[-1]:
        lines.pop()
    return lines


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
        elif not _is_fence(line):
            code.append(line)
    return language, code


def _is_fence(line: str) -> bool:
    text = line.strip()
    return text.startswith(_FENCES) and not text.strip("~`")

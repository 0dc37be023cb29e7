"""Quotations, which a sign for "greater than" does not begin."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

    from .fenced_div import BlockRule

_CHAINS = ["paragraph", "reference", "blockquote", "list"]


def quotations_plugin(md: MarkdownIt) -> None:
    """Leave a line of a paragraph alone that begins with ``> 30``: the paragraph was wrapped there.

    pandoc wants a blank line before any quotation; but authors who leave it out mean one, unless it is a number.
    """
    rules = dict(zip(md.block.ruler.get_active_rules(), md.block.ruler.getRules(""), strict=True))
    md.block.ruler.at("blockquote", partial(_blockquote, rules["blockquote"]), {"alt": _CHAINS})


def _blockquote(rule: BlockRule, state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    if not state.src.startswith(">", state.bMarks[start_line] + state.tShift[start_line]):
        return False
    if silent and state.parentType == "paragraph" and _is_comparison(state, start_line, end_line):
        return False
    return rule(state, start_line, end_line, silent)


def _is_comparison(state: StateBlock, line: int, end_line: int) -> bool:
    text = _text(state, line)
    if not text.startswith(">") or not text[1:].lstrip(" =$\N{EURO SIGN}\N{POUND SIGN}.")[:1].isdigit():
        return False
    return line + 1 >= end_line or not _text(state, line + 1).startswith(">")


def _text(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]

"""Code and directives whose fence is never closed: they take in all that follows, and Markdown says nothing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from .problems import add_problem

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

    from .fenced_div import BlockRule

#: The rules that read fences, and what may be ended by one.
_CHAINS = {
    "fence": ["paragraph", "reference", "blockquote", "list"],
    "colon_fence": ["paragraph", "reference", "blockquote", "list", "footnote_def"],
}


def unclosed_fences_plugin(md: MarkdownIt) -> None:
    """Tell of them; use it after what changes the rules that read fences."""
    rules = dict(zip(md.block.ruler.get_active_rules(), md.block.ruler.getRules(""), strict=True))
    for name, chains in _CHAINS.items():
        if name in rules:
            md.block.ruler.at(name, partial(_fence, rules[name]), {"alt": chains})


def _fence(rule: BlockRule, state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    is_fence = rule(state, start_line, end_line, silent)
    if is_fence and not silent:
        token = state.tokens[-1]
        last = state.src[state.bMarks[state.line - 1] : state.eMarks[state.line - 1]].strip()
        if state.line - start_line < 2 or last.strip(token.markup[0]) or len(last) < len(token.markup):
            what = "this block" if token.info.startswith("{") else "this code"
            advice = f"write a line '{token.markup}' where it ends"
            add_problem(state.env, "fence-unclosed", start_line, f"{what} is never closed: {advice}")
    return is_fence

"""Formulas between dollars, where pandoc sees them (its extension ``tex_math_dollars``).

No blank stands inside of the dollars, and no digit behind them.  A digit before them does no harm, as in ``5$x$``; the
rule of mdit-py-plugins minds that, and takes the end of a text for what stands before its beginning.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mdit_py_plugins.dollarmath.index import math_inline_dollar

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline


def dollars_plugin(md: MarkdownIt, *, allow_space: bool, allow_double: bool) -> None:
    """Read formulas between dollars as pandoc does; use it after the plugin ``dollarmath``.

    :param allow_space: Whether blanks may stand inside of the dollars.
    :param allow_double: Whether formulas between two dollars may stand in a line.
    """
    read = math_inline_dollar(allow_space=allow_space, allow_digits=True, allow_double=allow_double)

    def rule(state: StateInline, silent: bool) -> bool:  # markdown-it calls it so
        begin = state.pos
        if not read(state, True):
            return False
        is_price = state.src[state.pos : state.pos + 1].isdigit()
        if is_price or not silent:
            state.pos = begin
        return not is_price and (silent or read(state, False))

    md.inline.ruler.at("math_inline", rule)

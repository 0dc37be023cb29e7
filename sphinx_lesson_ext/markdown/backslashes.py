r"""What a backslash means to pandoc beside what it means to CommonMark.

``\(…\)`` and ``\[…\]`` are formulas (its manual, "Extension: tex_math_single_backslash"), a backslash before a blank
keeps lines from breaking there, and what stands behind one is never made typographic: ``\"`` stays straight.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it.token import Token

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline

#: What closes each formula, and the token that mdit-py-plugins' ``dollarmath`` makes of one.
_FORMULAS = {"(": (")", "math_inline"), "[": ("]", "math_inline_double")}
#: What would be made typographic: quotes, dashes, ellipses.
_TYPOGRAPHIC = frozenset("\"'-.")
#: With what closes a formula behind it: where ``env`` keeps the last text in which that is missing, and from where on.
_UNCLOSED = "backslash_formula_unclosed_"


def backslash_formulas_plugin(md: MarkdownIt) -> None:
    r"""Read ``\(…\)`` and ``\[…\]``; the second, alone in its paragraph, is a token ``math_block``."""
    md.inline.ruler.before("escape", "backslash_formula", _formula)
    md.core.ruler.after("inline", "backslash_formula_blocks", _lift_formulas)


def backslash_text_plugin(md: MarkdownIt) -> None:
    """Read escaped blanks, and keep escaped quotes and the like in tokens of their own, ``escaped_text``."""
    md.inline.ruler.before("escape", "backslash_blank", _blank)
    md.core.ruler.before("text_join", "escaped_text", _set_apart)


def _formula(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "\\":
        return False
    closer, name = _FORMULAS.get(state.src[state.pos + 1 : state.pos + 2], ("", ""))
    end = _end_of_formula(state, closer) if closer else -1
    if end < 0:
        return False
    if not silent:
        token = state.push(name, "math", 0)
        token.content = state.src[state.pos + 2 : end].strip()
        token.markup = state.src[state.pos : state.pos + 2]
    state.pos = end + 2
    return True


def _end_of_formula(state: StateInline, closer: str) -> int:
    r"""Return where the formula's ``\)`` or ``\]`` stands; -1, if it has none or holds nothing."""
    start = state.pos + 2
    source, unclosed = state.env.get(_UNCLOSED + closer, ("", 0))
    if source is state.src and start >= unclosed:
        return -1
    position = state.src.find("\\", start, state.posMax)
    while 0 <= position < state.posMax - 1:
        if state.src[position + 1] == closer:
            # As with dollars, no digit may follow what stands in the line.
            before_digit = closer == ")" and state.src[position + 2 : position + 3].isdigit()
            return position if state.src[start:position].strip() and not before_digit else -1
        position = state.src.find("\\", position + 2, state.posMax)
    if state.posMax == len(state.src):
        # Each text is searched for what is not there only once.
        state.env[_UNCLOSED + closer] = (state.src, start)
    return -1


def _lift_formulas(state: StateCore) -> None:
    lifted: list[Token] = []
    tokens = iter(state.tokens)
    for token in tokens:
        children = token.children or []
        if [child.type for child in children] != ["math_inline_double"] or lifted[-1].type != "paragraph_open":
            lifted.append(token)
            continue
        formula = children[0]
        lifted[-1] = Token("math_block", "math", 0, content=formula.content, map=token.map, block=True)
        next(tokens)  # what closes the paragraph
    state.tokens[:] = lifted


def _blank(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("\\ ", state.pos) or state.pos + 2 > state.posMax:
        return False
    if not silent:
        state.pending += "\N{NO-BREAK SPACE}"
    state.pos += 2
    return True


def _set_apart(state: StateCore) -> None:
    for token in state.tokens:
        for child in token.children or ():
            if child.type == "text_special" and child.info == "escape" and child.content in _TYPOGRAPHIC:
                child.type = "escaped_text"

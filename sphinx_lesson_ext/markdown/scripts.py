"""Pandoc's superscripts, subscripts and struck out text: ``m^2^``, ``CO~2~``, ``~~gone~~``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

#: What each mark makes of the text between two of it: the name of its tokens, and the tag.
_SCRIPTS = {"^": ("superscript", "sup"), "~": ("subscript", "sub")}
_STRIKE = "~~"
_BLANKS = frozenset(" \t\n")


def scripts_plugin(md: MarkdownIt) -> None:
    """Read scripts and struck out text, each a pair of tokens ``…_open`` and ``…_close``.

    A script holds no blank, unless a backslash is before it; struck out text does not begin with one.
    """
    md.inline.ruler.before("emphasis", "strikeout", _strikeout)
    md.inline.ruler.after("strikeout", "script", _script)


def _script(state: StateInline, silent: bool) -> bool:
    mark = state.src[state.pos]
    if mark not in _SCRIPTS or state.src.startswith(mark, state.pos + 1):
        return False
    end = _end(state, state.pos + 1, mark, blanks=False, inside=silent)
    if end <= state.pos + 1:
        return False
    _push(state, *_SCRIPTS[mark], state.pos + 1, end, end + 1, silent)
    return True


def _strikeout(state: StateInline, silent: bool) -> bool:
    start = state.pos + len(_STRIKE)
    if not state.src.startswith(_STRIKE, state.pos) or state.src[start : start + 1] in {"", "~", *_BLANKS}:
        return False
    end = _end(state, start, _STRIKE, blanks=True, inside=silent)
    if end < 0:
        return False
    _push(state, "strikeout", "del", start, end, end + len(_STRIKE), silent)
    return True


def _end(state: StateInline, start: int, mark: str, *, blanks: bool, inside: bool) -> int:
    """Return where the *mark* stands that closes what begins at *start*; -1, if none does.

    :param blanks: Whether there may be blanks between the two.
    :param inside: Whether this is asked within brackets, the text of a link say, which end before anything else does:
        ``[~ana](https://example.org/~ana)`` has no subscript.
    """
    before, depth = state.pos, 0
    state.pos = start
    end = -1
    while state.pos < state.posMax:
        if state.src.startswith(mark, state.pos):
            end = state.pos
            break
        begin = state.pos
        depth += {"[": 1, "]": -1}.get(state.src[begin], 0)
        if inside and depth < 0:
            break
        state.md.inline.skipToken(state)
        if not blanks and state.src[begin] != "\\" and not _BLANKS.isdisjoint(state.src[begin : state.pos]):
            break
    state.pos = before
    return end


def _push(state: StateInline, name: str, tag: str, start: int, end: int, after: int, silent: bool) -> None:
    maximum = state.posMax
    if not silent:
        state.push(f"{name}_open", tag, 1)
        state.pos, state.posMax = start, end
        state.md.inline.tokenize(state)
        state.push(f"{name}_close", tag, -1)
    state.pos, state.posMax = after, maximum

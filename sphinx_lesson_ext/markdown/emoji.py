"""Emoji by their short names: ``:tada:``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline


def emoji_plugin(md: MarkdownIt) -> None:
    """Replace the short names that GitHub has for emoji, in text but not in code.

    A name that is unknown, or that is part of a word or of a path such as ``std::vec::Vec``, stays as it is written.
    """
    md.inline.ruler.push("emoji", _emoji)


def _emoji(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != ":" or (state.pos and _is_part_of_word(state.src[state.pos - 1])):
        return False
    text = ""
    position = state.pos
    # Short names may follow directly one on the other; only then does a colon stand before the next one.
    while (end := _end_of_name(state, position)) and (character := _character(state.src[position:end])):
        text += character
        position = end
    if not text:
        return False
    if not silent:
        state.pending += text
    state.pos = position
    return True


def _end_of_name(state: StateInline, start: int) -> int:
    """Return the position after the ``:name:`` that begins at *start*, or 0 where none does."""
    if not state.src.startswith(":", start):
        return 0
    end = start + 1
    while end < state.posMax and (state.src[end].isalnum() or state.src[end] in "_+-"):
        end += 1
    closes = start + 1 < end < state.posMax and state.src[end] == ":"
    in_word = end + 1 < state.posMax and _is_part_of_word(state.src[end + 1], colon=False)
    return end + 1 if closes and not in_word else 0


def _is_part_of_word(character: str, *, colon: bool = True) -> bool:
    return (character.isascii() and character.isalnum()) or (colon and character == ":")


def _character(name: str) -> str:
    """Return the emoji of a ``:name:``, or an empty string."""
    # Reading the names takes longer than reading most lessons: it is left until there is one.
    import emoji

    character = emoji.emojize(name, language="alias")
    return "" if character == name else character

"""Pandoc's inline notes: ``a word^[which is explained here]``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it.token import Token

from sphinx_lesson_ext.blocks.inline_notes import PREFIX

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline

_FOUND = "inline_notes_found"
#: How many notes a document has so far.
COUNT = "inline_notes_count"


def inline_notes_plugin(md: MarkdownIt) -> None:
    """Read inline notes as footnotes: a token ``footnote_ref``, and at the end what a definition of it would give."""
    md.inline.ruler.before("emphasis", "inline_note", _note)
    md.core.ruler.after("inline", "inline_notes", _define_notes)


def _note(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("^[", state.pos):
        return False
    end = state.md.helpers.parseLinkLabel(state, state.pos + 1)
    if end < 0:
        return False
    if not silent:
        number = state.env[COUNT] = state.env.get(COUNT, 0) + 1
        label = f"{PREFIX}{number}"
        state.env.setdefault(_FOUND, []).append((label, state.src[state.pos + 2 : end]))
        state.push("footnote_ref", "", 0).meta = {"label": label}
    state.pos = end + 1
    return True


def _define_notes(state: StateCore) -> None:
    lines = {
        child.meta["label"]: token.map
        for token in state.tokens
        for child in token.children or ()
        if child.type == "footnote_ref"
    }
    # A note may hold another one.
    while found := state.env.pop(_FOUND, []):
        for label, text in found:
            parts: list[Token] = []
            state.md.inline.parse(text, state.md, state.env, parts)
            place = lines.get(label)
            lines.update({part.meta["label"]: place for part in parts if part.type == "footnote_ref"})
            state.tokens += [
                Token("footnote_reference_open", "", 1, meta={"label": label}, map=place),
                Token("paragraph_open", "p", 1, map=place),
                Token("inline", "", 0, content=text, children=parts, map=place),
                Token("paragraph_close", "p", -1),
                Token("footnote_reference_close", "", -1),
            ]

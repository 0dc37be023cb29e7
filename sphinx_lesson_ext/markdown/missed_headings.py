"""What was to be a heading, and is text: ``##Heading``, without a blank behind the signs."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from .problems import add_problem

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore

#: One sign may begin a word that is searched for elsewhere: ``#carpentries``.
_SIGNS = range(2, 7)


def missed_headings_plugin(md: MarkdownIt) -> None:
    """Tell of each paragraph that begins like a heading."""
    md.core.ruler.after("block", "missed_headings", _tell)


def _tell(state: StateCore) -> None:
    for before, token in pairwise(state.tokens):
        if before.type != "paragraph_open" or before.map is None or not token.content.startswith("##"):
            continue
        line = token.content.partition("\n")[0]
        title = line.lstrip("#")
        signs = line[: len(line) - len(title)]
        if len(signs) in _SIGNS and title[:1].isalpha():
            text = f"this is no heading without a blank behind the '{signs}': write '{signs} {title}'"
            add_problem(state.env, "heading-form", before.map[0], text, old=line, new=f"{signs} {title}")

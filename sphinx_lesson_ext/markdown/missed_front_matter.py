"""What was to be front matter, and is text: something stands above its first line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .problems import add_problem

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore

_FENCE = "---"
_TITLE = "title:"


def missed_front_matter_plugin(md: MarkdownIt) -> None:
    """Tell of front matter with a title below blank lines."""
    md.core.ruler.after("block", "missed_front_matter", _tell)


def _tell(state: StateCore) -> None:
    if not state.src[:1].isspace():
        return
    text = state.src.lstrip()
    lines = text.split("\n", 20)
    if lines[0].rstrip() != _FENCE or _FENCE not in map(str.rstrip, lines[1:]):
        return
    end = [line.rstrip() for line in lines].index(_FENCE, 1)
    if any(line.startswith(_TITLE) for line in lines[1:end]):
        line = state.src.count("\n", 0, len(state.src) - len(text))
        add_problem(
            state.env, "front-matter", line, "front matter begins on the first line: take out the blank lines above it"
        )

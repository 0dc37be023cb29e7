"""Raw HTML within a text: what is no tag is shown, and tags are balanced.

``<your name>`` looks like a tag, and browsers show nothing of it; an element that is never closed goes on to the end of
the page.  Both are told with their line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .html_blocks import UNBALANCED
from .html_names import FORMATTING, KNOWN, OPAQUE, VISIBLE_VOID, VOID
from .html_tags import CLOSING, tag_at
from .problems import add_problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

    from .html_tags import HtmlUnit

_UNKNOWN = "html-unknown-tag"


def html_inline_plugin(md: MarkdownIt) -> None:
    """Look at the tags of each text once it is parsed."""
    md.core.ruler.after("inline", "html_inline", _check)


def _check(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline" and token.children and any(child.type == "html_inline" for child in token.children):
            token.children = _Balance(state, token).children


def lines_of(token: Token) -> Iterator[tuple[int, Token]]:
    """Yield each child of an ``inline`` with its line."""
    line = token.map[0] if token.map else 0
    for child in token.children or ():
        yield line, child
        line += child.type in {"softbreak", "hardbreak"}
        line += child.content.count("\n") if child.type == "html_inline" else 0


class _Balance:
    """The children of a text, in which each element that is opened is closed in the same emphasis, link or the like."""

    def __init__(self, state: StateCore, token: Token) -> None:
        self._env = state.env
        self.children: list[Token] = []
        #: For the text and for each emphasis in it: the tags that are open, by their place in *children*.
        self._open: list[list[tuple[str, int, int]]] = [[]]
        #: The names of unknown elements that were told: once in a text is enough.
        self._told: set[str] = set()
        line = 0
        for line, child in lines_of(token):
            self._add(line, child)
        self._end(self._open.pop())

    def _add(self, line: int, child: Token) -> None:
        if child.nesting > 0:
            self._open.append([])
        elif child.nesting < 0 and len(self._open) > 1:
            self._end(self._open.pop())
        tag = tag_at(child.content, 0) if child.type == "html_inline" else None
        self.children.append(child)
        if tag is None or tag.end != len(child.content):
            return
        inside = self._open[-1]
        if inside and inside[-1][0] in OPAQUE and not (tag.kind == CLOSING and tag.name == inside[-1][0]):
            return  # tags of a drawing
        if tag.name not in KNOWN:
            self._show_unknown(tag, child, line)
        elif tag.kind == CLOSING:
            self._close(tag, child, line)
        elif tag.name not in VOID:
            inside.append((tag.name, len(self.children) - 1, line))
        elif tag.name not in VISIBLE_VOID and " " not in child.content.rstrip("/> "):
            self._show(child, line, UNBALANCED, "would show nothing, and is shown as it is written")

    def _show_unknown(self, tag: HtmlUnit, child: Token, line: int) -> None:
        if tag.name not in self._told:
            self._show(child, line, _UNKNOWN, "is no tag of HTML, and shown as it is written")
        self._told.add(tag.name)
        child.type, child.tag = "text", ""

    def _close(self, tag: HtmlUnit, child: Token, line: int) -> None:
        inside = self._open[-1]
        place = next((place for place in reversed(range(len(inside))) if inside[place][0] == tag.name), None)
        if place is not None:
            # What was left open is closed before it.
            self.children.pop()
            self._end(inside[place + 1 :])
            del inside[place:]
            self.children.append(child)
        elif tag.name == "br":
            child.content = "<br>"
        else:
            self.children.pop()
            text = f"'{child.content}' closes nothing, and is left out: remove it, or look for the tag that it closes"
            add_problem(self._env, UNBALANCED, line, text, old=child.content)

    def _end(self, left_open: list[tuple[str, int, int]]) -> None:
        """Close what is left open, at the end of the text or the emphasis that it is in."""
        for name, place, line in reversed(left_open):
            tag = self.children[place]
            if name not in FORMATTING:
                self._show(tag, line, UNBALANCED, "is never closed, and shown as it is written")
                continue
            closing = tag.copy()
            closing.content = f"</{name}>"
            self.children.append(closing)
            text = f"'{tag.content}' is never closed in its text: write '</{name}>' where it ends"
            add_problem(self._env, UNBALANCED, line, text, old=tag.content)

    def _show(self, child: Token, line: int, code: str, said: str) -> None:
        child.type, child.tag = "text", ""
        text = f"'{child.content}' {said}: put it in backticks, `{child.content}`"
        add_problem(self._env, code, line, text, old=child.content)

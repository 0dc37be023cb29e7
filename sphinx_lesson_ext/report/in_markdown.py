"""What docstrings of rules say, as Markdown."""

from __future__ import annotations

from markdown_it import MarkdownIt

#: What begins something in Markdown.
_MARKS = frozenset("\\*_{}[]<>$^~#&|:`")


def in_markdown(text: str) -> str:
    """Return a text in which backquotes stand around code as Markdown: nothing else in it is markup."""
    (inline,) = MarkdownIt("zero").enable("backticks").parseInline(text)
    return "".join(
        f"`` {token.content} ``" if token.type == "code_inline" else _escaped(token.content)
        for token in inline.children or ()
    )


def _escaped(text: str) -> str:
    return "".join(f"\\{character}" if character in _MARKS else character for character in text)

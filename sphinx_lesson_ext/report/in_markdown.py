"""What docstrings of rules say, as Markdown."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_lesson_ext.checks.rule import Rule

#: What begins something in Markdown.
_MARKS = frozenset("\\*_{}[]<>$^~#&|:`")


def in_markdown(text: str) -> str:
    """Return a text in which backquotes stand around code as Markdown: nothing else in it is markup."""
    (inline,) = MarkdownIt("zero").enable("backticks").parseInline(text)
    return "".join(
        f"`` {token.content} ``" if token.type == "code_inline" else _escaped(token.content)
        for token in inline.children or ()
    )


def examples_in_markdown(rule: Rule) -> Iterator[str]:
    """Yield the examples of a rule as code, each after what is said above it."""
    for title, example in rule.examples:
        fence = fence_around(example, 3)
        yield title
        yield f"{fence}markdown\n{example}{fence}"


def fence_around(code: str, least: int) -> str:
    """Return a row of backquotes that is longer than any in *code*, and no shorter than *least*."""
    longest = max((len(list(row)) for character, row in groupby(code) if character == "`"), default=0)
    return "`" * max(least, longest + 1)


def _escaped(text: str) -> str:
    return "".join(f"\\{character}" if character in _MARKS else character for character in text)

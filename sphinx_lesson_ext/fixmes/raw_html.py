"""Comments in raw HTML, and the tags around a text, read by Python's own HTML parser."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import NamedTuple


class HtmlComment(NamedTuple):
    """A comment in a piece of HTML.

    :ivar text: What it says, without its delimiters.
    :ivar start: Where *text* begins, as an offset in the piece.
    """

    text: str
    start: int


class _Reader(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.comments: list[HtmlComment] = []
        self.opened: list[str] = []
        self.closed: list[str] = []
        self._line_starts = [0]
        for line in html.split("\n"):
            self._line_starts.append(self._line_starts[-1] + len(line) + 1)
        self._html = html
        self.feed(html)
        self.close()

    def handle_comment(self, data: str) -> None:
        line, column = self.getpos()
        start = self._html.find(data, self._line_starts[line - 1] + column)
        self.comments.append(HtmlComment(data, start))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.opened.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.closed.append(tag)


def html_comments(html: str) -> list[HtmlComment]:
    """Return the comments of *html*; one that is never closed goes to its end."""
    return _Reader(html).comments


def html_tag(html: str) -> tuple[str, bool]:
    """Return the name of the single tag that *html* is and whether it opens, or ``("", False)`` if it is none."""
    reader = _Reader(html)
    if len(reader.opened) == 1 and not reader.closed:
        return reader.opened[0], True
    if len(reader.closed) == 1 and not reader.opened:
        return reader.closed[0], False
    return "", False

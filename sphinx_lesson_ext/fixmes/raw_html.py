"""Comments and tags in raw HTML, read by Python's own HTML parser."""

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


class HtmlTag(NamedTuple):
    """A tag in a piece of HTML that begins an element.

    :ivar name: Its name, in lower case.
    :ivar attributes: Its attributes; one without a value has ``None``.
    :ivar text: How it is written.
    :ivar start: Where *text* begins, as an offset in the piece.
    """

    name: str
    attributes: tuple[tuple[str, str | None], ...]
    text: str
    start: int


class _Reader(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.comments: list[HtmlComment] = []
        self.opened: list[HtmlTag] = []
        self.closed: list[str] = []
        self._line_starts = [0]
        for line in html.split("\n"):
            self._line_starts.append(self._line_starts[-1] + len(line) + 1)
        self._html = html
        self.feed(html)
        self.close()

    def handle_comment(self, data: str) -> None:
        self.comments.append(HtmlComment(data, self._html.find(data, self._position())))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.opened.append(HtmlTag(tag, tuple(attrs), self.get_starttag_text() or "", self._position()))

    def handle_endtag(self, tag: str) -> None:
        self.closed.append(tag)

    def _position(self) -> int:
        line, column = self.getpos()
        return self._line_starts[line - 1] + column


def html_comments(html: str) -> list[HtmlComment]:
    """Return the comments of *html*; one that is never closed goes to its end."""
    return _Reader(html).comments


def html_tags(html: str) -> list[HtmlTag]:
    """Return the tags of *html* that begin an element."""
    return _Reader(html).opened


def html_tag(html: str) -> tuple[str, bool]:
    """Return the name of the single tag that *html* is and whether it opens, or ``("", False)`` if it is none."""
    reader = _Reader(html)
    if len(reader.opened) == 1 and not reader.closed:
        return reader.opened[0].name, True
    if len(reader.closed) == 1 and not reader.opened:
        return reader.closed[0], False
    return "", False

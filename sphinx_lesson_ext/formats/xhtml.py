"""Pieces of HTML as XHTML, which electronic books are written in.  Pure."""

from __future__ import annotations

from html import escape
from html.parser import HTMLParser

#: Elements that hold nothing, and have no end.
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
#: Elements that no book has.
_ABSENT = frozenset({"script"})


class _Writer(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._skipped = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _ABSENT:
            self._skipped = tag
            return
        self.pieces.append(f"<{tag}{_written(attrs)}{' /' if tag in _VOID else ''}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # In HTML the slash says nothing; in drawings and formulas it ends the element.
        self.pieces.append(f"<{tag}{_written(attrs)} />")

    def handle_endtag(self, tag: str) -> None:
        if tag in _ABSENT:
            self._skipped = ""
        elif tag not in _VOID:
            self.pieces.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            self.pieces.append(escape(data, quote=False))


def to_xhtml(html: str) -> str:
    """Return a piece of HTML with all its tags written as XML wants it; comments and scripts are left out."""
    writer = _Writer()
    writer.feed(html)
    writer.close()
    return "".join(writer.pieces)


def _written(attributes: list[tuple[str, str | None]]) -> str:
    first: dict[str, str] = {}
    for name, value in attributes:
        # The first of two counts, and one without a value has its own name as that.
        first.setdefault(name, name if value is None else value)
    return "".join(f' {name}="{escape(value)}"' for name, value in first.items() if _is_name(name))


def _is_name(name: str) -> bool:
    return name.isascii() and name.replace("-", "").replace(":", "").isalnum()

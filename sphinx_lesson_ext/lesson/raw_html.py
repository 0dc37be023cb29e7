"""Raw HTML of authors, moved to another page: its addresses are relative to the page that they were written for."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from sphinx_lesson_ext.fixmes.raw_html import html_tags

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx_lesson_ext.fixmes.raw_html import HtmlTag

#: Attributes that hold an address.
_ADDRESSES = frozenset({"data", "href", "poster", "src"})
#: Elements that lead to an address.
_LINKS = frozenset({"a", "area"})
#: Attributes that hold the ids of other elements.
_NAMING = frozenset({"aria-controls", "aria-describedby", "aria-labelledby", "for", "headers", "list"})


def html_ids(html: str) -> set[str]:
    """Return the ids that *html* gives to elements."""
    return {value for tag in html_tags(html) for name, value in tag.attributes if name == "id" and value}


def html_addresses(html: str) -> list[str]:
    """Return the addresses that *html* leads to, or shows."""
    if not any(f"{name}=" in html.lower() for name in _ADDRESSES):
        return []
    return [value for tag in html_tags(html) for name, value in tag.attributes if name in _ADDRESSES and value]


def adapt_html(html: str, id_of: Callable[[str], str], address_of: Callable[[str], str]) -> str:
    """Return *html* with other ids and addresses; all else stays as it is written.

    :param id_of: Gives an id for each.
    :param address_of: Gives an address for each.
    """
    return _rewritten(
        html, lambda tag: tuple((name, _adapt(name, value, id_of, address_of)) for name, value in tag.attributes)
    )


def adapt_links(html: str, address_of: Callable[[str], str]) -> str:
    """Return *html* with other addresses of its links; a link whose address becomes empty leads nowhere.

    :param address_of: Gives an address for each.
    """
    return _rewritten(html, lambda tag: tuple(_linked(tag, address_of)))


def _linked(tag: HtmlTag, address_of: Callable[[str], str]) -> Iterator[tuple[str, str | None]]:
    for name, value in tag.attributes:
        if tag.name not in _LINKS or name != "href" or not value:
            yield name, value
        elif address := address_of(value):
            yield name, address


def _rewritten(html: str, attributes_of: Callable[[HtmlTag], tuple[tuple[str, str | None], ...]]) -> str:
    """Return *html* with other attributes; tags that keep theirs stay as they are written."""
    pieces, end = [], 0
    for tag in html_tags(html):
        attributes = attributes_of(tag)
        if attributes != tag.attributes:
            pieces += [html[end : tag.start], _written(tag, attributes)]
            end = tag.start + len(tag.text)
    return "".join([*pieces, html[end:]])


def _adapt(name: str, value: str | None, id_of: Callable[[str], str], address_of: Callable[[str], str]) -> str | None:
    if not value:
        return value
    if name == "id":
        return id_of(value)
    if name in _NAMING:
        return " ".join(id_of(identifier) for identifier in value.split())
    return address_of(value) if name in _ADDRESSES else value


def _written(tag: HtmlTag, attributes: tuple[tuple[str, str | None], ...]) -> str:
    shown = "".join(f" {name}" if value is None else f' {name}="{escape(value)}"' for name, value in attributes)
    return f"<{tag.name}{shown}{' /' if tag.text.endswith('/>') else ''}>"

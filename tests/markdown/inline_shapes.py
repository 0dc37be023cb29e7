"""Pages of HTML, ours and pandoc's, brought into one shape that can be compared: what readers get, and no more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from bs4 import BeautifulSoup, NavigableString, Tag

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Elements around which blanks mean nothing.
_BLOCKS = ("figure", "figcaption", "ul", "ol", "dl", "dt", "dd", "li")
#: Elements that mean something by themselves.
_KEPT = frozenset({"em", "strong", "sup", "sub", "del", *_BLOCKS})
#: What mean the same in a page of ours and in one of pandoc's.
_CLASSES = frozenset({"framed", "wide"})
#: The brackets that some put around a formula, and the blanks inside them.
_BRACKETS = re.compile(r"^\\[\[(] ?| ?\\[\])]$")


def shape(html: Tag | str) -> str:
    """Return the shape of a piece of HTML, each of its paragraphs in a line."""
    root = BeautifulSoup(html, "html.parser") if isinstance(html, str) else html
    text = re.sub(r"[ \n\t]+", " ", "".join(_parts(root)))
    text = re.sub(rf"[ ↵]*(</?(?:{'|'.join(_BLOCKS)})>)[ ↵]*", r"\1", text)
    return "\n".join(line.strip().removesuffix("<br>") for line in text.split("↵") if line.strip())


def _parts(element: Tag) -> Iterator[str]:
    for child in element.children:
        if isinstance(child, NavigableString):
            yield str(child)
        elif isinstance(child, Tag):
            yield from _element(child)


def _element(element: Tag) -> Iterator[str]:
    inside = "".join(_parts(element))
    identifier = f"#{element['id']}" if element.name in {"span", "dt"} and element.get("id") else ""
    classes = "".join(f" .{name}" for name in sorted(_CLASSES.intersection(element.get("class", []))))
    if "headerlink" in element.get("class", []):
        return
    if element.name == "img":
        size = f" {_width(element)}" if _width(element) else ""
        yield f"<img {unquote(element['src']).rpartition('/')[2]} alt={element.get('alt', '')!r}{size}{classes}>"
    elif element.name == "a" and element.get("href", "").startswith("_images/"):
        yield inside  # Sphinx's link to the picture in its full size
    elif element.name == "a" and element.get("href"):
        yield f"<a {unquote(element['href'])}>{inside}</a>"
    elif element.name == "code":
        yield f"`{inside}`"
    elif "math" in element.get("class", []):
        yield f"<math>{_BRACKETS.sub('', ' '.join(inside.split()))}</math>"
    elif element.name in _KEPT or identifier:
        yield f"<{element.name}{identifier}{classes}>{inside}</{element.name}>"
    elif element.name == "br":
        yield "<br>"
    elif element.name in {"p", "div", "section"}:
        yield f"↵{inside}↵"
    else:
        yield inside


def _width(image: Tag) -> str:
    """Return the width that an image asks for, without a unit."""
    style = dict(part.split(":") for part in str(image.get("style", "")).replace(" ", "").split(";") if ":" in part)
    width = str(image.get("width") or style.get("width", ""))
    return width.removesuffix("px").replace(".0%", "%")

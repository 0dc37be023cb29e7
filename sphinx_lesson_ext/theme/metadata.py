"""What a page says of itself to machines."""

from __future__ import annotations

from functools import cache
from textwrap import shorten
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Search engines show about this many characters of a description.
_LONGEST_DESCRIPTION = 160


@cache
def text_direction(language: str) -> str:
    """Return ``rtl`` for a language that is written from right to left, else ``ltr``."""
    try:
        return str(Locale.parse(language, sep="-" if "-" in language else "_").text_direction)
    except (UnknownLocaleError, ValueError):
        return "ltr"


def description_of(document: nodes.document) -> str:
    """Return the beginning of a document's first paragraph; nothing, if its author wrote a description."""
    # Docutils keeps these at the top of the document.
    written = (child for child in document.children if isinstance(child, nodes.meta))
    if any(meta.get("name") == "description" for meta in written):
        return ""
    paragraph = next(_paragraphs(document), None)
    return "" if paragraph is None else shorten(paragraph.astext(), _LONGEST_DESCRIPTION, placeholder=" …")


def _paragraphs(parent: nodes.Element) -> Iterator[nodes.paragraph]:
    """Yield the paragraphs of the running text; what stands in blocks and tables is not what a page is about."""
    for child in parent.children:
        if isinstance(child, nodes.paragraph) and child.astext().strip():
            yield child
        elif isinstance(child, nodes.section):
            yield from _paragraphs(child)

"""What a page says of itself to machines."""

from __future__ import annotations

import json
from textwrap import shorten
from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

#: Search engines show about this many characters of a description.
_LONGEST_DESCRIPTION = 160


class Description(NamedTuple):
    """What a page is about, in a sentence; *is_written* tells whether Sphinx writes it to the page by itself."""

    text: str = ""
    is_written: bool = False


def describe(document: nodes.document, fields: Mapping[str, Any]) -> Description:
    """Return the description that the author wrote, or else the beginning of the first paragraph.

    :param fields: The fields of the document's front matter.
    """
    if text := next(_metas(document, "description"), ""):
        return Description(text, is_written=True)
    if text := " ".join(str(fields.get("description", "")).split()):
        return Description(text)
    paragraph = next(_paragraphs(document), None)
    return Description("" if paragraph is None else shorten(paragraph.astext(), _LONGEST_DESCRIPTION, placeholder=" …"))


def keywords_of(document: nodes.document, fields: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the keywords that the author wrote, in front matter or as a meta element.

    :param fields: The fields of the document's front matter; a list among them is written as JSON.
    """
    texts = [*_metas(document, "keywords"), *_texts_of(str(fields.get("keywords", "")))]
    words = (" ".join(word.split()) for text in texts for word in text.split(","))
    return tuple(dict.fromkeys(word for word in words if word))


def _texts_of(field: str) -> Iterable[str]:
    try:
        values = json.loads(field)
    except ValueError:
        return (field,)
    return (value for value in values if isinstance(value, str)) if isinstance(values, list) else (field,)


def _metas(document: nodes.document, name: str) -> Iterator[str]:
    # Docutils keeps these at the top of the document.
    metas = (child for child in document.children if isinstance(child, nodes.meta))
    return (str(meta["content"]) for meta in metas if meta.get("name") == name)


def _paragraphs(parent: nodes.Element) -> Iterator[nodes.paragraph]:
    """Yield the paragraphs of the running text; what stands in blocks and tables is not what a page is about."""
    for child in parent.children:
        if isinstance(child, nodes.paragraph) and child.astext().strip():
            yield child
        elif isinstance(child, nodes.section):
            yield from _paragraphs(child)

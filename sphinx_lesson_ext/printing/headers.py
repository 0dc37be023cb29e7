"""The style sheet that puts the title of each document at the head of its sheets.

Browsers know no other way than to name the sheets of each document, and to say what stands at the head of each name.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

from sphinx_lesson_ext.lesson.whole import SHOWN

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder

#: The file, in the theme's folder; its output has the same name without the ending.
_TEMPLATE = "lesson-paper-headers.css.jinja"


class Sheets(NamedTuple):
    """The sheets of a document: the name that style sheets know them by, and the title at their head."""

    name: str
    title: str


def write_headers(builder: StandaloneHTMLBuilder, document: nodes.document) -> None:
    """Name the sheets of each document that *document* shows, and write the style sheet."""
    sheets = []
    for number, section in enumerate(_shown(document), start=1):
        name = f"sheets-{number}"
        section["classes"].append(name)
        title = section.next_node(nodes.title)
        sheets.append(Sheets(name, "" if title is None else title.astext()))
    context = {**builder.globalcontext, "sheets": sheets}
    text = builder.templates.render(_TEMPLATE, context)
    Path(builder.outdir, "_static", _TEMPLATE.removesuffix(".jinja")).write_text(text, encoding="utf-8")


def _shown(document: nodes.document) -> list[nodes.section]:
    return [section for section in document.findall(nodes.section) if SHOWN in section]

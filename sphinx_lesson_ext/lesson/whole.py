"""Documents shown whole, one after the other: a page for printing, and for the browser's own search."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_lesson_ext.identifiers import unique

from .arrange import move_key_points, number_exercises
from .copies import words_of
from .elements import Elements
from .list_context import INSIDE
from .numbers import number_section, section_number
from .plan import has_number
from .solutions import move_solutions

if TYPE_CHECKING:
    from .list_context import ListContext

#: The attribute of a section that shows a document whole: that document's name.
SHOWN = "lesson-document"

#: The attribute of another section whose links lead to those, where they are on the same page.
LEADS_INSIDE = "lesson-leads-inside"


def anchors_of(context: ListContext, taken: set[str]) -> dict[str, str]:
    """Return the id that each document has on the page: its name, as an id.

    :param taken: The ids that the page has already; those that are returned are added.
    """
    return {name: unique(nodes.make_id(name) or "document", taken) for name in context.documents()}


def show_documents(context: ListContext) -> list[nodes.Element]:
    """Return a section for each document, and before them a list of links to them."""
    sections = [section for docname in context.documents() for section in _show(context, docname)]
    return [_contents(context, sections), *sections] if len(sections) > 1 else sections


def place_in(section: nodes.Element, anchor: str) -> str:
    """Return the id, in a section that shows a document whole, of what has the id *anchor* in that document."""
    return f"{section['ids'][0]}{INSIDE}{anchor}"


def mark_page(document: nodes.document) -> None:
    """Note that a page shows documents whole, and ask search engines to leave it out: it says what others say."""
    if SHOWN not in document:
        document[SHOWN] = True
        document.insert(0, nodes.meta("", name="robots", content="noindex"))


def _show(context: ListContext, docname: str) -> list[nodes.Element]:
    """Return a document as one section, as its own page shows it; nothing, if it only leads to others."""
    document = context.env.get_doctree(docname)
    numbers = context.domain.exercise_numbers(docname)
    elements = Elements(document)
    number_exercises(elements, lambda _block: numbers)
    if context.env.config.lesson_keypoints_at_end:
        move_key_points(elements)
    move_solutions(elements, context.env, lambda _block: docname, stay_here=True)
    shown = context.move(_sections(document), docname)
    for section in shown:
        anchor = context.anchors[docname]
        section[0] = _heading(context, docname)
        section["ids"].insert(0, anchor)
        section["classes"] = [SHOWN, *section["classes"]]
        section[SHOWN] = docname
        number_section(context.env, context.page, anchor, section_number(context.env, docname))
        if next(section.findall(addnodes.highlightlang), None) is not None:
            # What a document says of the language of its code holds to its end.
            language = context.env.config.highlight_language
            section.append(addnodes.highlightlang(lang=language, force=False, linenothreshold=sys.maxsize))
    return shown


def _sections(document: nodes.document) -> list[nodes.Node]:
    """Return the section that is the document, with what its author wrote before it or after it."""
    section = next((child for child in document.children if isinstance(child, nodes.section)), None)
    if section is None:
        return []
    start = document.index(section)
    section[1:1] = document.children[:start]
    section += document.children[start + 1 :]
    return [section]


def _heading(context: ListContext, docname: str) -> nodes.title:
    """Return the title of a document with its number, where Sphinx does not write that itself."""
    number = "" if section_number(context.env, docname) else _number(context, docname)
    shown = [nodes.inline("", number, classes=["section-number"])] if number else []
    return nodes.title("", "", *shown, context.heading(docname))


def _number(context: ListContext, docname: str) -> str:
    """Return the number of a document, as it stands before a title that does not have it already."""
    given = section_number(context.env, docname)
    if given:
        return ".".join(map(str, given)) + ". "
    number = context.domain.plan.numbers.get(docname, "")
    return f"{number}. " if number and not has_number(context.domain.title_of(docname), number) else ""


def _contents(context: ListContext, sections: list[nodes.Element]) -> nodes.Element:
    items = []
    for section in sections:
        docname = section[SHOWN]
        title = [nodes.Text(_number(context, docname)), *words_of(context.env.titles[docname])]
        link = nodes.reference("", "", *title, refid=section["ids"][0], internal=True)
        items.append(nodes.list_item("", addnodes.compact_paragraph("", "", link)))
    return nodes.bullet_list("", *items, classes=["all-in-one-contents"])

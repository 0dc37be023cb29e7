"""Rules about words that screen readers need: of the columns of tables, of headings and of links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_lesson_ext.checks.rule import Group, Problem, page_rule
from sphinx_lesson_ext.findings import Severity

from .wording import beginning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_lesson_ext.checks.view import Page


@page_rule("table-header", Severity.WARNING, Group.ACCESSIBILITY)
def table_header(page: Page) -> Iterator[Problem]:
    """A table says what is in its columns.

    Screen readers say it with each cell (WCAG 2.2, success criterion 1.3.1).  A table with an empty header has the line
    for it, but nothing in it.

    Fix: Write in the first line what is in each column; in reStructuredText, let the table have a header row. What only
    fills a grid is better a list.

    Bad:
        |     |     |
        | --- | --- |
        | A   | 1   |
        | B   | 2   |

    Good:
        | Card | Place |
        | ---- | ----- |
        | A    | 1     |
        | B    | 2     |
    """
    for table in page.facts.tables:
        if table.rows > 1 and not table.has_row_headers and not any(header.strip() for header in table.headers):
            # What is made of comma-separated values has no line of its own. Blanks may be doubled.
            first = beginning(max(table.first.split("  "), key=len))
            yield Problem("this table does not say what is in its columns", table.spot, first)


@page_rule("symbol-text", Severity.WARNING, Group.ACCESSIBILITY)
def symbol_text(page: Page) -> Iterator[Problem]:
    """A heading and a link have words, not symbols alone.

    An emoji is read by its name, if at all: a list of headings or of links then says "waving hand" (WCAG 2.2, success
    criteria 2.4.4 and 2.4.6).

    Fix: Write what it means beside the symbol.

    Bad:
        ## 🎉

    Bad:
        Sort them [👉](https://example.org/sorting).

    Good:
        ## Well done 🎉

        Sort them [by hand 👉](https://example.org/sorting).
    """
    for heading in page.facts.headings:
        if _is_symbols(heading.text):
            yield Problem(f"the heading {heading.text!r} has no words", heading.spot, heading.text)
    for link in page.facts.links:
        if _is_symbols(link.text):
            yield Problem(f"the text of the link is {link.text!r}, which has no words", link.spot, link.text)


def _is_symbols(text: str) -> bool:
    return bool(text.strip()) and not any(character.isalnum() for character in text)


RULES = (table_header, symbol_text)

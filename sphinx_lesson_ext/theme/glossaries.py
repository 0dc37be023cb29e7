"""The letters above a long glossary, each of which leads to its first term."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinx_lesson_ext.i18n import translate_in

from .assets import use_part

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.addnodes import glossary
    from sphinx.application import Sphinx

#: With fewer terms, or fewer letters, a reader sees at a glance where a term stands.
_FEWEST_TERMS = 15
_FEWEST_LETTERS = 5


class glossary_letters(nodes.General, nodes.Element):  # noqa: N801 (docutils names nodes in lower case)
    """Links to the terms of a glossary: ``letters`` has each with the id of its first term.

    It has no text of its own, so that search does not find it.
    """


def add_letters(document: nodes.document, glossaries: Iterable[glossary]) -> None:
    """Put letters above each long glossary whose terms are in their order."""
    for glossary in glossaries:
        use_part(document, "index")
        terms = [item[0] for item in glossary.findall(nodes.definition_list_item) if isinstance(item[0], nodes.term)]
        if len(terms) >= _FEWEST_TERMS and len(letters := _letters_of(terms)) >= _FEWEST_LETTERS:
            glossary.parent.insert(glossary.parent.index(glossary), glossary_letters(letters=letters))


def _letters_of(terms: Iterable[nodes.term]) -> list[tuple[str, str]]:
    """Return each letter with the id of the first term that begins with it; nothing, where one comes back later."""
    runs = [(letter, next(run)) for letter, run in groupby(terms, _letter_of)]
    if len(runs) > len({letter for letter, _first in runs}):
        return []
    return [(letter, first["ids"][0]) for letter, first in runs if first["ids"]]


def _letter_of(term: nodes.term) -> str:
    return next((character.upper() for character in term.astext() if character.isalnum()), "")


def _visit_letters(self: Any, node: glossary_letters) -> None:
    name = {"aria-label": translate_in("of the alphabet", "Letters")}
    self.body.append(self.starttag(node, "nav", CLASS="lesson-chrome", **name))
    self.body.append(self.starttag(nodes.inline(), "ul", CLASS="index-letters"))
    for letter, identifier in node["letters"]:
        self.body.append("<li>")
        self.body.append(self.starttag(nodes.inline(), "a", "", href=f"#{identifier}"))
        self.body.append(self.encode(letter))
        self.body.append("</a></li>\n")
    self.body.append("</ul>\n</nav>\n")
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Register the letters."""
    app.add_node(glossary_letters, html=(_visit_letters, None))

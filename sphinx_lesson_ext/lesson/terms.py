"""Words that a document explains, as they stand in it: in a glossary, or in a list that gives them ids."""

from __future__ import annotations

from typing import NamedTuple

from docutils import nodes

from sphinx_lesson_ext.blocks.nodes import WRITTEN


class ExplainedTerm(NamedTuple):
    """Words and their explanation.

    :ivar names: The words as plain text.
    :ivar ids: The ids that links to them use.
    :ivar explanation: The first paragraph of it, in its document.
    :ivar is_cut: Whether there is more.
    :ivar written: The words as their author wrote them, where they are translated.
    """

    names: tuple[str, ...]
    ids: tuple[str, ...]
    explanation: nodes.paragraph
    is_cut: bool
    written: tuple[str, ...] = ()


def term_of(item: nodes.definition_list_item) -> ExplainedTerm | None:
    """Return what an item of a list explains; ``None`` where nothing can lead to it, or it has no text.

    The terms of a glossary have ids by themselves, others where the author gave them one: ``[term]{#term}``.
    """
    terms = [child for child in item.children if isinstance(child, nodes.term)]
    ids = tuple(identifier for term in terms for node in term.findall(nodes.Element) for identifier in node["ids"])
    definition = next((child for child in item.children if isinstance(child, nodes.definition)), None)
    explanation = None if definition is None else next(definition.findall(nodes.paragraph), None)
    if definition is None or explanation is None or not ids:
        return None
    shown = [child for child in definition.children if not isinstance(child, nodes.Invisible)]
    is_cut = shown != [explanation]
    written = tuple(str(term[WRITTEN]) for term in terms if WRITTEN in term)
    return ExplainedTerm(tuple(term.astext() for term in terms), ids, explanation, is_cut, written)

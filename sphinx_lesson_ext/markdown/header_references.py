"""References to headings by their text, as in ``[Where to go]`` (pandoc's extension ``implicit_header_references``)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from markdown_it.common.utils import normalizeReference

from sphinx_lesson_ext.identifiers import pandoc_identifier, unique

from .definitions import REFERENCES

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore


def header_references_plugin(md: MarkdownIt) -> None:
    """Let the text of a heading be a label, unless something defines that label."""
    # Whatever defines labels, or gives headings their ids, comes before.
    md.core.ruler.before("inline", "header_references", _define)


def _define(state: StateCore) -> None:
    if "[" not in state.src:
        return
    references = state.env.setdefault(REFERENCES, {})
    taken: set[str] = set()
    for heading, text in pairwise(state.tokens):
        if heading.type == "heading_open" and text.content:
            identifier = heading.attrGet("id") or unique(pandoc_identifier(text.content), taken)
            definition = {"href": f"#{identifier}", "title": "", "map": text.map}
            references.setdefault(normalizeReference(text.content), definition)

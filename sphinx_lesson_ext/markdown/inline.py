"""What pandoc's Markdown has within a line that MyST's has not: the rules for it, and the nodes that they become."""

from __future__ import annotations

import re
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from docutils import nodes
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer

from sphinx_lesson_ext.blocks.nodes import struck_text
from sphinx_lesson_ext.destinations import is_local_file

from .backslashes import backslash_formulas_plugin, backslash_text_plugin
from .inline_notes import inline_notes_plugin
from .missed_links import missed_links_plugin
from .nested_links import nested_links_plugin
from .scripts import scripts_plugin
from .spaced_destinations import spaced_destinations_plugin

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator

    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

#: A digital object identifier, behind ``doi:``.
_DOI = re.compile(r"^10\.\d{4,9}/[^\s\"'<>]*[\w/]", re.IGNORECASE)


def inline_plugin(md: MarkdownIt, extensions: Container[str], *, has_backslash_maths: bool) -> None:
    r"""Read what stands within a line as pandoc does.

    :param extensions: The extensions of MyST that are enabled.
    :param has_backslash_maths: Whether ``\(…\)`` and ``\[…\]`` are formulas.
    """
    md.use(inline_notes_plugin).use(scripts_plugin).use(backslash_text_plugin).use(nested_links_plugin)
    md.use(spaced_destinations_plugin).use(missed_links_plugin)
    # What is no link for reasons of safety would be shown as it is written; here it is told to its author.
    setattr(md, "validateLink", partial(_is_link, md.validateLink))  # noqa: B010 (mypy allows no assignment)
    if has_backslash_maths:
        md.use(backslash_formulas_plugin)
    if "linkify" in extensions:
        assert md.linkify is not None
        md.linkify.set({"fuzzy_email": True})
        md.linkify.add("//", None)
        md.linkify.add("doi:", {"validate": _DOI})


def _is_link(validate: Callable[[str], bool], address: str) -> bool:
    return is_local_file(address) or validate(address)


def _split(paragraph: nodes.paragraph) -> Iterator[nodes.Element]:
    """Yield the formulas that stand out of a paragraph, and a paragraph for what is before and behind each."""
    for is_formula, group in groupby(paragraph.children, lambda part: isinstance(part, nodes.math_block)):
        parts = list(group)
        if is_formula:
            yield from (part for part in parts if isinstance(part, nodes.Element))
        elif "".join(part.astext() for part in parts).strip():
            text = nodes.paragraph("", "", *parts)
            text.source, text.line = paragraph.source, paragraph.line
            yield text


class InlineRenderer(SphinxRenderer):
    """MyST's renderer, with the tokens of :func:`inline_plugin`."""

    def render_paragraph(self, token: SyntaxTreeNode) -> None:
        """Render a paragraph; a formula that stands out ends it, since HTML allows no block in one."""
        super().render_paragraph(token)
        paragraph = self.current_node[-1]
        if isinstance(paragraph, nodes.paragraph) and any(isinstance(part, nodes.math_block) for part in paragraph):
            paragraph.replace_self(list(_split(paragraph)))

    def render_superscript(self, token: SyntaxTreeNode) -> None:
        """Render ``m^2^``."""
        self._render_inline(token, nodes.superscript())

    def render_subscript(self, token: SyntaxTreeNode) -> None:
        """Render ``CO~2~``."""
        self._render_inline(token, nodes.subscript())

    def render_strikeout(self, token: SyntaxTreeNode) -> None:
        """Render ``~~gone~~``."""
        self._render_inline(token, struck_text())

    def render_escaped_text(self, token: SyntaxTreeNode) -> None:
        """Render what stands behind a backslash, such as a quote, exactly as it is."""
        text = nodes.Text(token.content)
        text.support_smartquotes = False  # type: ignore[attr-defined]  # Sphinx's own mark
        self.current_node.append(text)

    def _render_inline(self, token: SyntaxTreeNode, node: nodes.Element) -> None:
        self.add_line_and_source_path(node, token)
        with self.current_node_context(node, append=True):
            self.render_children(token)

"""From the tokens of a notebook to nodes: text as in every lesson, code and output by myst-nb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from myst_nb.sphinx_ import SphinxNbRenderer

from sphinx_lesson_ext.markdown.renderer import MYST_KEYS, LessonRenderer

from .source import JUPYTER_KEYS

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

    from .source import NotebookSource


class NotebookRenderer(LessonRenderer, SphinxNbRenderer):  # type: ignore[misc]  # myst-nb has no types
    """The renderer of lessons, with what only notebooks hold."""

    settings_keys = MYST_KEYS | JUPYTER_KEYS

    def render_front_matter(self, token: SyntaxTreeNode) -> None:
        """Take what the notebook says about itself, which myst-nb gives as data without lines."""
        source: NotebookSource = self.md_options["notebook"]
        if source.facts.values:
            self.take_front_matter(source.facts, 1)
        if source.front_matter is not None:
            token.content = source.front_matter.text  # type: ignore[misc]
            token.map = (source.front_matter.line, source.front_matter.line)  # type: ignore[misc]
            super().render_front_matter(token)

"""From the tokens of a notebook to nodes: text as in every lesson, code and output by myst-nb."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from myst_nb.sphinx_ import SphinxNbRenderer

from sphinx_lesson_ext.markdown.renderer import MYST_KEYS, LessonRenderer
from sphinx_lesson_ext.yaml_errors import YamlError
from sphinx_lesson_ext.yaml_mapping import YamlMapping, read_mapping

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
        written, facts = source.front_matter, source.facts
        if written is None:
            self.take_front_matter(facts, 1)
            return
        try:
            found = read_mapping(written.text)
        except YamlError:
            token.content, token.map = written.text, (written.line, written.line)  # type: ignore[misc]
            super().render_front_matter(token)
            return
        scalars = tuple(replace(scalar, line=scalar.line + written.line) for scalar in found.scalars)
        lines = {key: line + written.line for key, line in found.lines.items()}
        # What is written for the page counts.
        merged = YamlMapping({**facts.values, **found.values}, scalars, {**facts.lines, **lines})
        self.take_front_matter(merged, 1)

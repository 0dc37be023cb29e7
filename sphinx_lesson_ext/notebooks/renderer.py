"""From the tokens of a notebook to nodes: text as in every lesson, code and output by myst-nb."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from myst_nb.sphinx_ import SphinxNbRenderer

from sphinx_lesson_ext.markdown.renderer import MYST_KEYS, LessonRenderer
from sphinx_lesson_ext.yaml_errors import YamlError
from sphinx_lesson_ext.yaml_mapping import YamlMapping, read_mapping

from .attachments import SCHEME, attached
from .source import JUPYTER_KEYS

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping

    from markdown_it.tree import SyntaxTreeNode

    from .source import NotebookSource


class NotebookRenderer(LessonRenderer, SphinxNbRenderer):  # type: ignore[misc]  # myst-nb has no types
    """The renderer of lessons, with what only notebooks hold."""

    settings_keys = MYST_KEYS | JUPYTER_KEYS

    def setup_render(self, options: dict[str, Any], env: MutableMapping[str, Any]) -> None:
        """Begin a document."""
        super().setup_render(options, env)
        self._cell: Mapping[str, Any] = {}

    def render_nb_cell_markdown(self, token: SyntaxTreeNode) -> None:
        """Render a cell of text."""
        self._cell = self.nb_client.notebook.cells[token.meta["index"]]
        super().render_nb_cell_markdown(token)

    def find_picture(self, name: str) -> Path | None:
        """Return the file of a picture; one that is kept in the cell is written."""
        picture = attached(self._cell, name) if name.startswith(SCHEME) else None
        if picture is None:
            return super().find_picture(name)
        file, data = picture
        self.nb_renderer.write_file([file], data, exists_ok=True)
        return Path(self.nb_config.output_folder, file)

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
        scalars = tuple(scalar._replace(line=scalar.line + written.line) for scalar in found.scalars)
        lines = {key: line + written.line for key, line in found.lines.items()}
        # What is written for the page counts.
        merged = YamlMapping({**facts.values, **found.values}, scalars, {**facts.lines, **lines})
        self.take_front_matter(merged, 1)

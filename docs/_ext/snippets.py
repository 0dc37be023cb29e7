"""The directive ``snippet``: a block as readers see it, and how it is written in each syntax."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata, OptionSpec

#: The files of each snippet, in the order in which they are shown: what each syntax is called, and its highlighting.
SYNTAXES = {
    "workbench.md": ("Workbench Markdown", "markdown"),
    "myst.md": ("MyST Markdown", "markdown"),
    "restructuredtext.rst": ("reStructuredText", "rst"),
}


class Snippet(SphinxDirective):
    """A snippet by the name of its folder; the page must be Markdown."""

    required_arguments = 1
    option_spec: OptionSpec = {"sources-only": directives.flag}

    def run(self) -> list[nodes.Node]:
        """Show what it gives, and below that its sources in tabs: a choice holds for the whole manual."""
        folder = Path(self.env.srcdir, "snippets", self.arguments[0])
        sources = {name: (folder / name).read_text(encoding="utf-8") for name in SYNTAXES}
        for name in SYNTAXES:
            self.env.note_dependency(str(folder / name))
        shown = [] if "sources-only" in self.options else self._result(sources["workbench.md"])
        return [*shown, nodes.container("", *self._listings(sources), classes=["group-tab"])]

    def _result(self, text: str) -> list[nodes.Node]:
        # In a container, so that it is shown by itself, where it stands.
        return [nodes.container("", *self.parse_text_to_nodes(text), classes=["snippet-result"])]

    def _listings(self, sources: dict[str, str]) -> Iterator[nodes.Node]:
        for name, (syntax, language) in SYNTAXES.items():
            code = nodes.literal_block(sources[name], sources[name].rstrip("\n"), language=language)
            self.set_source_info(code)
            yield nodes.rubric(syntax, syntax, level=1)
            yield code


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive."""
    app.add_directive("snippet", Snippet)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

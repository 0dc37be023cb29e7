"""Cells that myst-nb does not read: their code is shown, and their author is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from docutils.parsers.rst.directives import unchanged
from sphinx.util.docutils import SphinxDirective

from sphinx_lesson_ext import pygments_names
from sphinx_lesson_ext.messages import warn

from .languages import language_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: What installs all that is needed for notebooks.
INSTALL = 'pip install "sphinx-lesson-ext[notebooks]"'
_TOLD = "lesson_cells_told"


class UnreadCell(SphinxDirective):
    """A cell of code, as a block of code: myst-nb is not loaded, which is told once for each document."""

    told = (
        "the code of this notebook is shown without what it makes, since myst-nb is not loaded: run "
        f"'{INSTALL}', and add 'myst_nb' to extensions in conf.py"
    )

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec = dict.fromkeys(("tags", "load", "mystnb", "name"), unchanged)

    def run(self) -> list[nodes.Node]:
        """Keep the code."""
        current = self.env.current_document
        if not current.get(_TOLD):
            current[_TOLD] = True
            warn("notebook", "%s", self.told, location=self.get_location())
        code = "\n".join(self.content)
        language = language_of(self.arguments[0] if self.arguments else "python")
        block = nodes.literal_block(code, code, language=language if pygments_names.knows(language) else "none")
        self.set_source_info(block)
        return [block]


class MisplacedCell(UnreadCell):
    """A cell that is left in the text when myst-nb has taken out all that it knows as cells."""

    told = (
        "this cell of code is shown, but not run: move it out of the block that it stands in, or, if it stands in "
        "none, write 'file_format: mystnb' into the front matter of this file"
    )


def setup(app: Sphinx, cell: type[UnreadCell] = UnreadCell) -> None:
    """Register the directive, in the place of the one of myst-nb, which leaves the code out."""
    for name in ("code-cell", "raw-cell"):
        app.add_directive(name, cell, override=True)

"""The directive ``toggle`` of sphinx-togglebutton, for lessons that are built without that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from sphinx_lesson_ext.blocks.directives import is_of_others
from sphinx_lesson_ext.i18n import translate as _

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


class ToggleDirective(SphinxDirective):
    """Content that is shown when a reader asks for it."""

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec = {"id": directives.unchanged, "show": directives.flag}

    def run(self) -> list[nodes.Node]:
        """Make an admonition that collapses; what stands on the directive's line, sphinx-togglebutton shows nowhere."""
        self.assert_has_content()
        text = self.arguments[0] if self.arguments else _("Show more")
        title, messages = self.parse_inline(text, lineno=self.lineno)
        admonition = nodes.admonition("", nodes.title(text, "", *title), *self.parse_content_to_nodes())
        admonition["classes"] = ["toggle"]
        admonition["collapsible"] = "open" if "show" in self.options else "closed"
        return [admonition, *messages]


def register(app: Sphinx, _config: Config) -> None:
    """Register it, unless an extension has one (event ``config-inited``)."""
    if not is_of_others("toggle"):
        app.add_directive("toggle", ToggleDirective, override=True)


def setup(app: Sphinx) -> None:
    """Register the directive when all extensions have theirs."""
    app.connect("config-inited", register)

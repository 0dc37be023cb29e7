"""Diagrams in the language of Mermaid: text, which a theme may have drawn by a script, and all else shows as code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from pygments.lexers.special import TextLexer
from sphinx.util.docutils import SphinxDirective, is_directive_registered

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

#: The name of the language and of the directive.
MERMAID = "mermaid"


class diagram(nodes.literal_block):  # noqa: N801 (docutils names nodes in lower case)
    """The source of a diagram: code, so every builder and theme knows what to do with it."""


class MermaidDirective(SphinxDirective):
    """A diagram.  It has no options: its source may begin with lines that look like some."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Keep the source as it is written."""
        self.assert_has_content()
        text = "\n".join(self.content)
        source = diagram(text, text, language=MERMAID)
        self.set_source_info(source)
        return [source]


def _visit_html(self: Any, node: diagram) -> None:
    """Write the source where all that draws such diagrams looks for it: in ``<pre class="mermaid">``."""
    self.body += [
        self.starttag(node, "div", CLASS=f"highlight-{MERMAID} notranslate"),
        self.starttag(nodes.Element(), "div", "", CLASS="highlight"),
        self.starttag(nodes.Element(), "pre", "", CLASS=MERMAID),
        self.encode(node.rawsource),
        "</pre></div>\n</div>\n",
    ]
    raise nodes.SkipNode


def add_directive(app: Sphinx, _config: Config) -> None:
    """Register the directive, unless an extension that draws diagrams has (event ``config-inited``)."""
    if not is_directive_registered(MERMAID):
        app.add_directive(MERMAID, MermaidDirective)


def setup(app: Sphinx) -> None:
    """Register the language now, and the directive when every extension has been loaded."""
    app.add_lexer(MERMAID, TextLexer)
    app.add_node(diagram, html=(_visit_html, None))
    app.connect("config-inited", add_directive)

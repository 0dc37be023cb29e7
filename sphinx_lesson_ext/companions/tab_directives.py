"""The directives for tabs that ``sphinx-lesson`` has from sphinx-tabs, for lessons that are built without that.

The theme ``lesson`` draws these tabs like all others.  Elsewhere each panel stands under its title.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound
from sphinx.directives.code import CodeBlock
from sphinx.util.docutils import SphinxDirective

from sphinx_lesson_ext.blocks.directives import is_of_others
from sphinx_lesson_ext.blocks.html import OWN_THEME
from sphinx_lesson_ext.kinds import TAB, TAB_SET
from sphinx_lesson_ext.messages import warn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.application import Sphinx
    from sphinx.config import Config


class TabsDirective(SphinxDirective):
    """Several tabs."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Put them into a container."""
        self.assert_has_content()
        if self.config.html_theme != OWN_THEME:
            # Once in a build, whatever page it is: nothing is wrong with the page.
            warn(
                "companion",
                "this lesson has tabs, which the theme %r shows one below the other without sphinx-tabs; "
                "run 'pip install sphinx-tabs' and add 'sphinx_tabs.tabs' to extensions in conf.py",
                self.config.html_theme,
                location=self.get_location(),
                once=True,
            )
        return [nodes.container("", *self.parse_content_to_nodes(), classes=[TAB_SET])]


class TabDirective(SphinxDirective):
    """A tab: its title is the first line."""

    has_content = True
    is_group = False

    def run(self) -> list[nodes.Node]:
        """Make a container of the title and the content."""
        self.assert_has_content()
        title, messages = self.parse_inline(self.content[0], lineno=self.lineno)
        self.content = self.content[1:]
        self.content_offset += 1
        return [_tab(title, self.parse_content_to_nodes(), is_group=self.is_group), *messages]


class GroupTabDirective(TabDirective):
    """A tab that is chosen together with those of the same title."""

    is_group = True


class CodeTabDirective(CodeBlock):
    """A tab that holds code; its title is the name of the language, or the second argument."""

    required_arguments = 1
    optional_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """Make a container of the title and the code."""
        language, *title = self.arguments
        shown = title[0] if title else _name_of(language)
        return [_tab([nodes.Text(shown)], super().run(), is_group=True)]


def _tab(title: Sequence[nodes.Node], content: Sequence[nodes.Node], *, is_group: bool) -> nodes.container:
    return nodes.container("", nodes.rubric("", "", *title), *content, classes=[TAB], is_group=is_group)


def _name_of(language: str) -> str:
    try:
        return str(get_lexer_by_name(language).name)
    except ClassNotFound:
        return language


_DIRECTIVES = {"tabs": TabsDirective, "tab": TabDirective, "group-tab": GroupTabDirective, "code-tab": CodeTabDirective}


def register(app: Sphinx, _config: Config) -> None:
    """Register those that no extension has (event ``config-inited``)."""
    if not any(map(is_of_others, _DIRECTIVES)):
        for name, directive in _DIRECTIVES.items():
            app.add_directive(name, directive, override=True)


def setup(app: Sphinx) -> None:
    """Register the directives when all extensions have theirs."""
    app.connect("config-inited", register)

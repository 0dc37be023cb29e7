"""The parser of lesson Markdown: MyST's, with what The Carpentries Workbench's Markdown has beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from myst_parser.mdit_to_docutils.transforms import ResolveAnchorIds
from myst_parser.parsers.sphinx_ import MystParser
from myst_parser.sphinx_ext.main import setup_sphinx
from pygments.lexers.special import TextLexer

from sphinx_lesson_ext.blocks.diagrams import MERMAID
from sphinx_lesson_ext.config import is_set

from . import link_files
from .anchor_links import KeepIdsToThePage, ResolveAnchorLinks
from .chunk_renderer import SUFFIXES
from .footnotes import ShowLostReferences

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docutils import nodes
    from docutils.transforms import Transform
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment


#: What MyST does unless ``conf.py`` says otherwise: lesson Markdown as pandoc reads it for the Workbench, and the
#: directives of MyST.  Substitution is left out, since ``{{ … }}`` in lessons is text.
MYST_DEFAULTS: Mapping[str, Any] = {
    "myst_enable_extensions": ["attrs_inline", "colon_fence", "deflist", "dollarmath", "linkify", "tasklist"],
    "myst_title_to_header": True,
    "myst_heading_anchors": 6,
    "myst_fence_as_directive": [MERMAID],
    # A URL is linked where it has a scheme: "script.py" is a file, not a site in Paraguay.
    "myst_linkify_fuzzy_links": False,
    # pandoc's tex_math_dollars: no blank inside the dollars, no digit after them.
    "myst_dmath_allow_space": False,
    "myst_dmath_allow_digits": False,
    "myst_dmath_double_inline": True,
}

#: What lessons call code blocks that hold what a program says; Pygments knows "output" by itself.
PLAIN_LANGUAGES = ("error", "warning")


class LessonParser(MystParser):
    """Parse MyST Markdown with pandoc's fenced divs and attributes."""

    def get_transforms(self) -> list[type[Transform]]:
        """Return what changes each document that was parsed."""
        usual: list[type[Transform]] = super().get_transforms()  # type: ignore[no-untyped-call]
        changed = (ResolveAnchorLinks if found is ResolveAnchorIds else found for found in usual)
        return [ShowLostReferences, KeepIdsToThePage, *changed]

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Parse a file into *document*."""
        from .reading import read

        read(inputstring, document)


def load_reading(_app: Sphinx, _env: BuildEnvironment, docnames: list[str]) -> None:
    """Load what reads documents, if any is read, once for all processes (event ``env-before-read-docs``)."""
    if docnames:
        from . import reading  # noqa: F401


def set_defaults(_app: Sphinx, config: Config) -> None:
    """Set what MyST needs for lessons; a value that the author set is left as it is (event ``config-inited``)."""
    for name, value in MYST_DEFAULTS.items():
        if not is_set(config, name):
            config[name] = value


def setup(app: Sphinx) -> None:
    """Read ``.md`` and ``.Rmd`` files with this parser."""
    if "myst_nb" in app.extensions:
        # It has done that already, and would be in the way of MyST's own parser.
        setup_sphinx(app)
    else:
        app.setup_extension("myst_parser")
    for suffix in (".md", *SUFFIXES):
        app.add_source_suffix(suffix, "markdown", override=True)
    app.add_source_parser(LessonParser, override=True)
    link_files.setup(app)
    for name in PLAIN_LANGUAGES:
        app.add_lexer(name, TextLexer)
    # Before Sphinx stores what this build's configuration is.
    app.connect("config-inited", set_defaults, priority=400)
    app.connect("env-before-read-docs", load_reading)

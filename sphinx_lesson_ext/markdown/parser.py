"""The parser of lesson Markdown: MyST's, with what The Carpentries Workbench's Markdown has beside it."""

from __future__ import annotations

import dataclasses
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from myst_parser.config.main import TopmatterReadError, merge_file_level, read_topmatter
from myst_parser.mdit_to_docutils.transforms import ResolveAnchorIds
from myst_parser.parsers.mdit import create_md_parser
from myst_parser.parsers.sphinx_ import MystParser
from myst_parser.warnings_ import create_warning
from pygments.lexers.special import TextLexer

from sphinx_lesson_ext.blocks.diagrams import MERMAID
from sphinx_lesson_ext.config import is_set
from sphinx_lesson_ext.messages import warn

from . import link_files
from .anchor_links import ResolveAnchorLinks
from .assembling import assemble
from .block_rules import block_rules_plugin
from .chunk_renderer import SUFFIXES, use_r_markdown
from .definitions import definitions_plugin
from .dollars import dollars_plugin
from .emoji import emoji_plugin
from .header_references import header_references_plugin
from .inline import inline_plugin
from .inline_attributes import attributes_plugin
from .link_files import shared_definitions
from .renderer import MYST_KEYS, LessonRenderer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docutils.transforms import Transform
    from markdown_it import MarkdownIt
    from myst_parser.config.main import MdParserConfig
    from myst_parser.warnings_ import MystWarnings
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from sphinx_lesson_ext.assembly import FoldedFile

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

#: MyST's own parsers of ``{…}``, which know one style of quotes; ours replaces them where they are asked for.
_ATTRIBUTES = frozenset({"attrs_inline", "attrs_image"})


class LessonParser(MystParser):
    """Parse MyST Markdown with pandoc's fenced divs and attributes."""

    def get_transforms(self) -> list[type[Transform]]:
        """Return what changes each document that was parsed."""
        usual: list[type[Transform]] = super().get_transforms()  # type: ignore[no-untyped-call]
        return [ResolveAnchorLinks if found is ResolveAnchorIds else found for found in usual]

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Parse a file into *document*."""
        config = self._file_config(inputstring, document)
        extensions = set(config.enable_extensions)
        parser = create_md_parser(
            dataclasses.replace(config, enable_extensions=extensions - _ATTRIBUTES), LessonRenderer
        )
        parser.use(block_rules_plugin)
        has_backslash_maths = document.settings.env.config.lesson_backslash_maths
        parser.use(inline_plugin, extensions, has_backslash_maths=has_backslash_maths)
        if "dollarmath" in extensions and not config.dmath_allow_digits:
            spaces, doubles = config.dmath_allow_space, config.dmath_double_inline
            parser.use(dollars_plugin, allow_space=spaces, allow_double=doubles)
        parser.use(definitions_plugin, shared_definitions(document.settings.env))
        parser.use(header_references_plugin)
        if extensions & _ATTRIBUTES:
            parser.use(attributes_plugin)
        parser.use(emoji_plugin)
        use_r_markdown(parser, document)
        parser.options["document"] = document
        try:
            _render(parser, inputstring, document)
        except RecursionError:
            _show_as_text(inputstring, document, config)

    @staticmethod
    def _file_config(text: str, document: nodes.document) -> MdParserConfig:
        """Return MyST's settings, with those in the file's own front matter."""
        config: MdParserConfig = document.settings.env.myst_config
        # Most files: reading their front matter twice takes a tenth of the time of all parsing.  A lesson that has no
        # conf.py is not trusted: MyST's settings can make templates of a text, which are programs.
        if not any(key in text for key in MYST_KEYS) or document.settings.env.config.lesson_workbench:
            return config
        try:
            front_matter = read_topmatter(text)
        except (TopmatterReadError, RecursionError):
            return config  # the renderer says what is wrong with it
        if not front_matter:
            return config

        def warn_of(kind: MystWarnings, message: str) -> None:
            create_warning(document, message, kind, line=1, append_to=document)

        return merge_file_level(config, front_matter, warn_of)


def _render(parser: MarkdownIt, text: str, document: nodes.document) -> None:
    env = document.settings.env
    assembly = env.config.lesson_documents.get(env.docname)
    tokens_env: dict[str, Any] = {}
    if assembly is None:
        tokens = parser.parse(text, tokens_env)
    else:
        tokens = assemble(parser, text, tokens_env, assembly, partial(_read, env))
    parser.renderer.render(tokens, parser.options, tokens_env)


def _read(env: BuildEnvironment, file: FoldedFile) -> str:
    """Return the text of a folded file, as Sphinx reads that of a document."""
    path = Path(env.srcdir, file.path)
    content = [path.read_text(encoding=env.settings["input_encoding"])]
    env.events.emit("include-read", Path(file.path), env.docname, content)
    return content[0]


def _show_as_text(text: str, document: nodes.document, config: MdParserConfig) -> None:
    """Show a whole file as it is written: MyST's parser gave up on how deeply its directives are nested."""
    document.clear()
    warn(
        "nesting",
        "blocks in this file are nested too deeply to be read; it is shown as plain text: take some apart",
        location=(document.settings.env.docname, 1),
    )
    document += nodes.literal_block(text, text, language="none")
    # What MyST's transforms look for, and its renderer leaves when it is done.
    document.settings.myst_footnote_sort = config.footnote_sort
    document.settings.myst_footnote_transition = config.footnote_transition
    document.settings.myst_heading_anchors_html_ids = config.heading_anchors_html_ids


def set_defaults(_app: Sphinx, config: Config) -> None:
    """Set what MyST needs for lessons; a value that the author set is left as it is (event ``config-inited``)."""
    for name, value in MYST_DEFAULTS.items():
        if not is_set(config, name):
            config[name] = value


def setup(app: Sphinx) -> None:
    """Read ``.md`` and ``.Rmd`` files with this parser."""
    app.setup_extension("myst_parser")
    for suffix in (".md", *SUFFIXES):
        app.add_source_suffix(suffix, "markdown", override=True)
    app.add_source_parser(LessonParser, override=True)
    link_files.setup(app)
    for name in PLAIN_LANGUAGES:
        app.add_lexer(name, TextLexer)
    # Before Sphinx stores what this build's configuration is.
    app.connect("config-inited", set_defaults, priority=400)

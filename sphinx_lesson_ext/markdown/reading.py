"""From a text in lesson Markdown to a document: what only builds load in which a document is read."""

from __future__ import annotations

import dataclasses
import textwrap
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from myst_parser.config.main import TopmatterReadError, merge_file_level, read_topmatter
from myst_parser.parsers.mdit import create_md_parser
from myst_parser.warnings_ import create_warning

from sphinx_lesson_ext.blocks.inline_notes import NUMBERS, TRANSLATED, inline_notes, name_of
from sphinx_lesson_ext.messages import warn

from .assembling import assemble
from .block_rules import block_rules_plugin
from .chunk_renderer import use_r_markdown
from .definitions import IS_TRANSLATION, REFERENCES, definitions_plugin
from .dollars import dollars_plugin
from .emoji import emoji_plugin
from .header_references import header_references_plugin
from .inline import inline_plugin
from .inline_attributes import attributes_plugin
from .inline_notes import COUNT
from .link_files import shared_definitions
from .renderer import MYST_KEYS, LessonRenderer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererProtocol
    from markdown_it.token import Token
    from myst_parser.config.main import MdParserConfig
    from myst_parser.warnings_ import MystWarnings
    from sphinx.environment import BuildEnvironment

    from sphinx_lesson_ext.assembly import FoldedFile

#: MyST's own parsers of ``{…}``, which know one style of quotes; ours replaces them where they are asked for.
_ATTRIBUTES = frozenset({"attrs_inline", "attrs_image"})


#: How the names of the documents end that Sphinx reads translations into, each of one text of another document.
_TRANSLATED = ":<translated>"
#: What Sphinx puts before a translation that is to be shown as it is, with an indent.
_AS_IT_IS = "::\n\n"
#: Where the parser of the document is kept that is being read; Sphinx clears that place after each document.
_READER = "lesson_markdown"
#: Where the definitions are kept that hold in it.
_DEFINITIONS = "lesson_definitions"


def read(text: str, document: nodes.document) -> None:
    """Read a *text* into *document*."""
    if read_translation(text, document):
        return
    config = _file_config(text, document)
    parser = lesson_markdown(config, document, LessonRenderer)
    try:
        _render(parser, text, document)
    except RecursionError:
        show_as_text(text, document, config)


def lesson_markdown(
    config: MdParserConfig, document: nodes.document, renderer: Callable[[MarkdownIt], RendererProtocol]
) -> MarkdownIt:
    """Return what reads the Markdown of lessons into *document*.

    :param renderer: Makes nodes of what was read; a subclass of :class:`~.renderer.LessonRenderer`.
    """
    extensions = set(config.enable_extensions)
    parser = create_md_parser(dataclasses.replace(config, enable_extensions=extensions - _ATTRIBUTES), renderer)
    project = document.settings.env.config
    parser.use(block_rules_plugin, leftovers_are_shown=not project.lesson_workbench)
    has_backslash_maths = project.lesson_backslash_maths
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
    document.settings.env.current_document[_READER] = parser
    return parser


def read_translation(text: str, document: nodes.document) -> bool:
    """Read the translation of one text of the document that was just read, if *document* is for such a one.

    What that document defines holds in it.
    """
    scratch = document.settings.env.current_document
    parser = scratch.get(_READER)
    if parser is None or not str(document["source"]).endswith(_TRANSLATED):
        return False
    if text.startswith(_AS_IT_IS):
        code = textwrap.dedent(text.removeprefix(_AS_IT_IS))
        document += nodes.literal_block(code, code)
        return True
    if scratch.get(_DEFINITIONS) is None:
        scratch[_DEFINITIONS] = dict(parser.renderer.md_env.get(REFERENCES, {}))
    parser.options["document"] = document
    line = str(document["source"]).removesuffix(_TRANSLATED).rpartition(":")[2]
    number = (scratch.get(NUMBERS) or {}).get((line, text.strip()), 0)
    tokens, env = _tokens_of_translation(parser, text, scratch[_DEFINITIONS], number)
    parser.renderer.render(tokens, parser.options, env)
    notes = scratch.get(TRANSLATED)
    if notes is not None:
        # Sphinx takes the text that they belong to, and forgets them.
        notes.update({name_of(note): note.children for note in inline_notes(document)})
    return True


def _tokens_of_translation(
    parser: MarkdownIt, text: str, definitions: Mapping[str, Any], number: int
) -> tuple[list[Token], dict[str, Any]]:
    """Return what a translation consists of, and the state after reading it.

    :param number: How many inline notes the document has before it.
    """

    def begin() -> dict[str, Any]:
        return {REFERENCES: dict(definitions), IS_TRANSLATION: True, COUNT: number}

    env = begin()
    tokens = parser.parse(text, env)
    if tokens and tokens[0].type == "ordered_list_open":
        # A title such as "(1) Browse" would be a list only where it stands alone.
        env = begin()
        with parser.reset_rules():
            parser.block.ruler.enableOnly(["lheading", "paragraph"])
            tokens = parser.parse(text, env)
    return tokens, env


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


def show_as_text(text: str, document: nodes.document, config: MdParserConfig) -> None:
    """Show a whole file as it is written: MyST's parser gave up on how deeply its directives are nested."""
    take_back(document, config)
    warn(
        "nesting",
        "blocks in this file are nested too deeply to be read; it is shown as plain text: take some apart",
        location=(document.settings.env.docname, 1),
    )
    document += nodes.literal_block(text, text, language="none")


def take_back(document: nodes.document, config: MdParserConfig) -> None:
    """Take back what was read into *document*."""
    document.clear()
    # What MyST's transforms look for, and its renderer leaves when it is done.
    document.settings.myst_footnote_sort = config.footnote_sort
    document.settings.myst_footnote_transition = config.footnote_transition
    document.settings.myst_heading_anchors_html_ids = config.heading_anchors_html_ids

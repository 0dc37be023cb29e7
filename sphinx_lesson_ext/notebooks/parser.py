"""The parser of a lesson that has notebooks: myst-nb's, whose Markdown is that of lessons."""

from __future__ import annotations

from binascii import Error as BinasciiError
from dataclasses import replace
from types import FunctionType
from typing import TYPE_CHECKING, Any

from myst_nb import sphinx_ as myst_nb
from nbformat import ValidationError, from_dict, validate

from sphinx_lesson_ext.markdown.parser import LessonParser
from sphinx_lesson_ext.markdown.reading import lesson_markdown, read_translation, show_as_text, take_back
from sphinx_lesson_ext.messages import warn

from .cells import cells_plugin
from .languages import name_language
from .outputs import name_outputs
from .renderer import NotebookRenderer
from .source import as_token_lines, source_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from docutils import nodes
    from markdown_it import MarkdownIt
    from myst_nb.core.read import NbReader
    from myst_parser.config.main import MdParserConfig
    from nbformat import NotebookNode

    from .source import NotebookSource


class NotebookParser(myst_nb.Parser, LessonParser):  # type: ignore[misc]  # myst-nb has no types
    """Parse notebooks with myst-nb, and what is no notebook as any other document of a lesson."""

    supported = (*LessonParser.supported, *myst_nb.Parser.supported)  # type: ignore[misc]  # MyST has no class variable

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Parse a file into *document*."""
        if read_translation(inputstring, document):
            return
        env = document.settings.env
        if env.docname in env.config.lesson_documents:
            # What is put together from several files is no notebook.
            LessonParser.parse(self, inputstring, document)
            return
        reading = _Reading(document)
        names = {"create_nb_reader": reading.reader, "create_md_parser": reading.markdown}
        parse = _with_names(myst_nb.Parser.parse, names)
        try:
            parse(self, inputstring, document)
            name_outputs(document)
        except RecursionError:
            document.attributes.pop("nb_renderer", None)
            show_as_text(inputstring, document, env.myst_config)
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            reason = reading.defect() or (str(error) if isinstance(error, BinasciiError) else "")
            if not reason:
                raise
            document.attributes.pop("nb_renderer", None)
            take_back(document, env.myst_config)
            reading.tell(reason)


class _Reading:
    """What myst-nb reads one document with."""

    def __init__(self, document: nodes.document) -> None:
        self._document = document
        self._source: NotebookSource | None = None
        self._notebook: NotebookNode | None = None

    def reader(self, path: str, md_config: MdParserConfig, nb_config: object, text: str) -> NbReader | None:
        """Return what reads the file *path*; ``None``, if it is no notebook."""
        reader = myst_nb.create_nb_reader(path, md_config, nb_config, text)
        if reader is None:
            return None
        read = reader.read
        return replace(reader, read=lambda text: self._read(path, text, read))

    def markdown(self, config: MdParserConfig, _renderer: object) -> MarkdownIt:
        """Return what reads the Markdown of its cells."""
        assert self._source is not None
        parser = lesson_markdown(config, self._document, NotebookRenderer)
        parser.options["notebook"] = self._source
        return parser.use(cells_plugin, self._source.cells)

    def defect(self) -> str:
        """Return what is not as the format of notebooks wants it, if anything is."""
        try:
            validate(self._notebook)
        except ValidationError as error:
            return str(error.message)
        return ""

    def tell(self, reason: str) -> None:
        """Say that the notebook cannot be read."""
        advice = "this notebook cannot be read, and nothing of it is shown: %s; open it in Jupyter and save it anew"
        place = (self._document.settings.env.docname, 1)
        warn("notebook", advice, reason.partition("\n")[0], location=place)

    def _read(self, path: str, text: str, read: Callable[[str], NotebookNode]) -> NotebookNode:
        try:
            notebook = read(text)
            self._source = source_of(str(path), text, notebook)
        except (ValueError, LookupError, TypeError, AttributeError, ValidationError, RecursionError) as error:
            self.tell(str(error))
            notebook = from_dict({"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
            self._source = source_of(str(path), "{}", notebook)
        name_language(notebook)
        self._notebook = notebook
        notebook.metadata["source_map"] = as_token_lines(self._source, notebook)
        return notebook


def _with_names(function: FunctionType, names: dict[str, Any]) -> FunctionType:
    """Return *function*, in which certain global *names* stand for something else.

    myst-nb takes what it reads with by name from its module, and has no other place where it could be told.
    """
    return FunctionType(function.__code__, {**function.__globals__, **names}, closure=function.__closure__)

"""From the tokens of R Markdown to nodes: what stands for pictures and other documents that only knitr would make."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.languages import get_language
from docutils.parsers.rst import directives
from myst_parser.mdit_to_docutils.base import token_line
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer

from sphinx_lesson_ext.blocks.pictures import NO_ALTERNATIVE
from sphinx_lesson_ext.destinations import FOLDERS
from sphinx_lesson_ext.i18n import translate as _
from sphinx_lesson_ext.messages import warn

from .chunk_plugin import all_at, chunks_plugin, take_not_run
from .other_files import file_in, reading
from .pictures import pictures_plugin
from .source_lines import source_lines_plugin

if TYPE_CHECKING:
    from collections.abc import MutableMapping, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode
    from sphinx.environment import BuildEnvironment

#: What the files of R Markdown end in.
SUFFIXES = (".Rmd", ".rmd")
#: Where a document keeps what of it was not run, a :class:`~.chunk_plugin.NotRun`.
NOT_RUN = "lesson_not_run"
#: Where an image keeps its file, if that was made together with the text.
PICTURE = "lesson_picture"
_MADE = "lesson_made_texts"
#: As many child documents may be put into one page: each may hold others more than once.
_MOST_CHILDREN = 200


@dataclass(frozen=True, slots=True)
class MadeTexts:
    """The texts that were made of files of the current document, and are read in their place.

    :ivar lines: For each text, as :func:`~.source_lines.normalized`, the lines of the file that its lines come from.
    :ivar folders: Where the pictures are that were made together with them.
    """

    lines: dict[str, Sequence[int]] = field(default_factory=dict)
    folders: list[Path] = field(default_factory=list)


def made_texts(env: BuildEnvironment) -> MadeTexts:
    """Return those of the current document, to be added to."""
    found: MadeTexts | None = env.current_document.get(_MADE)
    if found is None:
        found = env.current_document[_MADE] = MadeTexts()
    return found


def use_r_markdown(parser: MarkdownIt, document: nodes.document) -> None:
    """Let *parser* read R Markdown, if any of *document* is written in it; use it after every other plugin."""
    env = document.settings.env
    if not any(path.endswith(SUFFIXES) for path in files_of(env, env.docname)):
        return
    language = get_language(document.settings.language_code, document.reporter)

    def is_directive(name: str) -> bool:
        return directives.directive(name, language, document)[0] is not None

    lines = made_texts(env).lines
    parser.use(chunks_plugin, is_directive, lines)
    parser.use(pictures_plugin)
    parser.use(source_lines_plugin, lines)


def files_of(env: BuildEnvironment, docname: str) -> list[str]:
    """Return the files that a document is put together from, relative to the source folder, with forward slashes."""
    assembly = env.config.lesson_documents.get(docname)
    folded = [file.path for file in assembly.folded] if assembly is not None else []
    return list(dict.fromkeys([env.doc2path(docname, base=False).as_posix(), *folded]))


class ChunkRenderer(SphinxRenderer):
    """MyST's renderer, for what is left of chunks that are not run."""

    def setup_render(self, options: dict[str, Any], env: MutableMapping[str, Any]) -> None:
        """Begin a document."""
        super().setup_render(options, env)
        self._parents: list[Path] = []
        self._children_left = _MOST_CHILDREN

    def render_image(self, token: SyntaxTreeNode) -> None:
        """Render an image; one that the lesson does not have may be one that R drew."""
        path = self.find_picture(self.md.normalizeLinkText(str(token.attrs.get("src", ""))))
        if path is None:
            super().render_image(token)
            return
        # Nothing else is to look for the file.
        SphinxRenderer.render_image(self, token)
        image = self.current_node[-1]
        assert isinstance(image, nodes.image)
        alternative = token.meta.get("alt", token.attrs.get("alt"))
        if alternative:
            image["alt"] = " ".join(str(alternative).split())
        image[NO_ALTERNATIVE] = not alternative and "alt" not in token.meta
        image[PICTURE] = str(path)

    def find_picture(self, name: str) -> Path | None:
        """Return the file of a picture that was made together with the text; ``None``, if it is no such picture."""
        folders = made_texts(self.sphinx_env).folders
        if not folders or not name or "://" in name or name.startswith(("/", "data:")):
            return None
        root = Path(self.sphinx_env.srcdir)
        if file_in(Path(self.sphinx_env.doc2path(self.sphinx_env.docname)).parent, name, root) is not None:
            return None
        return next((path for folder in folders if (path := file_in(folder, name, folder)) is not None), None)

    def render_chunk_picture(self, token: SyntaxTreeNode) -> None:
        """Say in words what is on a picture that is not there."""
        figure = nodes.figure(classes=["unmade-result"])
        self.add_line_and_source_path(figure, token)
        alternative = " ".join(token.meta["alternative"].split())
        words = _("A picture that R draws, in words: %s") % alternative if alternative else _("A picture that R draws.")
        paragraph = nodes.paragraph("", words)
        self.add_line_and_source_path(paragraph, token)
        figure += paragraph
        self.current_node += figure
        if token.content:
            caption = nodes.caption(token.content)
            self.add_line_and_source_path(caption, token)
            figure += caption
            with self.current_node_context(caption):
                self.nested_render_text(token.content, token_line(token) - 1, inline=True)

    def render_chunk_result(self, token: SyntaxTreeNode) -> None:
        """Say that there is a result, where nothing else would be."""
        text = _("What R makes of hidden code comes here.")
        place = nodes.container("", nodes.paragraph("", text), classes=["unmade-result"])
        self.add_line_and_source_path(place, token)
        self.current_node += place

    def render_chunk_child(self, token: SyntaxTreeNode) -> None:
        """Put another document in its place."""
        line = token_line(token)
        try:
            path = self._find_child(token.content)
        except ValueError as error:
            place = nodes.comment()
            place.source, place.line = self.document["source"], line
            warn("child", "the child document '%s' %s; it is left out", token.content, error, location=place)
            return
        self.sphinx_env.note_dependency(str(path))
        self._parents.append(path)
        with reading(self, str(path)), all_at(self.md_env, line - 1):
            self.nested_render_text(path.read_text(encoding="utf-8-sig", errors="replace"), 0)
        self._parents.pop()

    def _find_child(self, name: str) -> Path:
        """Return the file of a child document; like knitr's, its path begins at the folder of the whole document.

        The files of all folders of a Workbench lesson lie beside each other where knitr runs.

        :raises ValueError: If it cannot be used; it says why.
        """
        document = Path(self.sphinx_env.doc2path(self.sphinx_env.docname))
        root = Path(self.sphinx_env.srcdir)
        folders = dict.fromkeys((document.parent, Path(self.document["source"]).parent))
        if self.sphinx_env.config.lesson_workbench:
            folders |= dict.fromkeys(root / name for name in ("", *FOLDERS))
        path = next((path for folder in folders if (path := file_in(folder, name, root)) is not None), None)
        if path is None:
            raise ValueError("is no file in the lesson")
        path = root / path.relative_to(root.resolve())
        if path in {document, *self._parents}:
            raise ValueError("would hold itself")
        if self._children_left == 0:
            raise ValueError(f"is one of more than {_MOST_CHILDREN} on this page")
        self._children_left -= 1
        return path

    def _render_finalise(self) -> None:
        super()._render_finalise()
        not_run = take_not_run(self.md_env)
        if not_run is not None:
            self.document[NOT_RUN] = not_run

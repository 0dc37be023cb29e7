"""From the tokens of a document that is put together from several files to nodes."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from markdown_it.token import Token
from myst_parser.mdit_to_docutils.base import token_line

from sphinx_lesson_ext.blocks.anchors import TITLE
from sphinx_lesson_ext.blocks.contents import make_contents
from sphinx_lesson_ext.blocks.link_definitions import note_definitions
from sphinx_lesson_ext.blocks.make import make_list
from sphinx_lesson_ext.blocks.nodes import CHROME
from sphinx_lesson_ext.i18n import translate as _
from sphinx_lesson_ext.kinds import LISTS

from .block_renderer import BlockRenderer
from .definitions import DEFINED, IS_TRANSLATION, USED
from .link_files import definitions_in
from .other_files import reading
from .problems import PROBLEMS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, MutableMapping

    from markdown_it.tree import SyntaxTreeNode

    from sphinx_lesson_ext.assembly import Assembly, FoldedFile
    from sphinx_lesson_ext.blocks.link_definitions import LinkDefinition


class AssemblyRenderer(BlockRenderer):
    """MyST's renderer, for documents that have more than their own file."""

    def setup_render(self, options: dict[str, Any], env: MutableMapping[str, Any]) -> None:
        """Begin a document."""
        super().setup_render(options, env)
        assemblies = self.sphinx_env.config.lesson_documents
        #: What the document is put together from; ``None``, if it is its own file alone.
        self.assembly: Assembly | None = assemblies.get(self.sphinx_env.docname)
        #: Whether something else than a heading in the text has said the page's title.
        self.title_is_set = False
        self._definitions: list[LinkDefinition] = []
        #: The file that is being rendered, if it is not the document's own.
        self.folded: FoldedFile | None = None

    @property
    def has_other_title(self) -> bool:
        """Whether the page has another title than the one in its own file."""
        return self.assembly is not None and bool(self.assembly.title)

    def render_assembly_title(self, token: SyntaxTreeNode) -> None:
        """Give the page the title that it is to have, unless its front matter has said one."""
        assert self.assembly is not None
        title = self.assembly.title or self.assembly.default_title
        if self.title_is_set:
            return
        # Only that of the first page is an author's: the lesson's own.
        is_home = self.sphinx_env.docname == self.sphinx_env.config.root_doc
        if title:
            self._begin_section(_plain(title), 1, is_made=not is_home)
            self.title_is_set = True
        else:
            self._make_title_of_heading(token)

    def _make_title_of_heading(self, token: SyntaxTreeNode) -> None:
        """Let the first heading of a file that has no title be the page's, where *token* stands before it."""
        heading = next((node for node in token.siblings if node.type == "heading"), None)
        if heading is not None and heading.nester_tokens is not None:
            heading.nester_tokens.opening.tag = heading.nester_tokens.closing.tag = "h1"
            text = "this file has no title, so its first heading is; give it one, as 'title: …' in its front matter"
            self._warn("no-title", token_line(heading), text)

    def render_assembly_draft(self, _token: SyntaxTreeNode) -> None:
        """Say that the page is a draft, to readers and to search engines."""
        self.document.insert(0, nodes.meta("", name="robots", content="noindex"))
        text = _("This page is not part of the lesson yet.")
        # L10n: a page that is not finished
        heading = nodes.title("", _("Draft"), translatable=False)
        notice = nodes.admonition("", heading, nodes.paragraph(text, text, translatable=False))
        notice["classes"] += ["admonition-draft", CHROME]
        self.current_node += notice

    def render_assembly_list(self, token: SyntaxTreeNode) -> None:
        """Leave the place of a list; under a heading, where the text of others follows."""
        kind = LISTS[token.info]
        details: dict[str, Any] = {"document": self.document, "source": self.document["source"], "line": 1}
        place = make_list(kind.name, {}, **details)
        if self.assembly is not None and self.assembly.folded:
            place["classes"].append(CHROME)
            self._begin_section(_plain(kind.title), 2, is_chrome=True, is_made=True)
        else:
            place["is_optional"] = True
            self.current_node = self._top
        self.current_node += place

    def render_folded_file(self, token: SyntaxTreeNode) -> None:
        """Render another file as a part of the document, with the lines of its own."""
        file: FoldedFile = token.meta["file"]
        path = str(Path(self.sphinx_env.srcdir, file.path))
        self.sphinx_env.note_dependency(path)
        with self._reading(file, path):
            if not token.children or token.children[0].type != "front_matter":
                self.begin_folded_file("")
            self.note_defined(token.meta["defined"], file.path)
            self.md_env[PROBLEMS] = token.meta["problems"]
            self.report_problems(0)
            self.render_children(token)

    def begin_folded_file(self, title: str, line: int = 1) -> None:
        """Begin the place of a folded file.

        :param title: The title in its front matter, which is Markdown; empty without one.
        :param line: The line of the title.
        """
        assert self.folded is not None
        is_made = not title
        title = title or self.folded.title
        if title:
            [inline] = self.md.parseInline(title, self.md_env)
            self._begin_section(inline, 2, anchor=self.folded.anchor, line=line, is_chrome=True, is_made=is_made)
        self.title_is_set = True

    def note_defined(self, defined: Mapping[str, Mapping[str, Any]], path: str) -> None:
        """Note the definitions of links that a file holds.

        :param path: The file, from the source folder.
        """
        self._definitions += definitions_in(defined, path)

    def _render_finalise(self) -> None:
        super()._render_finalise()
        if IS_TRANSLATION in self.md_env:
            return
        env = self.sphinx_env
        own = env.doc2path(env.docname, base=False).as_posix()
        self.note_defined(self.md_env.get(DEFINED, {}), own)
        note_definitions(env, self._definitions, frozenset(map(str.lower, self.md_env.get(USED, ()))))

    def render_assembly_contents(self, _token: SyntaxTreeNode) -> None:
        """Leave the tables of contents at the end of the document."""
        assert self.assembly is not None
        docname = self.sphinx_env.docname
        self._top.extend(make_contents(docname, part.docnames, part.caption) for part in self.assembly.contents)

    @property
    def _top(self) -> nodes.Element:
        """The section that is the whole page."""
        sections = (node for node in self.document.children if isinstance(node, nodes.section))
        return next(sections, self.document)

    def report_problems(self, first_line: int) -> None:
        """Tell what is wrong with the text that was parsed, which begins after *first_line* lines."""
        raise NotImplementedError

    def _begin_section(
        self,
        title: Token,
        level: int,
        *,
        anchor: str = "",
        line: int = 1,
        is_chrome: bool = False,
        is_made: bool = False,
    ) -> None:
        """Begin a section as a heading in the text would.

        :param title: An ``inline`` token.
        :param is_made: Whether no author wrote it, so that it is a message of ours.  Ids are made of that, not of its
            translation, for links hold in every language.
        """
        tag = f"h{level}"
        title.map = [line - 1, line]
        attributes: dict[str, str | int | float] = {"id": anchor} if anchor else {}
        heading = Token("heading_open", tag, 1, markup="#" * level, map=[line - 1, line], attrs=attributes)
        self._render_tokens([heading, title, Token("heading_close", tag, -1)])
        heading_node = self.current_node[0]
        assert isinstance(heading_node, nodes.Element)
        if is_chrome:
            heading_node["classes"].append(CHROME)
        if is_made:
            heading_node["translatable"] = False
            self.current_node[TITLE] = title.content
            heading_node[:] = [nodes.Text(_(title.content))]

    @contextmanager
    def _reading(self, file: FoldedFile, path: str) -> Iterator[None]:
        """Let all that is rendered come from another file."""
        self.folded = file
        try:
            with reading(self, path):
                yield
        finally:
            self.folded = None


def _plain(text: str) -> Token:
    """Return plain text as the ``inline`` token of a heading."""
    return Token("inline", "", 0, content=text, children=[Token("text", "", 0, content=text)])

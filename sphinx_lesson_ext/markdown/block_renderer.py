"""From the tokens of blocks that pandoc knows and MyST does not, or not in this way, to nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.parsers.rst.languages import get_language
from myst_parser.mdit_to_docutils.base import token_line
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.warnings_ import create_warning

from sphinx_lesson_ext.blocks.nodes import ancestors, bare_text, lettered_list, levelled_title, rule
from sphinx_lesson_ext.messages import warn

from .code_names import CodeInfo, is_known, read_code_info

if TYPE_CHECKING:
    from collections.abc import MutableMapping, Sequence

    from markdown_it.tree import SyntaxTreeNode
    from myst_parser.warnings_ import MystWarnings

    from .attributes import Attributes

#: docutils' names of the styles of lists.
_ENUMERATIONS = {
    "lower-alpha": "loweralpha",
    "upper-alpha": "upperalpha",
    "lower-roman": "lowerroman",
    "upper-roman": "upperroman",
}


class BlockRenderer(SphinxRenderer):
    """MyST's renderer, with pandoc's lists, tables, code, lines and raw HTML, and with headings of any level."""

    def setup_render(self, options: dict[str, Any], env: MutableMapping[str, Any]) -> None:
        """Begin a document, or the translation of one text of it: all that MyST's renderer sets.

        That makes another document each time, which it does not need and which takes a fiftieth of a build.
        """
        self.md_env = env
        self.md_options = options
        self.md_config = options["myst_config"]
        self.document = self.current_node = options["document"]
        self.reporter = self.document.reporter
        self.language_module_rst = get_language(self.document.settings.language_code)  # type: ignore[assignment]
        self._heading_offset = 0
        self._level_to_section = {0: self.document}
        self._heading_slugs = {}

    def render_ordered_list(self, token: SyntaxTreeNode) -> None:
        """Render a list with numbers or letters."""
        style = _ENUMERATIONS.get(str(token.attrs.get("style")))
        node: nodes.enumerated_list = (
            nodes.enumerated_list(enumtype="arabic") if style is None else lettered_list(enumtype=style)
        )
        node["prefix"], node["suffix"] = ("(", ")") if token.markup == "()" else ("", token.markup)
        self.copy_attributes(token, node, keys=("class", "id", "start"))
        self.add_line_and_source_path(node, token)
        with self.current_node_context(node, append=True):
            self.render_children(token)

    def render_table(self, token: SyntaxTreeNode) -> None:
        """Render a pipe table: MyST's has always a header, and never a caption or widths."""
        parts = {child.type: child for child in token.children}
        [header] = parts["thead"].children
        count = len(header.children)
        rows = parts["tbody"].children if "tbody" in parts else []
        # A header with nothing in it is there for the sake of the syntax.
        has_header = not rows or any(cell.children[0].content for cell in header.children)
        group = self._begin_table(token, token.meta.get("widths"), count)
        for part, shown in ((nodes.thead(), [header] if has_header else []), (nodes.tbody(), rows)):
            with self.current_node_context(part):
                for row in shown:
                    self.render_table_row(row)
            if shown:
                group += part

    def render_table_row(self, token: SyntaxTreeNode) -> None:
        """Render a row; its cells know where they stand, without which translators would not be given them."""
        super().render_table_row(token)
        for cell in self.current_node[-1].findall(nodes.paragraph):
            self.add_line_and_source_path(cell, token)

    def render_grid_table(self, token: SyntaxTreeNode) -> None:
        """Render a grid table, whose cells hold blocks."""
        meta = token.meta
        group = self._begin_table(token, meta["widths"], len(meta["widths"]))
        rows = [child for child in token.children if child.type == "grid_row"]
        for part, shown in ((nodes.thead(), rows[: meta["head"]]), (nodes.tbody(), rows[meta["head"] :])):
            with self.current_node_context(part):
                self._render_all(shown)
            if shown:
                group += part

    def render_grid_row(self, token: SyntaxTreeNode) -> None:
        """Render a row of a grid table."""
        with self.current_node_context(nodes.row(), append=True):
            self.render_children(token)

    def render_grid_cell(self, token: SyntaxTreeNode) -> None:
        """Render a cell of a grid table."""
        entry = nodes.entry()
        for name, attribute in (("rows", "morerows"), ("columns", "morecols")):
            if token.meta[name]:
                entry[attribute] = token.meta[name]
        if alignment := token.meta["alignment"]:
            entry["classes"].append(f"text-{alignment}")
        with self.current_node_context(entry, append=True):
            self.render_children(token)

    def _begin_table(self, token: SyntaxTreeNode, widths: Sequence[int] | None, count: int) -> nodes.tgroup:
        """Add a table with its caption and its columns, and return what its rows belong to."""
        table = nodes.table(classes=["colwidths-given" if widths else "colwidths-auto"])
        self.add_line_and_source_path(table, token)
        attributes: Attributes = token.meta["attributes"]
        table["classes"] += attributes.classes
        self._add_id(table, attributes.id)
        for caption in (child for child in token.children if child.type == "caption"):
            title = nodes.title(caption.children[0].content if caption.children else "")
            self.add_line_and_source_path(title, caption)
            table += title
            with self.current_node_context(title):
                self.render_children(caption)
        columns = [nodes.colspec(colwidth=width) for width in widths or [100 // count] * count]
        group = nodes.tgroup("", *columns, cols=count)
        table += group
        self.current_node += table
        return group

    def _render_all(self, tokens: Sequence[SyntaxTreeNode]) -> None:
        for token in tokens:
            self.rules[f"render_{token.type}"](token)

    def _add_id(self, node: nodes.Element, identifier: str) -> None:
        """Give a node the id that its author wrote."""
        if identifier and self._is_free(identifier, node.line or 1):
            node["names"].append(nodes.fully_normalize_name(identifier))
            node["ids"].append(identifier)
            self.document.note_explicit_target(node, node)

    def _is_free(self, identifier: str, line: int) -> bool:
        """Tell whether an id may be given to an element; if the author has given it already, warn of that."""
        is_taken = self._is_taken(identifier)
        if is_taken:
            text = "the id %r is already used in this document; give this element another one"
            self._warn("duplicate-id", line, text, identifier, old=identifier)
        return not is_taken

    def _is_taken(self, identifier: str) -> bool:
        """Tell whether the author has given an id to an element of the document."""
        return bool(self.document.nametypes.get(nodes.fully_normalize_name(identifier)))

    def render_line_block(self, token: SyntaxTreeNode) -> None:
        """Render a line block."""
        node = nodes.line_block()
        self.add_line_and_source_path(node, token)
        with self.current_node_context(node, append=True):
            self.render_children(token)

    def render_line(self, token: SyntaxTreeNode) -> None:
        """Render a line of a line block."""
        node = nodes.line()
        node.indent = 0  # type: ignore[assignment]  # as docutils' own parser sets it
        self.add_line_and_source_path(node, token)
        with self.current_node_context(node, append=True):
            self.render_children(token)

    def update_section_level_state(self, section: nodes.section, level: int) -> None:
        """Put a section below those of higher levels; a level that is left out is the author's choice."""
        above = max(number for number in self._level_to_section if number < level)
        if not above or above + 1 == level:
            super().update_section_level_state(section, level)
            return
        self._level_to_section[above].append(section)
        self._level_to_section = {
            number: place for number, place in self._level_to_section.items() if number < level
        } | {level: section}

    def render_heading(self, token: SyntaxTreeNode) -> None:
        """Render a heading; in HTML it keeps its level where sections of the levels between are missing."""
        before = self.current_node
        super().render_heading(token)
        section = self.current_node
        if section is before and isinstance(heading := before[-1], nodes.rubric) and token.children:
            # MyST gives it none.
            heading.rawsource = token.children[0].content
        if section is before or not isinstance(section, nodes.section):
            return
        level = next(number for number, place in self._level_to_section.items() if place is section)
        depth = sum(isinstance(element, nodes.section) for element in (section, *ancestors(section)))
        # The first of a page is its title, whatever its level is.
        is_title = depth == 1 and section.parent.next_node(nodes.section) is section
        if depth != level and not is_title:
            title = section[0]
            assert isinstance(title, nodes.title)
            section["skipped"] = level - depth
            levelled = levelled_title(title.rawsource, "", *title.children, **title.attributes, skipped=level - depth)
            levelled.source, levelled.line = title.source, title.line
            section.replace(title, levelled)

    def render_hr(self, token: SyntaxTreeNode) -> None:
        """Render a rule, which may stand anywhere; docutils' may not."""
        node = rule()
        self.add_line_and_source_path(node, token)
        self.current_node += node

    def render_fence(self, token: SyntaxTreeNode) -> None:
        """Render code; its language may stand in braces, with attributes."""
        info = read_code_info(token.info) or self._language_in_braces(token)
        if info is None:
            super().render_fence(token)
            return
        if info.raw_format:
            self.current_node += nodes.raw(token.content, token.content, format=info.raw_format)
            return
        node = self.create_highlighted_code_block(
            token.content,
            info.language,
            number_lines=info.first_number is not None,
            lineno_start=info.first_number or 1,
            source=self.document["source"],
            line=self._line_of(token),
        )
        node["classes"] += info.classes
        # Code that goes on elsewhere may have the name of its beginning, as tools for literate programs want it.
        if not self._is_taken(info.id):
            self._add_id(node, info.id)
        self.current_node += node

    def _warn(self, code: str, line: int, text: str, *args: object, old: str = "", new: str | None = None) -> None:
        """Give a warning about a line of the file that is being rendered."""
        warn(code, text, *args, location=self._place(line), old=old, new=new)

    def create_warning(
        self,
        message: str,
        subtype: MystWarnings | str,
        *,
        wtype: str | None = None,
        line: int | None = None,
        append_to: nodes.Element | None = None,
    ) -> nodes.system_message | None:
        """Give a warning of MyST's, which takes all lines for those of the document's own file."""
        place = None if line is None else self._place(line)
        return create_warning(self.document, message, subtype, wtype=wtype, node=place, append_to=append_to)

    def _place(self, line: int) -> nodes.Element:
        """Return what stands for a line of the file that is being rendered."""
        place = nodes.comment()
        place.source, place.line = self.document["source"], line
        return place

    def _language_in_braces(self, token: SyntaxTreeNode) -> CodeInfo | None:
        """Return what is code for R Markdown, ``{bash}``, where that is no directive; tell it."""
        written = token.info.strip()
        name = written[1:-1]
        if written != f"{{{name}}}" or not is_known(name.lower()) or self._is_directive(name):
            return None
        text = "%r begins code in R Markdown alone; it is shown as code, so write %r"
        self._warn("code-fence", token_line(token, 0), text, written, name, old=written, new=name)
        return CodeInfo(name)

    def _is_directive(self, name: str) -> bool:
        directive, _messages = directives.directive(name, self.language_module_rst, self.document)
        return directive is not None

    def run_directive(
        self, name: str, first_line: str, content: str, position: int, *args: Any, **details: Any
    ) -> list[nodes.Element]:
        """Run a directive; of one that nobody knows, which is told, show what it holds."""
        made: list[nodes.Element] = super().run_directive(name, first_line, content, position, *args, **details)
        is_told = all(isinstance(node, nodes.system_message) for node in made)
        if content.strip() and is_told and not self._is_directive(name):
            block = nodes.literal_block(content, content, language="none")
            block.source, block.line = self.document["source"], position
            made.append(block)
        return made

    def create_highlighted_code_block(
        self, text: str, lexer_name: str | None, *args: Any, **details: Any
    ) -> nodes.Element:
        """Make a block of code; that Pygments cannot read it, or does not know its language, is no mistake."""
        language = (lexer_name or "").lower()
        known = not language or is_known(language)
        node = super().create_highlighted_code_block(text, language if known else "none", *args, **details)
        node["force"] = True
        if not known:
            # What theme and style sheets go by, though nothing is highlighted.
            node["classes"].append(f"highlight-{language}")
            node["written-language"] = language
        return node

    def render_html_element(self, token: SyntaxTreeNode) -> None:
        """Render an element of raw HTML; what is in it are nodes, so that they are in every format."""
        assert token.nester_tokens is not None
        opening, closing = token.nester_tokens
        name, tag = opening.info, opening.content
        if name == "p" and any(child.type != "bare_text" for child in token.children):
            name, tag = "div", f"<div{tag[2:]}"
        elif name == "center":
            name, tag = "div", '<div class="align-center">'
        holder = nodes.Element()
        holder.document = self.document
        with self.current_node_context(holder):
            self.render_children(token)
        tags = [nodes.raw(text, text, format="html") for text in (tag, closing.content.replace(opening.info, name))]
        for node in tags:
            self.add_line_and_source_path(node, token)
        self.current_node += [tags[0], *holder.children, tags[1]]

    def render_bare_text(self, token: SyntaxTreeNode) -> None:
        """Render text between tags of HTML."""
        node = bare_text()
        self.add_line_and_source_path(node, token)
        with self.current_node_context(node, append=True):
            self.render_children(token)

    def _line_of(self, token: SyntaxTreeNode) -> int | None:
        return token.map[0] + 1 if token.map else None

"""From the tokens of lesson Markdown to nodes: what MyST's own renderer does not know or does differently."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.parsers.rst import roles
from myst_parser.mdit_to_docutils.base import token_line

from sphinx_lesson_ext.blocks.anchors import note_numbered
from sphinx_lesson_ext.blocks.make import LIST_OPTIONS, make_block, make_list, options_of
from sphinx_lesson_ext.blocks.nodes import LOWERED, task_checkbox
from sphinx_lesson_ext.kinds import CONTAINERS, LISTS, OF_HEDGEDOC, SPELLINGS
from sphinx_lesson_ext.yaml_errors import YamlError
from sphinx_lesson_ext.yaml_mapping import read_mapping

from .chunk_renderer import ChunkRenderer
from .images import ImageRenderer
from .inline import InlineRenderer
from .leftovers import IS_NUMBERED
from .problems import PROBLEMS, take_problems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.tree import SyntaxTreeNode

    from sphinx_lesson_ext.blocks.nodes import lesson_block
    from sphinx_lesson_ext.yaml_mapping import YamlMapping

    from .attributes import Attributes


#: Keys of front matter that are settings of MyST, not facts about the page.
MYST_KEYS = frozenset({"myst", "mystnb", "substitutions", "html_meta"})


class LessonRenderer(ChunkRenderer, ImageRenderer, InlineRenderer):
    """MyST's renderer, with fenced divs, and with front matter that tells where it is wrong.

    :ivar settings_keys: The keys of front matter that are no facts about the page.
    """

    settings_keys = MYST_KEYS

    def render_fenced_div(self, token: SyntaxTreeNode) -> None:
        """Render a div as a lesson block, as the place of a list, or as a container."""
        attributes: Attributes = token.meta["attributes"]
        line = token_line(token)
        name = self._div_name(attributes.classes, line)
        classes = [name_ for name_ in attributes.classes if name_.removesuffix(":") != name]
        content = self._div_content(token)
        if name in SPELLINGS:
            block = self._make_block(name, attributes, classes, content, line)
            self.current_node += block
            if token.meta.get(IS_NUMBERED) and (numbered := SPELLINGS[name].coderefinery):
                note_numbered(self.sphinx_env, block, numbered)
        elif name in LISTS:
            values = self._known_values(name, attributes, LIST_OPTIONS | set(LISTS[name].options), line)
            details: dict[str, Any] = {"document": self.document, "source": self.document["source"], "line": line}
            self.current_node += [make_list(name, values, classes=classes, **details), *content]
        else:
            container = nodes.container("", *content, classes=list(attributes.classes))
            self.add_line_and_source_path(container, token)
            self._add_id(container, attributes.id)
            self.current_node += container

    def _make_block(
        self, name: str, attributes: Attributes, classes: Sequence[str], content: Sequence[nodes.Node], line: int
    ) -> lesson_block:
        taken = options_of(SPELLINGS[name]) - {"class", "name"} | {"title"}
        values = self._known_values(name, attributes, taken, line)
        title: list[nodes.Node] = []
        text = values.pop("title", "")
        if text:
            holder = nodes.Element()
            with self.current_node_context(holder):
                self.nested_render_text(text, line - 1, inline=True)
            title = holder.children
        return make_block(
            name,
            content,
            document=self.document,
            source=self.document["source"],
            line=line,
            title=title,
            title_source=text,
            classes=classes,
            names=[nodes.fully_normalize_name(attributes.id)] if attributes.id else (),
            ids=[attributes.id] if attributes.id else (),
            options=values,
        )

    def _div_name(self, classes: Sequence[str], line: int) -> str:
        """Return the class that says what the div is, or an empty string."""
        known = {*SPELLINGS, *LISTS, *CONTAINERS}
        for name in classes:
            if name in known:
                return name
        for name in classes:
            if name.rstrip(":") in known:
                right = name.rstrip(":")
                text = "the name of this div is %r; write '::: %s', without the colon"
                self._warn("div-colon", line, text, name, right, old=name, new=right)
                return right
        name = classes[0] if classes else ""
        if name in OF_HEDGEDOC:
            text = "a div is named '%s', which HackMD and HedgeDoc know and nothing else: write '::: callout'"
            self._warn("div-foreign", line, text, name, old=name)
        elif name:
            close = get_close_matches(name.casefold(), sorted(known), n=1)
            advice = f"did you mean '{close[0]}'?" if close else f"the kinds are {', '.join(sorted(SPELLINGS))}"
            text = "a div is named '%s', which is no kind of block: %s"
            self._warn("div-unknown", line, text, name, advice, old=name)
        return ""

    def _div_content(self, token: SyntaxTreeNode) -> list[nodes.Node]:
        holder = nodes.Element()
        holder.document = self.document
        with self.current_node_context(holder):
            self.render_children(token)
        return holder.children

    def _known_values(self, name: str, attributes: Attributes, taken: frozenset[str], line: int) -> dict[str, str]:
        values = {}
        for key, value in attributes.values.items():
            if key in taken:
                values[key] = value
            else:
                advice = ", ".join(sorted(taken)) or "none"
                self._warn("div-attribute", line, "'%s' has no attribute %r; it takes: %s", name, key, advice, old=key)
        return values

    def nested_render_text(self, text: str, lineno: int, *args: Any, **details: Any) -> None:
        """Render *text*, and tell what is wrong with it at the lines of the file that holds it."""
        outer = take_problems(self.md_env)
        super().nested_render_text(text, lineno, *args, **details)
        self.report_problems(lineno)
        self.md_env[PROBLEMS] = outer

    def _render_finalise(self) -> None:
        super()._render_finalise()
        self.report_problems(0)

    def report_problems(self, first_line: int) -> None:
        """Tell what is wrong with the text that was parsed, which begins after *first_line* lines."""
        problems = take_problems(self.md_env)
        # What follows from blocks that are nested too deeply is not told as well.
        for problem in [problem for problem in problems if problem.code == "nesting"][:1] or problems:
            line = first_line + problem.line + 1
            self._warn(problem.code, line, "%s", problem.text, old=problem.old, new=problem.new)

    def render_front_matter(self, token: SyntaxTreeNode) -> None:
        """Take the front matter, whose title is the page's; where it cannot be read, say so and keep its text."""
        first_line = token_line(token) + 1
        try:
            front_matter = read_mapping(token.content)
        except YamlError as error:
            line = first_line + error.line
            self._warn("front-matter", line, "the front matter cannot be read: %s; it is shown as text", error.reason)
            block = nodes.literal_block(token.content, token.content, language="none")
            self.add_line_and_source_path(block, token)
            if self.folded is not None:
                self.begin_folded_file("")
            self.current_node += block
            return
        self.take_front_matter(front_matter, first_line)

    def take_front_matter(self, front_matter: YamlMapping, first_line: int) -> None:
        """Take what a document says about itself, from *first_line* of its file on."""
        values = front_matter.values
        fields = {key: "" if value is None else value for key, value in values.items() if key not in self.settings_keys}
        if fields and self.folded is None:
            language = self.document.settings.language_code
            field_list = self.dict_to_fm_field_list(fields, language_code=language)
            for field, key in zip(field_list.children, fields, strict=True):
                field.source, field.line = self.document["source"], first_line + front_matter.line_of(key)
            self.current_node += field_list
            self._add_fm_env_metadata(field_list, language)
        title = " ".join(str(fields.get("title") or "").split())
        if self.folded is not None:
            self.begin_folded_file(title, first_line + front_matter.line_of("title"))
        elif title and self.md_config.title_to_header and not self.has_other_title:
            self.nested_render_text(f"# {title}", first_line + front_matter.line_of("title") - 1)
            self.title_is_set = True
        self._keep_unfinished_values(front_matter, first_line)

    def render_list_item(self, token: SyntaxTreeNode) -> None:
        """Render an item; the box of a task is there in every format, and has a name in HTML."""
        super().render_list_item(token)
        if "checked" not in (token.meta or {}):
            return
        checked = bool(token.meta["checked"])
        for box in list(self.current_node[-1].findall(nodes.raw))[:1]:
            text = "[x] " if checked else "[ ] "
            box.replace_self(task_checkbox("", text, checked=checked, classes=["task-list-item-checkbox"]))

    def render_myst_line_comment(self, token: SyntaxTreeNode) -> None:
        """Render a comment, with its line: what it holds may be reported."""
        super().render_myst_line_comment(token)
        comment = self.current_node[-1]
        if isinstance(comment, nodes.comment):
            self.add_line_and_source_path(comment, token)

    def render_hr(self, token: SyntaxTreeNode) -> None:
        """Render a rule; a file cannot begin with one, so there it was to be front matter."""
        if token_line(token) == 1 and token.markup.startswith("-"):
            self._warn(
                "front-matter", 1, "this file begins with '---', but no second line of '---' ends its front matter"
            )
        else:
            super().render_hr(token)

    def _keep_unfinished_values(self, front_matter: YamlMapping, first_line: int) -> None:
        """Leave a comment for each value that may be marked as unfinished: the values' lines are known only here."""
        for scalar in front_matter.scalars:
            if any(marker in scalar.text for marker in self.sphinx_env.config.lesson_fixme_markers):
                comment = nodes.comment(scalar.text, scalar.text, front_matter=scalar.key)
                comment.source, comment.line = self.document["source"], first_line + scalar.line
                self.current_node += comment

    def render_myst_role(self, token: SyntaxTreeNode) -> None:
        """Render a role; where there is none of its name, text in braces and code, which is what pandoc sees."""
        name = token.meta["name"]
        line = token_line(token, 0)
        role, _messages = roles.role(name, self.language_module_rst, line, self.reporter)
        if role:
            super().render_myst_role(token)
            return
        written = f"{{{name}}}"
        text = "%r before a backtick is no role, and shown as it is written: are the backticks of this text in pairs?"
        self._warn("role", line, text, written, old=written)
        self.current_node += [nodes.Text(written), nodes.literal(token.content, token.content)]

    def copy_attributes(self, token: SyntaxTreeNode, node: nodes.Element, *args: Any, **details: Any) -> None:
        """Copy an element's attributes; its id is kept as it is written too, since links to it are written so.

        An id that another element has is told of, and left out.
        """
        identifier = str(token.attrs.get("id", ""))
        if identifier and not self._is_free(identifier, token_line(token, 1)):
            del token.attrs["id"]
            identifier = ""
        super().copy_attributes(token, node, *args, **details)
        if node["names"] and identifier and identifier not in self.document.ids and not identifier.split()[1:]:
            self.document.ids[identifier] = node
            node["ids"].append(identifier)

    def render_heading(self, token: SyntaxTreeNode) -> None:
        """Render a heading; where the front matter has the page's title, none in the text is of the first level."""
        if not (self.title_is_set and token.tag == "h1" and token.nester_tokens):
            super().render_heading(token)
            return
        token.nester_tokens.opening.tag = "h2"
        super().render_heading(token)
        is_section = isinstance(self.current_node, nodes.section)
        heading = self.current_node if is_section else self.current_node[-1]
        assert isinstance(heading, nodes.Element)
        heading[LOWERED] = 1

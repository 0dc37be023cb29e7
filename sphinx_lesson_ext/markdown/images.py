"""Images of lesson Markdown: their text alternative and their caption, their files, their sizes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from docutils import nodes
from myst_parser.mdit_to_docutils.base import token_line
from myst_parser.parsers.parse_html import tokenize_html
from sphinx import addnodes

from sphinx_lesson_ext.blocks.pictures import (
    DARK,
    MISSING,
    NO_ALTERNATIVE,
    OUTSIDE,
    note_dark_variant,
    said_text,
)
from sphinx_lesson_ext.blocks.places import await_file, suggestion
from sphinx_lesson_ext.confinement import LEFT_OUT
from sphinx_lesson_ext.destinations import Destination, Kind, is_local_file
from sphinx_lesson_ext.messages import warn

from .chunk_renderer import made_texts
from .image_sizes import usable
from .links import LinkRenderer

if TYPE_CHECKING:
    from collections.abc import MutableMapping

    from markdown_it.tree import SyntaxTreeNode

_LINKS = (nodes.reference, addnodes.pending_xref, addnodes.download_reference, nodes.footnote_reference)
#: What the Workbench has in the name of each picture that R drew.
_DRAWN = "-rendered-"
#: The class of a picture with a border, as lessons of CodeRefinery write it.
_BORDER = "with-border"
_SIZES = ("width", "height", "align", "style", "w", "h", "a")


class ImageRenderer(LinkRenderer):
    """MyST's renderer, with what pandoc makes of images."""

    def setup_render(self, options: dict[str, Any], env: MutableMapping[str, Any]) -> None:
        """Begin a document."""
        super().setup_render(options, env)
        self._lost_pictures: list[tuple[str, str]] = []

    def render_paragraph(self, token: SyntaxTreeNode) -> None:
        """Render a paragraph; an image alone in it that has a caption is a figure."""
        lone = _lone_image(token)
        if lone is None or not self._has_caption(lone):
            super().render_paragraph(token)
            return
        image, link = lone
        figure = nodes.figure()
        self.add_line_and_source_path(figure, token)
        with self.current_node_context(figure, append=True):
            if link is None:
                self.render_image(image)
            else:
                self.render_link(link)
            caption = nodes.caption(image.content)
            self.add_line_and_source_path(caption, token)
            with self.current_node_context(caption, append=True):
                self.render_children(image)
        for picture in figure.findall(nodes.image):
            picture[NO_ALTERNATIVE] = "alt" not in image.meta
        # What the keyboard reaches must not be hidden.
        has_link = next(caption.findall(lambda node: isinstance(node, _LINKS)), None) is not None
        if "alt" not in image.meta and not has_link:
            caption[:] = [said_text("", "", *caption.children)]

    def _has_caption(self, lone: tuple[SyntaxTreeNode, SyntaxTreeNode | None]) -> bool:
        image, link = lone
        if not image.children or "alt" in image.meta:
            return bool(image.children)
        return link is None and bool(self.sphinx_env.config.lesson_implicit_figures)

    def render_image(self, token: SyntaxTreeNode) -> None:
        """Render an image; the attributes ``alt`` and ``dark`` are its text alternative and its dark variant."""
        self._set_sizes(token)
        super().render_image(token)
        image = self.current_node[-1]
        if not isinstance(image, nodes.image):
            return
        if "alt" in token.meta:
            image["alt"] = " ".join(str(token.meta["alt"]).split())
        else:
            image[NO_ALTERNATIVE] = not image["alt"].strip()
        if dark := token.attrs.get(DARK):
            image[DARK] = str(dark)
            note_dark_variant(self.sphinx_env, image)
        self._find_file(image)

    def render_html_block(self, token: SyntaxTreeNode) -> None:
        """Render raw HTML; where it is a picture of the lesson, that is an image, and copied with the page."""
        picture = self._picture_in(token.content.strip())
        if picture is None:
            super().render_html_block(token)
        else:
            self.add_line_and_source_path(picture, token)
            self.current_node += picture

    def _picture_in(self, html: str) -> nodes.image | None:
        """Return the picture that *html* is; ``None`` where it is anything else, or its file is not here.

        Addresses in raw HTML of the Workbench are those of its site, which has the files.
        """
        if not html.lower().startswith("<img") or self.sphinx_env.config.lesson_workbench:
            return None
        elements = tokenize_html(html).children
        if [element.name for element in elements] != ["img"]:
            return None
        values = {name: value or "" for name, value in elements[0].attrs.items()}
        written = values.get("src", "")
        if not written or "://" in written or written.startswith(("data:", "//")):
            return None
        found = self.destination_of(written)
        if found.kind is not Kind.FILE:
            return None
        sizes, _wrong = usable({key: values[key] for key in _SIZES if key in values})
        picture = nodes.image(uri=f"/{found.name}", alt=values.get("alt", ""), classes=values.get("class", "").split())
        picture.attributes.update(sizes)
        picture[NO_ALTERNATIVE] = "alt" not in values
        if "border:" in values.get("style", ""):
            picture["classes"].append(_BORDER)
        return picture

    def _set_sizes(self, token: SyntaxTreeNode) -> None:
        """Leave only such sizes to MyST as can be used."""
        attributes = token.attrs
        values = {key: str(attributes[key]) for key in _SIZES if key in attributes}
        for short, key in (("w", "width"), ("h", "height"), ("a", "align")):
            if short in values:
                values.setdefault(key, values.pop(short))
        if not values:
            return
        sizes, wrong = usable(values)
        for key in _SIZES:
            attributes.pop(key, None)
        attributes.update(sizes)
        for key in wrong:
            expected = "'left', 'center' or 'right'" if key == "align" else "a length such as '50%' or '400px'"
            text, value = "the %s of this image is %r; write %s", values[key]
            self._warn("image-size", token_line(token, 0), text, key, value, expected, old=value)

    def _find_file(self, image: nodes.image) -> None:
        """Let an image have the path of its file; one that has none shows its text alternative."""
        written = self.md.normalizeLinkText(image["uri"])
        is_remote = "://" in written or written.startswith(("data:", "//"))
        if (is_remote and not is_local_file(written)) or written.endswith(".*"):
            return
        found = Destination(Kind.OUTSIDE, written) if is_local_file(written) else self.destination_of(written)
        if found.kind is Kind.FILE:
            image["uri"] = f"/{found.name}"
            return
        if found.kind is Kind.OUTSIDE:
            warn("outside", LEFT_OUT, written, location=image, old=written)
        elif _DRAWN in written and (folders := made_texts(self.sphinx_env).folders):
            place = f"{self.document['source']}:{_line_of(image)}"
            self._lost_pictures.append((place, written))
            for folder in folders:
                await_file(self.sphinx_env, os.path.relpath(folder, self.sphinx_env.srcdir), found.name)
        else:
            await_file(self.sphinx_env, self.folder, found.name)
            advice = suggestion(self.sphinx_env, self.folder, found.name)
            text = "the lesson has no image %r; %s"
            self._warn("image-missing", _line_of(image), text, written, advice, old=written)
        image[MISSING] = OUTSIDE if found.kind is Kind.OUTSIDE else "here"

    def _render_finalise(self) -> None:
        super()._render_finalise()
        if self._lost_pictures:
            place, first = self._lost_pictures[0]
            text = (
                "pictures of this page that R drew are not beside the knitted text (%d, such as %r); bring their "
                "folder, or draw them anew with 'lesson build --run-r'"
            )
            warn("image-missing", text, len(self._lost_pictures), first, location=place)


def _line_of(image: nodes.image) -> int:
    """Return the line of an image, or of what it stands in."""
    node: nodes.Node | None = image
    while node is not None and not node.line:
        node = node.parent
    return (node.line if node is not None else None) or 1


def _lone_image(paragraph: SyntaxTreeNode) -> tuple[SyntaxTreeNode, SyntaxTreeNode | None] | None:
    """Return the image that is all there is in *paragraph*, and the link around it if there is one."""
    content = paragraph.children[0].children if paragraph.children else []
    if len(content) != 1:
        # A backslash at the end asks pandoc for a plain image, and is not shown.
        if len(content) == 2 and content[0].type == "image" and content[1].content == "\\":
            paragraph.children[0].children.pop()
        return None
    [only] = content
    if only.type == "link" and len(only.children) == 1 and only.children[0].type == "image":
        return only.children[0], only
    return (only, None) if only.type == "image" else None

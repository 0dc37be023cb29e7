"""Pictures that knitr writes as HTML, read as the images that they are, so that they are copied with the page.

knitr writes these blocks (``knitr:::hook_plot_md``), of which one paragraph may hold several::

    <img src="fig/ages-1.png" alt="Ages" width="50%" style="display: block; margin: auto;" />

    <div class="figure" style="text-align: center">
    <img src="fig/ages-1.png" alt="Ages" />
    <p class="caption">How *old* are they?</p>
    </div>
"""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING, NamedTuple

from markdown_it.token import Token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

#: What may stand behind the number of a width.
_UNITS = ("", "%", "px", "em", "ex", "rem", "in", "cm", "mm", "pt", "pc")
#: What a picture with a caption begins with.
_FIGURE = '<div class="figure"'
#: The attributes that these pictures have; one with others is left to be HTML.
_KNOWN = frozenset({"src", "alt", "width", "height", "style", "title", "class"})
_ALIGNED = {"text-align: center": "center", "text-align: left": "left", "text-align: right": "right"}


class Picture(NamedTuple):
    """A picture.

    :ivar file: Its file or address.
    :ivar alternative: What is on it, in plain text; ``None`` where nothing says so, empty where nothing is to.
    :ivar caption: What stands below it, in Markdown.
    :ivar width: How wide it is shown, with a unit; in pixels without one.
    :ivar height: How high it is shown, likewise.
    :ivar align: ``left``, ``center``, ``right`` or nothing.
    """

    file: str
    alternative: str | None = None
    caption: str = ""
    width: str = ""
    height: str = ""
    align: str = ""


def pictures_plugin(md: MarkdownIt) -> None:
    """Read knitr's blocks of pictures."""
    md.block.ruler.before("html_block", "knitr_pictures", _block)


def push_pictures(state: StateBlock, pictures: Sequence[Picture], lines: list[int]) -> None:
    """Put images into the tokens: each one with a caption into a paragraph of its own, the others side by side."""
    paragraph: list[Picture] = []
    for picture in pictures:
        if picture.caption and paragraph:
            _push_paragraph(state, paragraph, lines)
            paragraph = []
        paragraph.append(picture)
        if picture.caption:
            _push_paragraph(state, paragraph, lines)
            paragraph = []
    if paragraph:
        _push_paragraph(state, paragraph, lines)


class _Reader(HTMLParser):
    """Reads pictures; anything else that comes is not understood."""

    def __init__(self) -> None:
        super().__init__()
        self.pictures: list[Picture] = []
        self._first = 0
        self._align = ""
        self._open: list[str] = []
        self._caption: list[str] = []
        self.failed = False

    @property
    def is_understood(self) -> bool:
        """Whether all that was read are whole pictures."""
        # What the parser keeps for later is text, or a tag that is not yet whole.
        return not (self.failed or self._open or self.rawdata.strip()) and bool(self.pictures)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a picture, or the frame or the caption of some, as knitr writes them; all else is not understood."""
        values = {name: value or "" for name, value in attrs}
        if self._open[-1:] == ["p"]:
            self._caption.append(self.get_starttag_text() or "")
        elif tag == "img" and values.get("src") and set(values) <= _KNOWN:
            align = self._align or ("center" if "margin: auto" in values.get("style", "") else "")
            self.pictures.append(
                Picture(values["src"], values.get("alt"), "", values.get("width", ""), values.get("height", ""), align)
            )
        elif tag == "div" and values.get("class") == "figure" and not self._open:
            self._open.append(tag)
            self._first = len(self.pictures)
            style = values.get("style", "")
            self._align = next((align for css, align in _ALIGNED.items() if css in style), "")
        elif tag == "p" and values.get("class") == "caption" and self._open == ["div"]:
            self._open.append(tag)
        else:
            self.failed = True

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self._open[-1:] == ["p"] and tag != "p":
            self._caption.append(f"</{tag}>")
        elif self._open[-1:] == [tag]:
            self._open.pop()
            if tag == "p":
                self._set_caption()
            else:
                self._align = ""
        else:
            self.failed = True

    def handle_data(self, data: str) -> None:
        if self._open[-1:] == ["p"]:
            self._caption.append(data)
        elif data.strip():
            self.failed = True

    def handle_comment(self, data: str) -> None:  # noqa: ARG002
        self.failed = True

    def handle_decl(self, decl: str) -> None:
        self.handle_comment(decl)

    def handle_pi(self, data: str) -> None:
        self.handle_comment(data)

    def unknown_decl(self, data: str) -> None:
        self.handle_comment(data)

    def _set_caption(self) -> None:
        caption = " ".join("".join(self._caption).split())
        self._caption = []
        if self._first < len(self.pictures):
            self.pictures[-1] = self.pictures[-1]._replace(caption=caption)
        else:
            self.failed = True


def _block(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    if silent or state.is_code_block(start_line) or not _text(state, start_line).startswith(("<img ", _FIGURE)):
        return False
    line = last = start_line
    reader = _Reader()
    while line < end_line and not (state.isEmpty(line) or state.sCount[line] < state.blkIndent or reader.failed):
        reader.feed(state.getLines(line, line + 1, state.blkIndent, True))
        line += 1
        if reader.is_understood:
            last = line
            pictures = list(reader.pictures)
    if last == start_line or not _may_end(state, start_line, last, end_line):
        return False
    state.line = last
    push_pictures(state, pictures, [start_line, last])
    return True


def _may_end(state: StateBlock, first_line: int, line: int, end_line: int) -> bool:
    """Whether a block of pictures may end before *line*; images alone are a paragraph, which text goes on with."""
    is_end = line >= end_line or state.isEmpty(line) or state.sCount[line] < state.blkIndent
    return is_end or _text(state, first_line).startswith(_FIGURE) or _text(state, line).startswith((":::", "```", "<"))


def _text(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _push_paragraph(state: StateBlock, pictures: Sequence[Picture], lines: list[int]) -> None:
    state.push("paragraph_open", "p", 1).map = list(lines)
    inline = state.push("inline", "", 0)
    inline.map = list(lines)
    # Several share a line, as far as they fit.
    is_alone = len(pictures) == 1
    inline.children = [_image(state, picture if is_alone else picture._replace(align="")) for picture in pictures]
    state.push("paragraph_close", "p", -1)


def _image(state: StateBlock, picture: Picture) -> Token:
    caption: list[Token] = []
    if picture.caption:
        state.md.inline.parse(picture.caption, state.md, state.env, caption)
    attributes: dict[str, str | int | float] = {
        "src": state.md.normalizeLink(picture.file),
        "alt": picture.alternative or "",
    }
    sizes = {"width": picture.width, "height": picture.height}
    attributes |= {name: size for name, size in sizes.items() if _is_size(size)}
    if picture.align in _ALIGNED.values():
        attributes["align"] = picture.align
    # As if the author had written {alt="…"} behind it.
    meta = {"alt": picture.alternative} if picture.alternative is not None else {}
    return Token("image", "img", 0, attrs=attributes, children=caption, content=picture.caption, meta=meta)


def _is_size(text: str) -> bool:
    number = text.rstrip("%abcdefghijklmnopqrstuvwxyz")
    return number.replace(".", "", 1).isdecimal() and number.isascii() and text[len(number) :] in _UNITS

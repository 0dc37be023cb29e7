"""Tags and comments of HTML in Markdown: where they begin and end, by the rules of CommonMark."""

from __future__ import annotations

import re
from typing import NamedTuple

from markdown_it.common.html_re import close_tag, open_tag

from .html_names import BLOCKS, OPAQUE, VOID
from .inline_units import end_of_code

_TAG = re.compile(f"{open_tag}|{close_tag}")
_COMMENT, _COMMENT_END = "<!--", "-->"

#: What a unit is.
OPENING, CLOSING, PASSED_ON = "opening", "closing", "passed on"


class HtmlUnit(NamedTuple):
    """A tag, or what is passed on as it is written: a comment, an element without an end tag or with all it holds.

    :ivar kind: :data:`OPENING`, :data:`CLOSING` or :data:`PASSED_ON`.
    :ivar name: The name of the element, in lower case; of a comment, nothing.
    :ivar start: Where it begins in the text.
    :ivar end: Where it ends.
    """

    kind: str
    name: str
    start: int
    end: int


def tag_at(text: str, position: int) -> HtmlUnit | None:
    """Return the tag that begins at *position*, whatever its element."""
    found = _TAG.match(text, position) if text.startswith("<", position) else None
    if found is None:
        return None
    name = found[0].lstrip("</")
    name = re.split(r"[\s/>]", name, maxsplit=1)[0].lower()
    kind = CLOSING if found[0].startswith("</") else PASSED_ON if name in VOID else OPENING
    return HtmlUnit(kind, name, position, found.end())


def comment_at(text: str, position: int, limit: int) -> HtmlUnit | None:
    """Return the comment that begins at *position*, if it ends before *limit*."""
    if not text.startswith(_COMMENT, position):
        return None
    end = text.find(_COMMENT_END, position + len(_COMMENT), limit)
    return HtmlUnit(PASSED_ON, "", position, end + len(_COMMENT_END)) if end >= 0 else None


def block_unit_at(text: str, position: int, limit: int) -> HtmlUnit | None:
    """Return what begins at *position*, if it stands between blocks and ends before *limit*."""
    unit = comment_at(text, position, limit) or tag_at(text, position)
    if unit is None or unit.end > limit or (unit.name and unit.name not in BLOCKS and unit.name not in OPAQUE):
        return None
    if unit.kind != OPENING or unit.name not in OPAQUE:
        return unit if unit.name not in OPAQUE else None
    end = _end_of_element(text, unit, limit)
    return HtmlUnit(PASSED_ON, unit.name, position, end) if end else None


def _end_of_element(text: str, opening: HtmlUnit, limit: int) -> int:
    """Return where the end tag of an element ends that holds no element of its own name; 0 if it has none."""
    position = opening.end
    while (position := text.find("</", position, limit)) >= 0:
        tag = tag_at(text, position)
        if tag is not None and tag.name == opening.name and tag.end <= limit:
            return tag.end
        position += 2
    return 0


def next_block_tag(text: str) -> HtmlUnit | None:
    """Return the first tag of an element that stands between blocks; in code and in comments there is none."""
    position = 0
    while position < len(text):
        character = text[position]
        if character == "\\":
            position += 2
        elif character == "`":
            position = end_of_code(text, position)
        elif character == "<":
            unit = comment_at(text, position, len(text)) or tag_at(text, position)
            if unit is not None and unit.name in BLOCKS:
                return unit
            position = unit.end if unit is not None else position + 1
        else:
            position += 1
    return None

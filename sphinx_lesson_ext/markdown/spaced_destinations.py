"""Destinations with blanks in them, which pandoc allows: ``[the plan](plans/old town.pdf "A plan")``."""

from __future__ import annotations

import re
from functools import partial
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from markdown_it.common.utils import unescapeAll

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it import MarkdownIt

#: No destination is looked for over more characters.
_LONGEST = 1000
_BLANKS = re.compile(r"\s+")
#: What makes the last word of a destination look like the end of an address.
_ADDRESS = re.compile(r"[./#]\w")
#: What stands for something else, so that it is no address as it is written.
_LIQUID = re.compile(r"\{\{|\{%")


def spaced_destinations_plugin(md: MarkdownIt) -> None:
    """Read such destinations of links and of images; what does not end like an address is text."""
    md.helpers = SimpleNamespace(  # type: ignore[assignment]  # a module, of which these are all functions
        parseLinkLabel=md.helpers.parseLinkLabel,
        parseLinkTitle=md.helpers.parseLinkTitle,
        parseLinkDestination=partial(_parse, md.helpers.parseLinkDestination, md.helpers.parseLinkTitle),
    )


def _parse(parse: Callable[..., Any], parse_title: Callable[..., Any], text: str, start: int, maximum: int) -> Any:
    """Parse a destination as markdown-it does, and go on where it is ended by a blank alone."""
    found = parse(text, start, maximum)
    if not found.ok or not text[found.pos : found.pos + 1].isspace() or text.startswith("<", start):
        return found
    opener = start - 1
    while opener > 0 and text[opener].isspace():
        opener -= 1
    if text[opener] != "(":
        return found  # that of a definition
    end = _end(text, start, min(maximum, start + _LONGEST), parse_title)
    words = text[start:end].split()
    if len(words) > 1 and _ADDRESS.search(words[-1]) and not _LIQUID.search(text, start, end):
        found.str, found.pos = unescapeAll(" ".join(words)), end
    return found


def _end(text: str, start: int, maximum: int, parse_title: Callable[..., Any]) -> int:
    """Return where a destination ends: before the bracket that closes it, or before its title; *start* if nowhere."""
    depth = 0
    position = start
    while position < maximum:
        character = text[position]
        if character == "\\":
            position += 1
        elif character == "(":
            depth += 1
        elif character == ")":
            if depth == 0:
                return position
            depth -= 1
        elif character in "<`":
            return start
        elif character.isspace():
            blanks = _BLANKS.match(text, position)
            behind = blanks.end() if blanks else position
            if text.startswith(('"', "'"), behind):
                title = parse_title(text, behind, maximum)
                if title.ok and text[title.pos : maximum].lstrip().startswith(")"):
                    return position
            position = behind - 1
        position += 1
    return start

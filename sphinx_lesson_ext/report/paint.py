"""Colours of a terminal: they never tell what words do not."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, TextIO

from sphinx_lesson_ext.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Colour(Enum):
    """How a piece of text looks, as parameters of "Select Graphic Rendition" (ECMA-48, 8.3.117)."""

    STRONG = "1"
    FAINT = "2"
    RED = "31"
    GREEN = "32"
    YELLOW = "33"
    BLUE = "34"
    CYAN = "36"


if TYPE_CHECKING:
    #: Gives a text a colour, or leaves it as it is.
    Paint = Callable[[str, Colour], str]

#: The colour of what matters so much.
SEVERITIES: Mapping[Severity, Colour] = {
    Severity.ERROR: Colour.RED,
    Severity.WARNING: Colour.YELLOW,
    Severity.NOTE: Colour.BLUE,
}


def plain(text: str, _colour: Colour) -> str:
    """Return *text* as it is."""
    return text


def coloured(text: str, colour: Colour) -> str:
    """Return *text* with what makes a terminal show it in a colour."""
    return f"\x1b[{colour.value}m{text}\x1b[0m" if text else text


def paint_for(stream: TextIO, environment: Mapping[str, str]) -> Paint:
    """Return what paints text for *stream*: colours where they are wanted (https://no-color.org) and can be shown."""
    if environment.get("NO_COLOR"):
        return plain
    if environment.get("FORCE_COLOR"):
        return coloured
    return coloured if stream.isatty() and environment.get("TERM") != "dumb" else plain

"""Contrast of colours, as WCAG 2.2 measures it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

#: The least contrast of text with what is behind it (WCAG 2.2, 1.4.3).
LEAST_CONTRAST = 4.5

_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
_STEPS = 256


class Colour(NamedTuple):
    """A colour of sRGB; each part is a number from 0 to 255."""

    red: float
    green: float
    blue: float

    def __str__(self) -> str:
        """Return the colour as CSS writes it, such as ``#1c4f9c``."""
        return "#" + "".join(f"{round(part):02x}" for part in self)

    @property
    def luminance(self) -> float:
        """The relative luminance, from 0 to 1 (WCAG 2.2, "relative luminance")."""
        red, green, blue = (_linear(part / 255) for part in self)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def is_colour(text: str) -> bool:
    """Tell whether *text* is a colour that :func:`parse_colour` can read."""
    return _HEX.fullmatch(text) is not None


def parse_colour(text: str) -> Colour:
    """Return the colour that is written as ``#rgb`` or ``#rrggbb``.

    :raises ValueError: If it is written in another way.
    """
    if not is_colour(text):
        raise ValueError(text)
    digits = text[1:] if len(text) > 4 else "".join(2 * digit for digit in text[1:])
    return Colour(*(float(int(digits[start : start + 2], 16)) for start in (0, 2, 4)))


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio")."""
    darker, lighter = sorted((one.luminance, other.luminance))
    return (lighter + 0.05) / (darker + 0.05)


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """Return *one* with a *share* of *other*, from 0 to 1, as ``color-mix(in srgb, …)`` does."""
    return Colour(*(part + (end - part) * share for part, end in zip(one, other, strict=True)))


def nearest(colour: Colour, towards: Colour, passes: Callable[[Colour], bool]) -> Colour:
    """Return the first colour on the way from *colour* to *towards* that passes; the end of the way, if none does."""
    for step in range(_STEPS):
        # As it will be written, so that rounding cannot spoil it.
        candidate = parse_colour(str(mix(colour, towards, step / _STEPS)))
        if passes(candidate):
            return candidate
    return towards


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

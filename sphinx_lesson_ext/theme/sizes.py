"""Sizes that authors write, as classes and pixels: a strict Content-Security-Policy allows no ``style`` attribute."""

from __future__ import annotations

import re

#: A length as docutils takes it: a number and perhaps a unit.
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)\s*([a-z%]*)\s*", re.IGNORECASE)
#: CSS pixels of each unit, by the CSS standard; relative units at the usual size of text.
_PIXELS = {
    "": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 9.6 / 2.54, "em": 16.0, "rem": 16.0,
    "ex": 8.0, "ch": 8.0,
}  # fmt: skip
#: The width of the text column in pixels, at the usual size of text.
COLUMN = 656
#: The widths in per cent that the style sheet has a class for.
WIDTHS: tuple[int, ...] = (*range(5, 101, 5), 33, 67)


def pixels(length: str) -> int | None:
    """Return an absolute *length* in whole pixels; ``None`` if it is relative to what is around it, or no length."""
    match = _LENGTH.fullmatch(length)
    if match is None or match[2].lower() not in _PIXELS:
        return None
    return round(float(match[1]) * _PIXELS[match[2].lower()])


def percent(length: str) -> int | None:
    """Return a *length* in per cent of the text column, as the nearest of :data:`WIDTHS`; ``None`` if it is none."""
    match = _LENGTH.fullmatch(length)
    if match is not None and match[2] == "%":
        share = float(match[1])
    else:
        absolute = pixels(length)
        if absolute is None:
            return None
        share = 100 * absolute / COLUMN
    return nearest_width(share)


def nearest_width(share: float) -> int:
    """Return the one of :data:`WIDTHS` that is nearest to *share* per cent."""
    return min(WIDTHS, key=lambda width: abs(width - share))


def width_class(share: int) -> str:
    """Return the class that makes an element *share* per cent wide."""
    return f"width-{share}"

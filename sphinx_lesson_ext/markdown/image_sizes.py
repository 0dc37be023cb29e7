"""Sizes and alignments of images, as pandoc's attributes give them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

#: A length of HTML or CSS; no unit means pixels.
_LENGTH = re.compile(r"(\d+(?:\.\d+)?|\.\d+)\s*(px|%|em|rem|ex|ch|in|cm|mm|pt|pc|)", re.IGNORECASE)
_LENGTHS = ("width", "height")
#: Units that not every docutils knows, and those that are as long at the usual size of text, or nearly.
_UNITS = {"": "px", "rem": "em", "ch": "ex"}
#: What each word for an alignment means.
_ALIGNMENTS = {
    "left": "left", "right": "right", "center": "center", "centre": "center", "middle": "center",
}  # fmt: skip


def usable(values: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """Return ``width``, ``height`` and ``align`` of an image, as docutils takes them, and the keys that are unusable.

    Those in ``style`` count where there are none beside it: a strict security policy allows no ``style`` itself.
    """
    styles = _declarations(values.get("style", ""))
    found, wrong = {}, []
    for key in _LENGTHS:
        length = _length(values.get(key, ""))
        if length is None and values.get(key):
            wrong.append(key)
        length = length or _length(styles.get(key, "")) or _length(styles.get(f"max-{key}", ""))
        # A share of a height that is not known is none.
        if length and not (key == "height" and length.endswith("%")):
            found[key] = length
    align = values.get("align", "").strip().lower()
    if align and align not in _ALIGNMENTS:
        wrong.append("align")
    align = _ALIGNMENTS.get(align) or _styled_alignment(styles)
    if align:
        found["align"] = align
    return found, wrong


def _declarations(style: str) -> dict[str, str]:
    pairs = (declaration.partition(":") for declaration in style.split(";"))
    return {name.strip().lower(): value.strip().lower() for name, _colon, value in pairs if value.strip()}


def _length(text: str) -> str | None:
    """Return a length as docutils takes it; nothing, if it is none."""
    match = _LENGTH.fullmatch(text.strip())
    if match is None or not float(match[1]):
        return None
    number = match[1] if not match[1].startswith(".") else f"0{match[1]}"
    unit = match[2].lower()
    return number + _UNITS.get(unit, unit)


def _styled_alignment(styles: Mapping[str, str]) -> str:
    if styles.get("float") in {"left", "right"}:
        return styles["float"]
    around = styles.get("margin", "").split()
    sides = (around * 4)[1::2][:2] if around else ["", ""]
    left, right = (styles.get("margin-left", sides[1]), styles.get("margin-right", sides[0]))
    return "center" if left == right == "auto" else ""

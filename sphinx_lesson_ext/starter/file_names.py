"""The names of files for episodes, made from their titles."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import count, takewhile
from string import digits
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

#: What a name is called whose title has neither letters nor digits.
NAMELESS = "episode"

# In bytes, for file systems count them: most allow 255, of which a number, an ending and what programs add take some.
_LONGEST = 120

_APOSTROPHES = frozenset("'\u2019")
_SEPARATORS = frozenset("-_")


def slug(title: str) -> str:
    """Return a name for files and addresses: the letters and digits of a *title*, with hyphens between its words.

    They are in lower case.  Latin letters lose their accents, since not everybody can type them; those of other scripts
    stay as they are.
    """
    kept: list[str] = []
    base = ""
    # ß becomes ss, and letters are taken apart from their accents.
    for character in unicodedata.normalize("NFKD", title.casefold()):
        kind = unicodedata.category(character)[0]
        if kind == "M":
            # Marks belong to the letter before; without one they mean nothing.
            kept.append("" if base in ("", "-") or _is_latin(base) else character)
        else:
            # An apostrophe does not part a word.
            base = character if kind in "LN" else ("" if character in _APOSTROPHES else "-")
            kept.append(base)
    words = [word for word in unicodedata.normalize("NFC", "".join(kept)).split("-") if word]
    return _shortened(words) or NAMELESS


def _is_latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("LATIN ")


def _shortened(words: Iterable[str]) -> str:
    """Return as many of *words* as there is room for, with hyphens; the first, at least, as far as it goes."""
    name = ""
    for word in words:
        longer = f"{name}-{word}" if name else word
        if len(longer.encode()) > _LONGEST:
            return name or word.encode()[:_LONGEST].decode(errors="ignore")
        name = longer
    return name


@dataclass(frozen=True, slots=True)
class _Number:
    """The number that a name begins with, and what stands behind it: ``01`` and ``-``."""

    digits: str
    separator: str


def next_name(title: str, last: str, siblings: Collection[str], taken: Collection[str]) -> str:
    """Return the name of the file for a new episode, without its ending.

    It is numbered as *last* is: ``01-…``, ``1-…`` or ``1_…`` give the next number, with as many digits.

    :param last: The name of the last episode, without its ending; empty, if there is none.
    :param siblings: The names of all files beside it, likewise, whose numbers are not given again.
    :param taken: Names that it must not have.
    """
    name = slug(title)
    if style := _number_of(last):
        used = [int(number.digits) for sibling in (last, *siblings) if (number := _number_of(sibling))]
        name = f"{max(used) + 1:0{len(style.digits)}}{style.separator}{name}"
    others = {other.casefold() for other in taken}
    names = (name if number == 1 else f"{name}-{number}" for number in count(1))
    return next(free for free in names if free.casefold() not in others)


def _number_of(name: str) -> _Number | None:
    number = "".join(takewhile(digits.__contains__, name))
    separator = name[len(number) : len(number) + 1]
    return _Number(number, separator) if number and separator in _SEPARATORS else None

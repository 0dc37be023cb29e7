"""Texts as rules compare them."""

from __future__ import annotations

#: How many words of a text are looked for in its file: the next may stand on another line.
_WORDS = 3
#: How many characters of a name are told.
_LONGEST = 100


def plain(text: str) -> str:
    """Return *text* in lower case, with single blanks."""
    return " ".join(text.split()).casefold()


def shortened(name: str) -> str:
    """Return what is told of a name or an address: some hold all that they lead to."""
    return name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…"


def beginning(text: str) -> str:
    """Return the first words of *text*, by which it is found where it stands on several lines."""
    return " ".join(text.split()[:_WORDS])

"""Identifiers: those that pandoc makes of headings (its manual, "Extension: auto_identifiers"), and of documents."""

from __future__ import annotations

import unicodedata
from itertools import count

_SPACES = frozenset("\t\n\v\f\r")


def pandoc_identifier(text: str) -> str:
    """Return the identifier of a heading with this *text*, which has neither markup nor footnotes.

    Letters, digits, ``_``, ``-`` and ``.`` are kept, in lower case; blanks become hyphens; whatever is before the first
    letter goes.  If nothing is left it is ``section``.
    """
    # Each character by itself: in a word, Python would write the last sigma of a Greek one differently.
    lower = "".join(character.lower() for character in text)
    kept = "".join(" " if _is_space(c) else c for c in lower if _is_space(c) or c.isalnum() or c in "_-.")
    identifier = "-".join(kept.split())
    first = next((index for index, character in enumerate(identifier) if character.isalpha()), len(identifier))
    return identifier[first:] or "section"


def name_within_id(docname: str) -> str:
    """Return the name of a document as it stands within ids: other than docutils', it keeps digits and all letters."""
    return "-".join("".join(c if c.isalnum() else " " for c in docname.lower()).split())


def unique(identifier: str, taken: set[str]) -> str:
    """Return *identifier*, or with the first of ``-1``, ``-2`` and so on that makes it new, and add it to *taken*."""
    if identifier in taken:
        identifier = next(name for number in count(1) if (name := f"{identifier}-{number}") not in taken)
    taken.add(identifier)
    return identifier


def _is_space(character: str) -> bool:
    return character in _SPACES or unicodedata.category(character) == "Zs"

"""Ids made of titles, as pandoc makes them, so that links which people have made to a lesson's pages go on to work."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container


def pandoc_identifier(text: str) -> str:
    """Return the id that pandoc gives a heading (its manual, "Extension: auto_identifiers").

    Only letters, digits, ``_``, ``-`` and ``.`` are kept; blanks become hyphens; capitals become small; all before the
    first letter is dropped; what is left empty is ``section``.

    :param text: The heading as plain text.
    """
    kept = "".join(character for character in text if character.isalnum() or character in "_-." or character.isspace())
    identifier = "-".join(kept.lower().split())
    start = next((index for index, character in enumerate(identifier) if character.isalpha()), len(identifier))
    return identifier[start:] or "section"


def unique(identifier: str, taken: Container[str]) -> str:
    """Return *identifier*, or the first of ``<identifier>-1``, ``<identifier>-2``, … that is not *taken*."""
    found, number = identifier, 0
    while found in taken:
        number += 1
        found = f"{identifier}-{number}"
    return found

"""Catalogues of gettext (files ``.po``), as translators write them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from babel.messages.catalog import Catalog


class Message(NamedTuple):
    """A text in a catalogue.

    :ivar translation: What it says in the other language; empty, if nobody has translated it.
    :ivar line: Its line in the catalogue, from 1.
    :ivar is_fuzzy: Whether the text has changed since it was translated; what it says is not shown, then.
    """

    translation: str
    line: int
    is_fuzzy: bool


class Catalogue(NamedTuple):
    """What a file of translations says.

    :ivar messages: Each text of the lesson, as its author wrote it, with its translation.
    :ivar obsolete: How many translations it keeps of texts that the lesson no longer has.
    """

    messages: Mapping[str, Message]
    obsolete: int = 0


def catalogue_of(file: Path) -> Catalogue | None:
    """Return what a file says; ``None`` where it cannot be read."""
    read = read_file(file)
    if read is None:
        return None
    messages = {
        str(message.id): Message(str(message.string or ""), message.lineno or 1, message.fuzzy)
        for message in read
        if message.id and isinstance(message.id, str)
    }
    return Catalogue(messages, len(read.obsolete))


def read_file(file: Path) -> Catalog | None:
    """Return what Babel reads in a file; ``None`` where it cannot."""
    # Imported here: few lessons have catalogues.
    from babel.messages.pofile import PoFileError, read_po

    try:
        with file.open("rb") as text:
            return read_po(text, abort_invalid=True)
    except (OSError, ValueError, LookupError, PoFileError):
        return None

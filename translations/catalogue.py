"""A catalogue of messages that says nothing of when, where and with what it was written.

What changes in a file is what translators and authors have changed; so a file that nobody touched stays as it is.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from babel.messages.catalog import Message

#: The fields of the header that are kept.
_HEADER = frozenset({"Language", "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Plural-Forms"})


class Catalogue(Catalog):
    """The messages of one language, or, without one, those that are to be translated."""

    def __init__(self, language: str | None = None) -> None:
        super().__init__(locale=language, fuzzy=False)
        name = Locale.parse(language).english_name if language else "the languages of the world"
        self.header_comment = f"# What readers of a lesson see, in {name}."

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The header: the language, its plurals and how the file is written."""
        return [(name, value) for name, value in self._get_mime_headers() if name in _HEADER]

    @mime_headers.setter
    def mime_headers(self, headers: list[tuple[str, str]]) -> None:
        self._set_mime_headers(headers)

    @property
    def untranslated(self) -> Iterator[Message]:
        """The messages that have no translation."""
        return (message for message in self.messages if not is_translated(message))

    @property
    def doubtful(self) -> Iterator[Message]:
        """The messages whose translation was that of a similar message: somebody has to look at it."""
        return (message for message in self.messages if message.fuzzy)

    @property
    def messages(self) -> Iterator[Message]:
        """The messages without the header."""
        return (message for message in self if message.id)


def is_translated(message: Message) -> bool:
    """Tell whether a message has a translation, in all its plurals."""
    forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return all(forms)


def load(file: Path, language: str) -> Catalogue:
    """Return the catalogue of a language that is in *file*; an empty one, if there is no such file."""
    catalogue = Catalogue(language)
    if file.is_file():
        with file.open("rb") as stream:
            plain = read_po(stream, locale=language, abort_invalid=True)
        for message in plain:
            catalogue[message.id] = message
        catalogue.header_comment = plain.header_comment
        catalogue.obsolete = plain.obsolete
    return catalogue


def as_text(catalogue: Catalogue) -> bytes:
    """Return a catalogue as translators edit it (``.po``), or as they begin (``.pot``)."""
    stream = BytesIO()
    write_po(stream, catalogue, width=0, sort_output=True, include_lineno=False)
    return stream.getvalue().rstrip(b"\n") + b"\n"


def compiled(catalogue: Catalogue) -> bytes:
    """Return a catalogue as programs read it (``.mo``), with the messages that have a translation beyond doubt."""
    finished = Catalogue(catalogue.locale_identifier)
    finished.mime_headers = catalogue.mime_headers
    for message in catalogue.messages:
        if is_translated(message) and not message.fuzzy:
            finished[message.id] = message
    stream = BytesIO()
    write_mo(stream, finished)
    return stream.getvalue()

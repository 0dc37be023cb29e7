"""The texts of a lesson, brought into catalogues of gettext, one for each document and language."""

from __future__ import annotations

import os
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel import UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from sphinx.builders.gettext import MessageCatalogBuilder

from sphinx_lesson_ext.confinement import is_inside
from sphinx_lesson_ext.language_codes import code_of
from sphinx_lesson_ext.translation.catalogues import read_file
from sphinx_lesson_ext.translation.places import MESSAGES, files_in, locale_folders

from .command import CommandError
from .output import write_file
from .reading import lesson_read

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .source import Source

#: How long a line of a catalogue is.
_WIDTH = 100


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of a lesson.

    :ivar folder: The folder of all languages.
    :ivar languages: The languages that it says it is translated into.
    :ivar project: What the lesson is called.
    :ivar documents: For each catalogue, by its path without the suffix, the texts with the places that they stand at.
    """

    folder: Path
    languages: tuple[str, ...]
    project: str
    documents: Mapping[str, Mapping[str, Sequence[tuple[str, int]]]]


@dataclass(frozen=True, slots=True)
class Updated:
    """A catalogue after it was brought up to date.

    :ivar path: Its path without the suffix, from the folder of the language.
    :ivar texts: How many texts it has.
    :ivar translated: How many of them are translated.
    :ivar fuzzy: How many have changed since.
    :ivar is_written: Whether the file is another one now.
    """

    path: str
    texts: int
    translated: int
    fuzzy: int
    is_written: bool

    @property
    def percent(self) -> int:
        """How much is translated; 100 only if all is."""
        return self.translated * 100 // self.texts if self.texts else 100


def update_catalogues(
    source: Source, languages: Iterable[str], settings: Mapping[str, Any]
) -> dict[str, list[Updated]]:
    """Bring the catalogues of languages up to date, and return what came of each.

    :param languages: Their codes; none for those that the lesson names and those that have catalogues already.
    :raises CommandError: If the lesson cannot be read, or a file cannot be written.
    """
    texts = _texts_of(source, settings)
    wanted = list(map(code_of, languages))
    return {
        language: [_update(texts, language, name) for name in sorted(texts.documents)]
        for language in dict.fromkeys(wanted or (*texts.languages, *_present(texts.folder)))
    }


def _present(folder: Path) -> list[str]:
    """Return the languages that have catalogues."""
    places = sorted(folder.iterdir()) if folder.is_dir() else []
    return [place.name for place in places if next(iter(files_in(place / MESSAGES)), None)]


def _texts_of(source: Source, settings: Mapping[str, Any]) -> Texts:
    with lesson_read(source, settings, MessageCatalogBuilder.name) as app:
        builder, config = app.builder, app.config
    assert isinstance(builder, MessageCatalogBuilder)
    folder = Path(source.folder, locale_folders(config)[0])
    if source.is_workbench and not source.has_conf and not is_inside(source.folder, folder):
        raise CommandError(f"{folder} leads out of the lesson; put the folder itself there")
    documents = {
        name: {message.text: _places(message.locations, source.folder) for message in catalogue}
        for name, catalogue in builder.catalogs.items()
    }
    translated = tuple(map(code_of, config["lesson_languages"][1:]))
    return Texts(folder, translated, str(config.project), {name: texts for name, texts in documents.items() if texts})


def _places(locations: Iterable[tuple[str, int]], folder: Path) -> list[tuple[str, int]]:
    """Return places in the lesson's files, seen from its folder."""
    return [(os.path.relpath(path, folder).replace(os.sep, "/"), line) for path, line in locations]


def _update(texts: Texts, language: str, name: str) -> Updated:
    file = texts.folder / language / MESSAGES / f"{name}.po"
    template = Catalog(fuzzy=False)
    for text, places in texts.documents[name].items():
        template.add(text, locations=places)
    catalogue = _begun(file, language, texts.project)
    catalogue.update(template, update_creation_date=False)
    new = BytesIO()
    write_po(new, catalogue, width=_WIDTH, include_previous=True)
    old = file.read_bytes() if file.is_file() else b""
    if new.getvalue() != old:
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CommandError(f"{error.filename or file} cannot be written: {error.strerror}") from error
        write_file(new.getvalue(), file)
    messages = [message for message in catalogue if message.id]
    fuzzy = sum(message.fuzzy for message in messages)
    translated = sum(bool(message.string) and not message.fuzzy for message in messages)
    return Updated(name, len(messages), translated, fuzzy, new.getvalue() != old)


def _begun(file: Path, language: str, project: str) -> Catalog:
    """Return what translators have begun with; an empty catalogue, where there is none.

    :raises CommandError: If there is a file that cannot be read: their work is not to be lost.
    """
    if file.is_file():
        catalogue = read_file(file)
        if catalogue is None:
            raise CommandError(f"{file} cannot be read; let 'msgfmt --check' tell what is wrong in it")
        return catalogue
    comment = f"# {project}: the text in another language. Write the translation of each msgid into its msgstr."
    try:
        return Catalog(locale=language, project=project, header_comment=comment, fuzzy=False)
    except (UnknownLocaleError, ValueError):
        # A language that Babel does not know has no rules for plurals there; lessons need none.
        return Catalog(project=project, header_comment=comment, fuzzy=False)

"""Bring the catalogues up to date with the sources, compile them, and tell what is missing in each language."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError

from sphinx_lesson_ext.i18n import CATALOG, LOCALE_DIR

from .catalogue import Catalogue, as_text, compiled, load
from .extract import messages

if TYPE_CHECKING:
    from pathlib import Path


def languages(folder: Path = LOCALE_DIR) -> list[str]:
    """Return the languages that have a catalogue."""
    return sorted(file.parents[1].name for file in folder.glob(f"*/LC_MESSAGES/{CATALOG}.po"))


def file_of(language: str, folder: Path = LOCALE_DIR) -> Path:
    """Return the file of a language that translators edit."""
    return folder / language / "LC_MESSAGES" / f"{CATALOG}.po"


def update(file: Path, language: str, template: Catalogue) -> Catalogue:
    """Bring the catalogue of a language up to date, and write it, as text and compiled.

    Translations of messages that are gone are kept at its end, until these are back; one of a similar message is
    offered as doubtful.
    """
    catalogue = load(file, language)
    gone, catalogue.obsolete = catalogue.obsolete, {}
    for message in gone.values():
        catalogue[message.id] = message
    catalogue.update(template, update_creation_date=False)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(as_text(catalogue))
    file.with_suffix(".mo").write_bytes(compiled(catalogue))
    return catalogue


def main(arguments: list[str] | None = None, folder: Path = LOCALE_DIR) -> int:
    """Update all catalogues.

    :param folder: The folder of the catalogues.
    """
    parser = argparse.ArgumentParser(prog="python -m translations", description=__doc__)
    parser.add_argument("--add", metavar="LANGUAGE", type=_language, help="begin another language, such as pt_BR")
    added = parser.parse_args(arguments).add
    template = messages()
    folder.mkdir(exist_ok=True)
    (folder / f"{CATALOG}.pot").write_bytes(as_text(template))
    for language in sorted({*languages(folder), *([added] if added else [])}):
        sys.stdout.write(_account(update(file_of(language, folder), language, template)) + "\n")
    return 0


def _language(text: str) -> str:
    try:
        Locale.parse(text)
    except (UnknownLocaleError, ValueError):
        raise argparse.ArgumentTypeError(f"{text!r} is no language; write it as Sphinx does, such as pt_BR") from None
    return text


def _account(catalogue: Catalogue) -> str:
    parts = []
    for what, found in (("not translated", catalogue.untranslated), ("doubtful", catalogue.doubtful)):
        shown = [_shown(message.id) for message in found]
        if shown:
            parts.append(f"{len(shown)} {what}: " + ", ".join(shown))
    total = sum(1 for _message in catalogue.messages)
    return f"{catalogue.locale_identifier}: " + ("; ".join(parts) or f"all of {total} messages are translated")


def _shown(message: str | tuple[str, ...]) -> str:
    return repr(message if isinstance(message, str) else message[0])


if __name__ == "__main__":
    raise SystemExit(main())

"""``lesson translate``: give translators the texts of a lesson, and keep what they have done."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_lesson_ext.language_codes import is_language

from .build import add_settings_argument
from .command import Command, CommandError
from .loading import loading
from .output import say
from .source import find_source

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence

    from .catalogues import Updated

_DESCRIPTION = """\
Make the files in which a lesson is translated, or bring them up to date: one
for each document, in the folder locales or what conf.py names. What was
translated stays; what has changed since is marked as fuzzy, to be looked
through, and is shown in the original until then.
"""

_EXAMPLES = """\
examples:
  lesson translate . --language es       make or update locales/es/LC_MESSAGES/*.po
  lesson translate . -l es -l pt_BR      two languages
  lesson translate .                     all that the lesson has, or names
  lesson build . --language es           look at what came of it

exit status:
  0, or 2 if the lesson cannot be read or a file cannot be written
"""


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("source", metavar="SRC", type=Path, help="the lesson's folder")
    parser.add_argument(
        "-l",
        "--language",
        metavar="CODE",
        action="append",
        default=[],
        dest="languages",
        help="a language, such as es or pt_BR (default: those of lesson_languages, and those that are there)",
    )
    add_settings_argument(parser)


@loading()
def _run(arguments: Namespace) -> int:
    from .catalogues import update_catalogues

    for code in arguments.languages:
        if not is_language(code):
            raise CommandError(f"{code!r} is no code of a language; such codes are es, ar or pt_BR")
    updated = update_catalogues(find_source(arguments.source), arguments.languages, dict(arguments.settings))
    if not updated:
        raise CommandError("no language is named; name one with --language, such as --language es")
    for language, files in updated.items():
        say(_told(language, files))
    return 0


def _told(language: str, files: Sequence[Updated]) -> str:
    """Return how far a language is, in words: a line for each file, and one for all."""
    from sphinx_lesson_ext.report.columns import aligned

    rows = [
        (
            file.path,
            f"{file.percent} %",
            f"{file.translated} of {file.texts}",
            f"{file.fuzzy} to look through" if file.fuzzy else "",
        )
        for file in files
    ]
    texts, translated = sum(file.texts for file in files), sum(file.translated for file in files)
    written = sum(file.is_written for file in files)
    percent = translated * 100 // texts if texts else 100
    end = (
        f"{language}: {percent} % translated, {translated} of {texts} texts; {written} of {len(files)} files written\n"
    )
    lines = aligned(("document", "done", "texts", ""), rows, numbers=(1,))
    return "".join(f"{line.rstrip()}\n" for line in lines) + end


COMMAND = Command(
    "translate", "make or update the files of a translation", _DESCRIPTION, _EXAMPLES, _add_arguments, _run
)

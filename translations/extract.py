"""Finds the messages in the sources."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.extract import extract

from sphinx_lesson_ext import i18n

from .catalogue import Catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The folder of the sources.
PACKAGE = Path(i18n.__file__).parent

#: What messages are given to, and which of its arguments they are, from 1: alone, with a context (``c``), or in the
#: singular and the plural.
FUNCTIONS = {
    "_": None,
    "translatable": None,
    "translate": None,
    "translate_in": ((1, "c"), 2),
    "translate_number": (1, 2),
    "pgettext": ((1, "c"), 2),
    "ngettext": (1, 2),
    "plural_forms": (1, 2),
}
#: How comments begin that are for translators.
_COMMENTS = ("L10n:",)

#: How messages are found in files, by how their names end.
_METHODS = {".py": "python", ".html": "jinja2", ".jinja": "jinja2"}

#: What no reader of a lesson sees: files of new lessons have their words in each language, and reports are in English,
#: as all warnings are.
_OTHERS = frozenset({"checks", "cli", "health", "report", "starter"})


def messages() -> Catalogue:
    """Return all messages of the sources."""
    catalogue = Catalogue()
    for file in source_files():
        options = {"silent": "false"} if file.suffix != ".py" else {}
        with file.open("rb") as stream:
            found = list(extract(_METHODS[file.suffix], stream, FUNCTIONS, _COMMENTS, options, strip_comment_tags=True))
        place = file.relative_to(PACKAGE.parent).as_posix()
        for _line, message, comments, context in found:
            catalogue.add(message, None, [(place, None)], auto_comments=comments, context=context)
    return catalogue


def source_files() -> Iterator[Path]:
    """Yield the files that may have messages."""
    for file in sorted(PACKAGE.rglob("*")):
        if file.suffix in _METHODS and file.relative_to(PACKAGE).parts[0] not in _OTHERS:
            yield file

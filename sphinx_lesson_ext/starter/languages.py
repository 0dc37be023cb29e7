"""The languages that the text of a new lesson is written in: a folder each in ``languages/``."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from sphinx_lesson_ext.language_codes import code_of

FOLDER = Path(__file__).parent / "languages"

#: The file in each folder that holds single words and sentences; all others are files of the lesson.
WORDS = "words.toml"

#: The language for lessons in a language that has no folder.
FALLBACK = "en"


def languages() -> list[str]:
    """Return the code of each language that there is text in."""
    return sorted(folder.name for folder in FOLDER.iterdir() if (folder / WORDS).is_file())


def language_of_text(code: str) -> str:
    """Return the language in which there is text for a lesson in the language *code*: ``es`` for ``es_MX``."""
    known = {language.lower(): language for language in languages()}
    wanted = code_of(code).lower()
    return known.get(wanted) or known.get(wanted.partition("_")[0]) or FALLBACK


def words_of(language: str) -> dict[str, Any]:
    """Return the words of ``words.toml`` for a language that there is text in."""
    return tomllib.loads((FOLDER / language / WORDS).read_text(encoding="utf-8"))

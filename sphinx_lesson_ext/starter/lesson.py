"""The files of a new lesson."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_lesson_ext import __version__
from sphinx_lesson_ext.clock import today

from .languages import FALLBACK, WORDS, language_of_text, words_of
from .templates import FOLDER, SUFFIX, render

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from .answers import Answers

#: The folder of the files that are the same in all languages.
_COMMON = "lesson"

# A file whose name begins with a dot is hidden, from git in the package, too; here its name begins with this.
_DOT = "dot-"


def files_of(answers: Answers) -> dict[str, bytes]:
    """Return what each file of a new lesson holds, by its path with forward slashes."""
    language = language_of_text(answers.language)
    words = words_of(language)
    values = {
        "lesson": answers,
        "author": ", ".join(person.name for person in answers.authors) or words["authors"],
        "words": words,
        # Authors see it in the copyright line of the licence of program code.
        "year": str(today().year),
        "requirement": requirement(__version__),
    }
    sources = {path: file for folder in _folders(language) for path, file in _sources(folder).items()}
    return {path: _content(sources[path], values) for path in sorted(sources)}


def requirement(version: str) -> str:
    """Return what pip is asked for: *version* or a newer one that works alike (https://semver.org, items 4 and 8)."""
    major, minor = map(int, version.split(".")[:2])
    end = f"{major + 1}" if major else f"0.{minor + 1}"
    return f"sphinx-lesson-ext>={version},<{end}"


def paths() -> list[str]:
    """Return the path of each file of a new lesson, in whatever language, with forward slashes."""
    return sorted(path for folder in _folders(FALLBACK) for path in _sources(folder))


def _folders(language: str) -> tuple[str, str]:
    return _COMMON, f"languages/{language}"


def _sources(folder: str) -> dict[str, Path]:
    """Return the file or template in a folder that each file of a lesson is made from."""
    top = FOLDER / folder
    files = (file for file in top.rglob("*") if file.is_file() and file != top / WORDS)
    return {_target(file.relative_to(top)): file for file in files}


def _target(path: Path) -> str:
    names = (f".{part.removeprefix(_DOT)}" if part.startswith(_DOT) else part for part in path.parts)
    return "/".join(names).removesuffix(SUFFIX)


def _content(file: Path, values: Mapping[str, Any]) -> bytes:
    if file.suffix == SUFFIX:
        return render(file.relative_to(FOLDER).as_posix(), values).encode()
    return file.read_bytes()

"""The files of a new lesson."""

from __future__ import annotations

from datetime import date
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from sphinx_lesson_ext import __version__

from .languages import language_of_text, words_of
from .templates import FOLDER, SUFFIX, render

if TYPE_CHECKING:
    from collections.abc import Iterator

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
        "year": str(date.today().year),  # noqa: DTZ011  # the year where the author is
        "requirement": requirement(__version__),
    }
    return dict(sorted((*_files(_COMMON, values), *_files(f"languages/{language}", values))))


def requirement(version: str) -> str:
    """Return what pip is asked for: *version* or a newer one that works alike (https://semver.org, items 4 and 8)."""
    major, minor = map(int, version.split(".")[:2])
    end = f"{major + 1}" if major else f"0.{minor + 1}"
    return f"sphinx-lesson-ext>={version},<{end}"


def _files(folder: str, values: dict[str, Any]) -> Iterator[tuple[str, bytes]]:
    top = FOLDER / folder
    for file in sorted(top.rglob("*")):
        path = file.relative_to(top)
        if not file.is_file() or path.name == "words.toml":
            continue
        if path.suffix == SUFFIX:
            content = render(file.relative_to(FOLDER).as_posix(), values).encode()
        else:
            content = file.read_bytes()
        yield _target(PurePosixPath(path)), content


def _target(path: PurePosixPath) -> str:
    names = (f".{part.removeprefix(_DOT)}" if part.startswith(_DOT) else part for part in path.parts)
    return "/".join(names).removesuffix(SUFFIX)

"""Languages that a lesson no longer has: what was built of them goes."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

from sphinx_lesson_ext.language_codes import is_language, tag_of

from .publish import retract

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from .cache import Cache


def retract_others(output: Path, cache: Cache, languages: Sequence[str]) -> None:
    """Take away what was published of the languages that the lesson had in the build before, and has no more.

    One that was only built because somebody asked for it stays.

    :param cache: That of the language that the lesson is written in.
    :param languages: The others that it has now, as HTML names them.
    :raises CommandError: If a file cannot be removed.
    """
    for language in _read(cache.languages):
        if language not in languages:
            other = cache.of_language(language)
            retract(output / language, other.published)
            shutil.rmtree(other.folder, ignore_errors=True)
    cache.languages.write_text(json.dumps(languages), encoding="utf-8")


def _read(record: Path) -> list[str]:
    try:
        names = map(str, json.loads(record.read_text(encoding="utf-8")))
        # They become the names of folders.
        return [tag_of(name) for name in names if is_language(name)]
    except (OSError, ValueError, TypeError):
        return []

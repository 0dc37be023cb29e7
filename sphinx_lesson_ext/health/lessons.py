"""Many lessons in one report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_lesson_ext.settings_places import TEXT_FOLDERS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from .compare import Comparison
    from .records import Health

#: What a lesson's folder in a report is called, if nothing can be made of that of the lesson.
_NAMELESS = "lesson"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A lesson in a report on many.

    :ivar slug: The name of its folder in the report.
    :ivar folder: Its own folder, as it was named.
    :ivar health: What is known of it; ``None``, where it could not be read.
    :ivar problem: Why not, in a sentence.
    :ivar comparison: What has changed since a former report, if there is one.
    """

    slug: str
    folder: Path
    health: Health | None = None
    problem: str = ""
    comparison: Comparison | None = None


def slugs_of(folders: Sequence[Path]) -> list[str]:
    """Return a name for each folder that no other has: in lower case, of letters and digits that every system knows.

    A folder of texts alone is called as the one that it stands in.
    """
    taken: set[str] = set()
    slugs = []
    for folder in folders:
        named = folder.resolve()
        while named.name in TEXT_FOLDERS and named.parent.name:
            named = named.parent
        words = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in named.name)
        name = slug = "-".join(words.lower().split()) or _NAMELESS
        number = 1
        while slug in taken:
            number += 1
            slug = f"{name}-{number}"
        taken.add(slug)
        slugs.append(slug)
    return slugs

"""Where a lesson's ``conf.py`` is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .command import CommandError

if TYPE_CHECKING:
    from pathlib import Path

# The folder that was named first, then those where sphinx-quickstart and common templates put it.
_PLACES = (".", "source", "docs", "docs/source", "doc", "content")


def find_source(folder: Path) -> Path:
    """Return the source folder of the lesson in *folder*: that folder, or the first usual place in it.

    :raises CommandError: If *folder* is none, or no ``conf.py`` is there.
    """
    if not folder.is_dir():
        problem = "is not a folder" if folder.exists() else "does not exist"
        raise CommandError(f"{folder} {problem}; name the folder of a lesson")
    for place in _PLACES:
        if (folder / place / "conf.py").is_file():
            return folder / place
    looked = ", ".join(f"{place}/" for place in _PLACES[1:])
    raise CommandError(f"{folder} holds no lesson: there is no conf.py in it or in its {looked}")

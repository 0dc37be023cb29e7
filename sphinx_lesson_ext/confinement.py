"""Nothing from outside of a lesson gets into it: which files belong to a folder, whatever links lie in it.

Lessons are built that somebody else wrote: a link ``secrets.png`` to a file of whoever builds it must not be published.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

#: What is said of a picture or a download that would have to be copied, and of a link.
LEFT_OUT = "%r leads out of the lesson, and is left out; put the file into the lesson's folder"
NO_LINK = "%r leads out of the lesson, so it is no link; put what is needed into the lesson's folder"


def is_inside(root: Path, path: Path | str) -> bool:
    """Tell whether a path leads to something in the folder *root*, whatever symbolic links are on the way.

    :param path: Absolute, or from *root*.
    """
    try:
        return (root / path).resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError, ValueError):
        return False  # links that lead in a circle, a name that is too long, a NUL


def is_file_inside(root: Path, path: Path | str) -> bool:
    """Tell whether a path leads to a file in the folder *root*; what is read from may be no pipe and no device."""
    try:
        return is_inside(root, path) and (root / path).is_file()
    except OSError:
        return False  # a name that is too long


def files_below(root: Path, folder: Path) -> Iterator[Path]:
    """Yield the files in a folder and below it, in order, that lie in the folder *root*; hidden ones are left out.

    Links to folders below it are not followed, nor is *folder* itself, if it is one to a folder that holds it.
    """
    if not is_inside(root, folder) or is_inside(folder, folder.parent):
        return
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            file = Path(place, name)
            if not name.startswith(".") and is_file_inside(root, file):
                yield file

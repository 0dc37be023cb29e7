"""Writing a folder of files, whole or not at all."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from .command import CommandError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

# What a folder may hold that counts as empty: a repository that was just made.
_NOTHING = frozenset({".git"})

_SHOWN = 3


def check_is_free(folder: Path, names: Collection[str]) -> None:
    """Check that a folder is still to be made, or holds nothing.

    :param names: The paths of the files that are to be written into it, with forward slashes.
    :raises CommandError: If it holds something, or cannot be looked into.
    """
    try:
        if folder.exists() and not folder.is_dir():
            raise CommandError(f"{folder} is not a folder; name one that is empty or still to be made")
        if not folder.exists() and not folder.absolute().parent.is_dir():
            raise CommandError(f"{folder} cannot be made: there is no folder {folder.absolute().parent}")
        held = sorted(entry.name for entry in folder.iterdir() if entry.name not in _NOTHING) if folder.exists() else []
        lost = sorted(name for name in names if (folder / name).exists())
    except OSError as error:
        raise CommandError(f"{folder} cannot be used: {error.strerror}") from error
    if held:
        overwritten = f", and {_some(lost)} would be overwritten" if lost else ""
        raise CommandError(f"{folder} is not empty: it holds {_some(held)}{overwritten}; name a new folder")


def _some(names: list[str]) -> str:
    shown, more = ", ".join(names[:_SHOWN]), len(names) - _SHOWN
    return f"{shown} and {more} more" if more > 0 else shown


def write_folder(files: Mapping[str, bytes], folder: Path) -> None:
    """Write *files*, by their paths with forward slashes, into a folder that is free; if it fails, nothing is left.

    :raises CommandError: If they cannot be written.
    """
    check_is_free(folder, files)
    is_there = folder.is_dir()
    try:
        # On the same file system, so that moving is all that is left to do.
        with TemporaryDirectory(prefix=".lesson-", dir=folder if is_there else folder.absolute().parent) as work:
            draft = Path(work, "lesson")
            for name, content in files.items():
                file = draft / name
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)
            if is_there:
                _move_all(draft, folder)
            else:
                draft.rename(folder)
    except OSError as error:
        raise CommandError(f"{folder} cannot be written: {error.strerror}") from error


def _move_all(draft: Path, folder: Path) -> None:
    """Move what is in *draft* into *folder*, or leave all of it where it was."""
    moved: list[str] = []
    try:
        for entry in sorted(draft.iterdir()):
            entry.rename(folder / entry.name)
            moved.append(entry.name)
    except BaseException:
        for name in moved:
            (folder / name).rename(draft / name)
        raise

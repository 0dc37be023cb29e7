"""The way from what was built to the output folder.

What Sphinx writes lies in the cache until the build has come to its end.  So whoever looks at the output finds the last
good state of it; a file is replaced whole; what is as it was stays untouched; and what an earlier build published and
this one did not make is taken away.  Files of others are left alone.
"""

from __future__ import annotations

import filecmp
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_lesson_ext.confinement import is_inside

from .command import CommandError
from .output import replacing

if TYPE_CHECKING:
    from collections.abc import Iterable

#: How files end that MyST-NB writes beside the pages: why a notebook could not be run, with paths of the machine.
_FOR_AUTHORS = ".err.log"

#: The size of a file in bytes, and the time of its last change in nanoseconds.
_Mark = tuple[int, int]


def publish(built: Path, output: Path, record: Path) -> int:
    """Make *output* hold what *built* holds, and return how many files were written.

    :param record: The file that says what was published before; it is brought up to date.
    :raises CommandError: If a file cannot be written, or would end up outside *output*.
    """
    before = _read(record)
    files = (path for path in sorted(built.rglob("*")) if path.is_file() and not path.name.endswith(_FOR_AUTHORS))
    names = [path.relative_to(built).as_posix() for path in files]
    _check_places(output, {*names, *before})
    try:
        written = sum(_update(built / name, output / name) for name in names)
        for name in before.keys() - set(names):
            _remove(output, name, before[name])
        marks = {name: _mark(output / name) for name in names}
        record.write_text(json.dumps(marks), encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{error.filename or output} cannot be written: {error.strerror}") from error
    return written


def retract(output: Path, record: Path) -> None:
    """Take away what was published in *output*, and the folder itself if nothing else is in it.

    :param record: The file that says what was published.
    :raises CommandError: If a file cannot be removed, or is outside *output*.
    """
    before = _read(record)
    _check_places(output, before)
    try:
        for name, mark in before.items():
            _remove(output, name, mark)
        if output.is_dir() and not any(output.iterdir()):
            output.rmdir()
    except OSError as error:
        raise CommandError(f"{error.filename or output} cannot be removed: {error.strerror}") from error


def _mark(file: Path) -> _Mark:
    status = file.stat()
    return status.st_size, status.st_mtime_ns


def _check_places(output: Path, names: Iterable[str]) -> None:
    """Refuse what symbolic links, or names in a record that somebody else wrote, lead out of the output folder to."""
    for folder in sorted({(output / name).parent for name in names}):
        if not is_inside(output, folder):
            raise CommandError(f"{folder} leads out of {output}, so nothing is written; remove it")


def _update(new: Path, old: Path) -> bool:
    """Let *old* be as *new*, and tell whether it was not."""
    if old.is_file() and not old.is_symlink():
        new_mark, old_mark = _mark(new), _mark(old)
        # A page that was written anew and is as it was keeps its time.
        if new_mark == old_mark or (new_mark[0] == old_mark[0] and filecmp.cmp(new, old, shallow=False)):
            return False
    old.parent.mkdir(parents=True, exist_ok=True)
    with replacing(old) as draft:
        shutil.copyfile(new, draft)
        shutil.copystat(new, draft)
    return True


def _remove(output: Path, name: str, mark: _Mark) -> None:
    """Take away a file that was published, and the folders that it leaves empty; not what came in its place."""
    file = output / name
    if file.is_symlink() or not file.is_file() or _mark(file) != mark:
        return
    file.unlink()
    for folder in file.relative_to(output).parents:
        if folder == Path() or any((output / folder).iterdir()):
            return
        (output / folder).rmdir()


def _read(record: Path) -> dict[str, _Mark]:
    try:
        marks = json.loads(record.read_text(encoding="utf-8"))
        return {str(name): (int(size), int(time)) for name, (size, time) in marks.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}

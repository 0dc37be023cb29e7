"""Files of the site that are no pages: written where they differ, and taken away when they are no longer wanted."""

from __future__ import annotations

import json
import shutil
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sphinx.application import Sphinx

_VERSION = 1


def write_text(text: str) -> Callable[[Path], None]:
    """Return what writes a text."""

    def write(file: Path) -> None:
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8")

    return write


def copy_of(source: Path) -> Callable[[Path], None]:
    """Return what copies a file; one with the same size and time is taken for the same."""

    def write(file: Path) -> None:
        state = source.stat()
        if file.is_file():
            there = file.stat()
            if (there.st_size, there.st_mtime_ns) == (state.st_size, state.st_mtime_ns):
                return
        shutil.copy2(source, file)

    return write


def put_extra_files(app: Sphinx, name: str, files: Mapping[str, Callable[[Path], None]]) -> None:
    """Put files beside the pages, and remove those that a build before has put there and this one does not.

    What is there already and was not put there in this way is left alone: it is a page, or somebody else's.

    :param name: Tells these files from others of the kind.
    :param files: What writes each file, by its path from the root of the site, with forward slashes.
    """
    memory = Path(app.doctreedir, f"lesson-{name}-{app.builder.name}.json")
    root, before = Path(app.outdir), _load(memory, str(app.outdir))
    for path in sorted(before - files.keys()):
        _remove(root, path)
    written = []
    for path, write in files.items():
        file = root / path
        if path in before or not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            write(file)
            written.append(path)
    memory.write_text(
        json.dumps({"version": _VERSION, "output": str(app.outdir), "files": sorted(written)}), encoding="utf-8"
    )


def _load(memory: Path, output: str) -> set[str]:
    try:
        state = json.loads(memory.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return set()
    if state.get("version") != _VERSION or state.get("output") != output:
        return set()
    return set(state["files"])


def _remove(root: Path, path: str) -> None:
    file = root / path
    file.unlink(missing_ok=True)
    for folder in map(str, PurePosixPath(path).parents):
        if folder == "." or not (root / folder).is_dir() or any((root / folder).iterdir()):
            break
        (root / folder).rmdir()

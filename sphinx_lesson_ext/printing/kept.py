"""The PDF of the last build, which is made again only when something of it has changed."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from .ways import Way


def keep_pdf(way: Way, built: Path, engine: str, pdf: Path, begins: Callable[[], None]) -> None:
    """Let *pdf* be what *way* makes of a folder, and the folder around it hold nothing else.

    :param built: What the builder wrote.
    :param engine: The engine of LaTeX that the lesson is written for.
    :param begins: Called before something is done that takes a while.
    :raises PrintingError: If there is no PDF in the end.
    """
    folder = pdf.parent
    stamp = folder.with_suffix(".json")
    key = _key(way, built, engine)
    if _read(stamp) == [key, pdf.name, *_mark(pdf)]:
        return
    begins()
    stamp.unlink(missing_ok=True)
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    way.make(built, engine, pdf)
    stamp.write_text(json.dumps([key, pdf.name, *_mark(pdf)]), encoding="utf-8")


def _key(way: Way, built: Path, engine: str) -> str:
    """Return a digest of all that the PDF depends on."""
    digest = hashlib.sha256(repr((way, engine, Path(way.program).stat().st_mtime_ns)).encode())
    for file in sorted(path for path in built.rglob("*") if path.is_file()):
        content = file.read_bytes()
        digest.update(f"{file.relative_to(built).as_posix()}\0{len(content)}\0".encode("utf-8", "surrogatepass"))
        digest.update(content)
    return digest.hexdigest()


def _read(stamp: Path) -> object:
    try:
        return json.loads(stamp.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _mark(file: Path) -> list[int]:
    """Return what tells the file that was written here from others of its name, which a lesson may bring along."""
    try:
        status = os.lstat(file)
    except OSError:
        return []
    return [status.st_dev, status.st_ino, status.st_ctime_ns, status.st_size]

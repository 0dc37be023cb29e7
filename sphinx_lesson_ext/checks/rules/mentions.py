"""Whether any text of a lesson names a file: pages, but also settings, scripts, and pages of HTML."""

from __future__ import annotations

import os
from pathlib import Path, PurePath
from stat import S_ISREG
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_TEXTS = (
    *(".bib", ".cff", ".cfg", ".css", ".html", ".ini", ".ipynb", ".js", ".json", ".md", ".mdx", ".py", ".qmd"),
    *(".r", ".rmd", ".rst", ".sh", ".tex", ".toml", ".txt", ".xml", ".yaml", ".yml"),
)
#: Folders that hold what was made of the lesson, or what does not belong to it.
_OTHERS = frozenset({"_build", "_site", "build", "node_modules", "renv", "site", "venv"})
#: No page has more bytes; what has is data.
_LONGEST = 1_000_000


def mentioned(folder: Path, names: Collection[str], code: str) -> set[str]:
    """Return those of *names* that stand in any text below *folder*.

    :param code: What is told of those that do not: a report that tells of them names them, but for no use.
    """
    left = {spelling.encode(): name for name in names for spelling in (name, quote(name))}
    suffixes = {PurePath(name).suffix.encode() for name in names}
    longest = max(map(len, left), default=0)
    found: set[str] = set()
    for path in _texts(folder):
        try:
            text = path.read_bytes()
        except OSError:
            continue
        if code.encode() in text:
            continue
        for suffix in suffixes:
            # Where the suffix stands is found once, however many names end in it.
            end = text.find(suffix)
            while end >= 0:
                end += len(suffix)
                before = text[max(0, end - longest) : end]
                found.update(name for spelling, name in left.items() if before.endswith(spelling))
                end = text.find(suffix, end)
    return found


def _texts(folder: Path) -> Iterator[Path]:
    # What a repository says of itself may show images of the lesson in it.
    if (folder.parent / ".git").exists():
        yield from (path for path in folder.parent.glob("README*") if path.is_file())
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name not in _OTHERS and not name.startswith((".", "_build"))]
        for name in files:
            if name.lower().endswith(_TEXTS) and not name.startswith("."):
                path = Path(place, name)
                try:
                    status = path.lstat()
                except OSError:
                    continue
                # A pipe would be waited for.
                if S_ISREG(status.st_mode) and status.st_size <= _LONGEST:
                    yield path

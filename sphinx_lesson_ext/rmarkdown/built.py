"""Knitted text that a lesson brings: what the Workbench leaves in ``site/built`` and keeps on a branch ``md-outputs``.

There the text of ``episodes/ages.Rmd`` is ``ages.md``, beside a folder ``fig`` with the pictures that R drew and a
table ``md5sum.txt`` with the MD5 sum of each source (the R package sandpaper, R/utils-built-db.R).
"""

from __future__ import annotations

import csv
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_lesson_ext.confinement import is_file_inside
from sphinx_lesson_ext.markdown.chunks import chunks_in, lines_outside

if TYPE_CHECKING:
    from pathlib import Path

_TABLE = "md5sum.txt"


@dataclass(frozen=True, slots=True)
class BuiltText:
    """A knitted text.

    :ivar file: Its file.
    :ivar is_current: Whether its source is still what it was made of, as far as that can be told.
    """

    file: Path
    is_current: bool


class BuiltTexts:
    """The knitted texts in a folder.

    :param lesson: The folder of the lesson, which the names in the table begin at.
    """

    def __init__(self, folder: Path, lesson: Path) -> None:
        self._folder = folder
        self._lesson = lesson
        self._sums = _read_table(folder / _TABLE)

    def find(self, source: Path) -> BuiltText | None:
        """Return the knitted text of a file of R Markdown, if there is one."""
        file = self._folder / f"{source.stem}.md"
        if not is_file_inside(self._folder, file):
            return None
        if self._sums is None:
            return BuiltText(file, is_current=True)
        expected = self._sums.get(source.relative_to(self._lesson).as_posix())
        content = source.read_bytes()
        is_current = expected is not None and (_has_sum(content, expected) or _has_all(content, file))
        return BuiltText(file, is_current=is_current)


def _has_sum(content: bytes, expected: str) -> bool:
    # git may have changed the ends of lines.
    contents = (content, content.replace(b"\r\n", b"\n"))
    return any(hashlib.md5(each, usedforsecurity=False).hexdigest() == expected for each in contents)


def _has_all(content: bytes, file: Path) -> bool:
    """Whether a file has child documents, and its knitted text all that stands outside of its chunks.

    Its sum is one of the sums of all these files, which only R can work out.
    """
    text = content.decode(errors="replace")
    if "child" not in text or not any("child" in chunk.options for _line, chunk in chunks_in(text)):
        return False
    made = {line.strip() for line in file.read_text(encoding="utf-8", errors="replace").splitlines()}
    return all(line.strip() in made for line in lines_outside(text) if line.strip() and "`r" not in line)


def _read_table(file: Path) -> dict[str, str] | None:
    """Return the sum of each file; ``None`` without a table."""
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return None
    rows = list(csv.reader(lines, delimiter=" ", skipinitialspace=True))
    head = rows[0] if rows else []
    if "file" not in head or "checksum" not in head:
        return None
    name, checksum = head.index("file"), head.index("checksum")
    return {row[name]: row[checksum] for row in rows[1:] if len(row) > max(name, checksum)}

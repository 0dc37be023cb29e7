"""Where in the file of a Jupyter notebook its text is written: an author finds a line of a file, not of a cell."""

from __future__ import annotations

import json
from bisect import bisect_right
from dataclasses import dataclass, field
from json.decoder import scanstring  # type: ignore[attr-defined]  # what reads every string of JSON
from json.scanner import py_make_scanner  # type: ignore[attr-defined]  # the one that can be told how to read strings
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: What the files of notebooks end in.
SUFFIX = ".ipynb"


@dataclass(frozen=True, slots=True)
class NotebookFile:
    """What is written where in the file of a notebook; all lines are counted from 0.

    :ivar lines: For each line of the file, what it holds of the text of a cell, in the column where it stands.
    :ivar cells: For each cell, the line of the file that each line of its text is on.
    :ivar values: The line of each value of the notebook's metadata that is a text, by its key.
    """

    lines: Sequence[str]
    cells: Sequence[Sequence[int]]
    values: Mapping[str, int] = field(default_factory=dict)


class _Placed(str):
    """A string of JSON, and where it begins in the file."""

    __slots__ = ("begin",)

    begin: int


def read_notebook_file(text: str) -> NotebookFile:
    """Return what is written where; for a text that is no notebook, its lines as they are."""
    try:
        data = _Decoder().decode(text)
    except (ValueError, RecursionError):
        data = None
    cells = data.get("cells") if isinstance(data, dict) else None
    if not isinstance(cells, list):
        return NotebookFile(text.split("\n"), ())
    metadata = data.get("metadata")
    return _Reading(text).file(cells, metadata if isinstance(metadata, dict) else {})


class _Reading:
    """Notes what the lines of a file hold."""

    def __init__(self, text: str) -> None:
        self._starts = [0]
        for line in text.split("\n"):
            self._starts.append(self._starts[-1] + len(line) + 1)
        self._lines = [""] * (len(self._starts) - 1)

    def file(self, cells: Sequence[Any], metadata: Mapping[str, Any]) -> NotebookFile:
        places = [self._cell(cell.get("source") if isinstance(cell, dict) else None) for cell in cells]
        values = {key: self._line(value.begin) for key, value in metadata.items() if isinstance(value, _Placed)}
        return NotebookFile(self._lines, places, values)

    def _cell(self, source: Any) -> Sequence[int]:
        """Return the lines of a cell, whose text is one string, or a list of strings."""
        parts = source if isinstance(source, list) else [source]
        places: list[int] = []
        is_open = False
        for part in parts:
            if not isinstance(part, _Placed):
                continue
            line = self._line(part.begin)
            self._note(line, part)
            count = part.count("\n") + (not part.endswith("\n"))
            places += [line] * (count - is_open)
            is_open = not part.endswith("\n")
        return places

    def _line(self, position: int) -> int:
        return bisect_right(self._starts, position) - 1

    def _note(self, line: int, part: _Placed) -> None:
        column = part.begin - self._starts[line]
        self._lines[line] = self._lines[line].ljust(column) + part.rstrip("\n").replace("\n", " ")


class _Decoder(json.JSONDecoder):
    """A decoder of JSON whose strings know where they stand."""

    def __init__(self) -> None:
        super().__init__()
        self.parse_string = _scan
        self.scan_once = py_make_scanner(self)


def _scan(text: str, begin: int, strict: bool = True) -> tuple[_Placed, int]:
    value, end = scanstring(text, begin, strict)
    placed = _Placed(value)
    placed.begin = begin
    return placed, end

"""Where in its author's file something stands that a rule has found: the parser tells no more than where a text begins.

What is said of a line is mostly right, but a paragraph has one for all of its lines, docutils gives the line below a
title, and that of a fence for the code in it.  So the text is looked for in the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from .rule import Problem

#: What tells that there is more of an address.
_OF_ADDRESSES = "/?#=&%-_~"
#: How many lines are looked at for a text whose place is told.
_REACH = 400


class Position(NamedTuple):
    """A line and a column of a file, both from 1; and whether the text of the problem stands there."""

    line: int
    column: int
    is_exact: bool


class Locator:
    """Finds the places of the problems of one document, if these are asked for in their order.

    :param lines_of: Returns the lines of a file.
    """

    def __init__(self, lines_of: Callable[[str], Sequence[str]]) -> None:
        self._lines_of = lines_of
        self._lines: dict[str, Sequence[str]] = {}
        self._taken: set[tuple[str, str, int, int]] = set()

    def lines(self, path: str) -> Sequence[str]:
        """Return the lines of a file, which is read once."""
        if path not in self._lines:
            self._lines[path] = self._lines_of(path)
        return self._lines[path]

    def find(self, code: str, problem: Problem) -> Position:
        """Return the place of a problem.

        A rule is given each place once, as long as the file has the same text at another one.
        """
        path, line = problem.spot
        first = None
        for position in self._positions(problem):
            place = (code, path, position.line, position.column)
            if place not in self._taken:
                self._taken.add(place)
                return position
            first = first or position
        if first is not None:
            return first
        lines = self.lines(path)
        written = lines[line - 1] if 0 < line <= len(lines) else ""
        return Position(line, len(written) - len(written.lstrip()) + 1, is_exact=False)

    def _positions(self, problem: Problem) -> Iterator[Position]:
        """Yield each place of its text: from its line on to the end of the paragraph, just above it, and below."""
        text = problem.text.partition("\n")[0].strip()
        if not text:
            return
        lines = self.lines(problem.spot.path)
        begin = max(problem.spot.line, 1)
        end = begin
        while end <= len(lines) and lines[end - 1].strip():
            end += 1
        for number in (*range(begin, end), begin - 1, *range(end, min(end + _REACH, len(lines) + 1))):
            if not 1 <= number <= len(lines):
                continue
            start = lines[number - 1].find(text)
            while start >= 0:
                if not _goes_on(lines[number - 1], text, start + len(text)):
                    yield Position(number, start + 1, is_exact=True)
                start = lines[number - 1].find(text, start + 1)


def _goes_on(line: str, text: str, end: int) -> bool:
    """Tell whether a text is an address, and only the beginning of the one that stands in this line up to *end*."""
    following = line[end : end + 1]
    return "://" in text and (following.isalnum() or (following != "" and following in _OF_ADDRESSES))

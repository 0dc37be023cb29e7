"""Which line of an R Markdown file a line of the knitted text comes from."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_FENCE = "```"


def lines_of(knitted: str, source: str) -> list[int]:
    """Return, for each line of *knitted*, the line of *source* that it comes from; lines are counted from 0.

    What an author writes outside of chunks is the same in both, and so is code that is shown.  The output of a chunk
    comes from the line that is found last before it, or from the chunk, if that shows no code.

    Lines that are unlike any other are found first, then those around them ("patience diff"), so the time grows with
    the number of lines, whatever they are.
    """
    made, written = _lines(knitted), _lines(source)
    # Blank lines come and go around chunks.
    places = [number for number, line in enumerate(made) if line]
    wanted = [number for number, line in enumerate(written) if line]
    pairs = _matches([made[number] for number in places], [written[number] for number in wanted])
    found = {places[left]: wanted[right] for left, right in pairs.items()}
    limits = _limits(found, len(made), len(written))
    result: list[int] = []
    line = 0
    for number, (text, limit) in enumerate(zip(made, limits, strict=True)):
        if number in found:
            line = found[number]
        elif not text:
            line += int(bool(result) and line + 1 < limit and not written[line + 1])
        elif written[line] != _FENCE:
            line = _next_chunk(written, line, limit)
        result.append(line)
    return result


def _limits(found: dict[int, int], made: int, written: int) -> list[int]:
    """Return, for each line that was made, the first line that was written after what it can come from."""
    limits = []
    limit = written
    for number in reversed(range(made)):
        limits.append(limit)
        limit = found.get(number, limit)
    return limits[::-1]


def _next_chunk(written: Sequence[str], line: int, limit: int) -> int:
    """Return where the chunk begins that follows *line*, if only blank lines are between them; else *line*."""
    following = line + 1
    while following < limit and not written[following]:
        following += 1
    return following if following < limit and written[following].startswith(f"{_FENCE}{{") else line


def _lines(text: str) -> list[str]:
    # What knitr does to blanks at the beginning and the end of lines is not to matter.
    return [line.strip() for line in text.split("\n")]


def _matches(left: Sequence[str], right: Sequence[str]) -> dict[int, int]:
    """Return which lines of *right* the lines of *left* are; both grow."""
    pairs: dict[int, int] = {}
    before = (-1, -1)
    for anchor, following in pairwise([*_anchors(left, right), (len(left), len(right))]):
        i, j = anchor
        while i > before[0] and j > before[1] and left[i] == right[j]:
            pairs[i] = j
            i, j = i - 1, j - 1
        i, j = anchor
        while i < following[0] and j < following[1] and left[i] == right[j]:
            pairs[i] = j
            before = (i, j)
            i, j = i + 1, j + 1
    return pairs


def _anchors(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    """Return the longest growing row of pairs of lines that are there once on each side."""
    counts = Counter(left)
    once = {line: number for number, line in enumerate(right)}
    for line, count in Counter(right).items():
        if count > 1 or counts[line] != 1:
            del once[line]
    tops: list[int] = []
    ends: list[int] = []
    pairs: list[tuple[int, int, int]] = []
    for i, line in enumerate(left):
        if line not in once:
            continue
        j = once[line]
        length = bisect_left(tops, j)
        pairs.append((i, j, ends[length - 1] if length else -1))
        tops[length : length + 1] = [j]
        ends[length : length + 1] = [len(pairs) - 1]
    row = []
    end = ends[-1] if ends else -1
    while end >= 0:
        i, j, end = pairs[end]
        row.append((i, j))
    return row[::-1]

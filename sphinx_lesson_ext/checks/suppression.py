"""What authors write where a rule is wrong about their lesson: a comment that names it.

``<!-- lesson-ignore: link-text -->`` in Markdown, ``.. lesson-ignore: link-text`` in reStructuredText and
``# lesson-ignore: title`` in YAML hold for their own line, and where nothing else stands on that, for the next one that
is not empty.  ``lesson-ignore-file:`` holds for the file.  Codes are separated by commas or blanks; ``all`` is any.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LINE = "lesson-ignore:"
_FILE = "lesson-ignore-file:"
_ALL = "all"
#: What opens a comment, by what closes it.
_COMMENTS = {"<!--": "-->", "..": "", "%": "", "#": ""}


def ignored_codes(lines: Sequence[str]) -> dict[int, frozenset[str]]:
    """Return the codes that are ignored, by the line (from 1) for which that holds; those of the file are at 0."""
    found: dict[int, set[str]] = {}
    for number, line in enumerate(lines, start=1):
        if "lesson-ignore" not in line:
            continue
        for mark, codes, is_alone in _comments(line):
            place = 0 if mark == _FILE else _next(lines, number) if is_alone else number
            found.setdefault(place, set()).update(codes)
    return {place: frozenset(codes) for place, codes in found.items()}


def is_ignored(code: str, line: int, ignored: dict[int, frozenset[str]]) -> bool:
    """Tell whether a finding is one of those that the author wants no word of."""
    return any(code in ignored.get(place, ()) or _ALL in ignored.get(place, ()) for place in (0, line))


def _comments(line: str) -> Iterable[tuple[str, list[str], bool]]:
    """Yield the mark of each comment in a line, its codes, and whether nothing else stands in the line."""
    for mark in (_FILE, _LINE):
        before, found, rest = line.partition(mark)
        opening = next((sign for sign in _COMMENTS if before.rstrip().endswith(sign)), None)
        if not found or opening is None:
            continue
        closing = _COMMENTS[opening]
        named, _end, after = rest.partition(closing) if closing else (rest, "", "")
        is_alone = not before.rstrip().removesuffix(opening).strip() and not after.strip()
        yield mark, named.replace(",", " ").split(), is_alone


def _next(lines: Sequence[str], number: int) -> int:
    """Return the number of the next line that is not empty, and no such comment."""
    following = number + 1
    while following <= len(lines) and (not lines[following - 1].strip() or _LINE in lines[following - 1]):
        following += 1
    return following

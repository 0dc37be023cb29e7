"""What authors write where a rule is wrong about their lesson: a comment that names it.

``<!-- lesson-ignore: link-text -->`` in Markdown, ``.. lesson-ignore: link-text`` in reStructuredText and
``# lesson-ignore: title`` in YAML hold for their own line, and where nothing else stands on that, for the next one that
is not empty.  ``lesson-ignore-file:`` holds for the file.  Codes are separated by commas or blanks; ``all`` is any.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: What every such comment holds.
SIGN = "lesson-ignore"
_LINE = f"{SIGN}:"
_FILE = f"{SIGN}-file:"
#: What opens a comment, by what closes it.
_COMMENTS = {"<!--": "-->", "..": "", "%": "", "#": ""}
#: What may stand before text that is alone in its line: signs of lists and of quotations.
_MARGIN = " \t>*+-"


class Comment(NamedTuple):
    """A comment that silences something.

    :ivar line: Its line, from 1.
    :ivar column: Where its sign begins, from 1.
    :ivar place: The line for which it holds; 0, where that is the whole file.
    :ivar names: What it silences: codes, groups, or ``all``.
    """

    line: int
    column: int
    place: int
    names: tuple[str, ...]

    def holds_for(self, line: int) -> bool:
        """Tell whether it says something of that line."""
        return self.place in (0, line)


def comments_in(lines: Sequence[str]) -> list[Comment]:
    """Return the comments of a file that silence something, in order."""
    return [
        comment
        for number, line in enumerate(lines, start=1)
        if SIGN in line
        for comment in _comments(lines, number, line)
    ]


def _comments(lines: Sequence[str], number: int, line: str) -> Iterator[Comment]:
    start = line.find(SIGN)
    while start >= 0:
        mark = next((mark for mark in (_FILE, _LINE) if line.startswith(mark, start)), "")
        before = line[:start].rstrip()
        opening = next((sign for sign in _COMMENTS if before.endswith(sign)), None)
        # In code it is shown, and not meant.
        if mark and opening is not None and not before.removesuffix(opening).endswith("`"):
            closing = _COMMENTS[opening]
            rest = line[start + len(mark) :]
            named, _end, after = rest.partition(closing) if closing else (rest, "", "")
            is_alone = not before.removesuffix(opening).strip(_MARGIN) and not after.strip()
            place = 0 if mark == _FILE else _next(lines, number) if is_alone else number
            yield Comment(number, start + 1, place, tuple(named.replace(",", " ").split()))
        start = line.find(SIGN, start + len(SIGN))


def _next(lines: Sequence[str], number: int) -> int:
    """Return the number of the next line that is not empty, and no such comment."""
    following = number + 1
    while following <= len(lines) and (not lines[following - 1].strip(_MARGIN) or _LINE in lines[following - 1]):
        following += 1
    return following

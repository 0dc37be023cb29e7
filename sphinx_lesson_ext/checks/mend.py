"""Writing into a text what mends what was found in it: nothing else of it changes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from sphinx_lesson_ext.notebook_files import SUFFIX

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_lesson_ext.findings import Finding

#: What some editors begin a file with.
_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


class Mended(NamedTuple):
    """A text that was mended.

    :ivar text: The text.
    :ivar findings: What was mended.
    :ivar left: What could be mended, were there not something else at the same place that was.
    """

    text: str
    findings: Sequence[Finding]
    left: Sequence[Finding]


class _Change(NamedTuple):
    begin: int
    end: int
    new: str


def is_mendable(finding: Finding) -> bool:
    """Tell whether it is known what to write in the place of what was found."""
    return bool(finding.old) and finding.old != finding.new


def mend(text: str, findings: Iterable[Finding]) -> Mended:
    """Return *text* with what mends *findings*, as far as what they speak of stands there.

    Of two that would change the same characters the first is mended, and the other left.

    :param text: A file's text, as it is written: with its own line ends.
    """
    starts = _starts(text)
    changes: dict[_Change, list[Finding]] = {}
    for finding in findings:
        change = _change(text, starts, finding)
        if change is not None:
            changes.setdefault(change, []).append(finding)
    mended: list[Finding] = []
    left: list[Finding] = []
    parts: list[str] = []
    done = 0
    for change in sorted(changes):
        if change.begin < done:
            left += changes[change]
            continue
        parts += (text[done : change.begin], change.new)
        done = change.end
        # Two rules may find the same.
        mended += changes[change]
    return Mended("".join((*parts, text[done:])), mended, left)


def _starts(text: str) -> list[int]:
    """Return where each line begins: the lines are those that Python and docutils see."""
    starts = [len(_MARK) if text.startswith(_MARK) else 0]
    position = 0
    for line in text.splitlines(keepends=True):
        position += len(line)
        starts.append(position)
    return starts


def _change(text: str, starts: Sequence[int], finding: Finding) -> _Change | None:
    if not is_mendable(finding) or not 1 <= finding.line < len(starts):
        return None
    begin = starts[finding.line - 1] + finding.column - 1
    old, new = finding.old, finding.new
    if finding.path.endswith(SUFFIX):
        # The text of a cell is written as strings of JSON.
        old, new = (json.dumps(part, ensure_ascii=False)[1:-1] for part in (old, new))
    if "\r\n" in text:
        old, new = (part.replace("\r\n", "\n").replace("\n", "\r\n") for part in (old, new))
    return _Change(begin, begin + len(old), new) if text.startswith(old, begin) else None

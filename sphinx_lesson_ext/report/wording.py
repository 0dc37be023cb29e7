"""The phrases that every report for people uses."""

from __future__ import annotations

import unicodedata
from datetime import date
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sphinx_lesson_ext.findings import Finding

#: What a report says when there is nothing to tell.
NOTHING = "Nothing is marked FIXME."

# Characters that change the order in which others are shown (Unicode Standard Annex 9, section 2).
_REORDERING = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})

# Control characters, line and paragraph separators, and halves of a character (Unicode Standard, section 4.5).
_CONTROLS = frozenset({"Cc", "Zl", "Zp", "Cs"})


def visible(text: str, *, keep: str = "") -> str:
    r"""Return *text* with each character that would steer a terminal written as an escape, such as ``\x1b``.

    :param keep: Characters that stay as they are all the same.
    """
    return "".join(
        character.encode("unicode_escape").decode("ascii")
        if character not in keep and _steers(character)
        else character
        for character in text
    )


def _steers(character: str) -> bool:
    return unicodedata.category(character) in _CONTROLS or unicodedata.bidirectional(character) in _REORDERING


def width_of(text: str) -> int:
    """Return how many columns of a terminal *text* takes up (Unicode Standard Annex 11)."""
    return sum(map(_width, text))


def _width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def shortened(text: str, most: int, sign: str = "…") -> str:
    """Return *text*; of one that is wider than *most* columns, what has room before a *sign* that there is more."""
    if width_of(text) <= most:
        return text
    room = most - width_of(sign)
    kept = sum(width <= room for width in accumulate(map(_width, text)))
    return f"{text[:kept].rstrip()}{sign}"


def text_of(finding: Finding) -> str:
    """Return what *finding* says; where its author wrote nothing but the marker, that marker."""
    return finding.message or finding.marker or finding.code


def details_of(finding: Finding, without: str = "") -> list[str]:
    """Return what else a reader of *finding* may want to know, as lines.

    :param without: What to do that was told already.
    """
    change = " on ".join(filter(None, (finding.author, finding.date)))
    cell = finding.cell and f"in cell {finding.cell}"
    people = (cell, finding.owner and f"for {finding.owner}", finding.link, change and f"last changed by {change}")
    fix = "" if finding.fix == without else finding.fix
    return [line for line in (fix, "; ".join(filter(None, people))) if line]


def are_fixmes(findings: Iterable[Finding]) -> bool:
    """Tell whether all of *findings* are FIXMEs."""
    return all(finding.code == "fixme" for finding in findings)


def counted(findings: Sequence[Finding]) -> str:
    """Return how many *findings* there are, and in how many files, in words."""
    noun = "FIXME" if are_fixmes(findings) else "finding"
    files = len({finding.path for finding in findings})
    return f"{number(len(findings), noun)} in {number(files, 'file')}"


def held_back(counts: Mapping[date, int]) -> str:
    """Return how many solutions are held back until what day, as a sentence; nothing, if none are.

    :param counts: Their numbers by days, of which the last that there is stands for one that cannot be read.
    """
    if not counts:
        return ""
    total = sum(counts.values())
    verb = "is" if total == 1 else "are"
    parts = (
        f"{count} until {day.isoformat()}" if day != date.max else f"{count} for want of a date"
        for day, count in sorted(counts.items())
    )
    return f"{number(total, 'solution')} {verb} held back: {', '.join(parts)}"


def number(count: int, noun: str) -> str:
    """Return *count* things in words: ``1 file``, ``2 files``."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"

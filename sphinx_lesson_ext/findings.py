"""One shape for everything that a lesson's maintainer is told: FIXMEs, warnings, and what checks find."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    Name = TypeVar("Name", bound=Hashable)


class Severity(StrEnum):
    """How much a finding matters, what matters most first; the names are SARIF's levels (SARIF 2.1.0, 3.27.10)."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """Its place among all, from 0: what matters more has a smaller one."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something in a lesson that somebody should look at.

    :ivar code: What kind of finding it is, for example ``fixme``.
    :ivar severity: How much it matters.
    :ivar docname: The document that it belongs to, as Sphinx names it.
    :ivar path: The file that holds it, relative to the source folder, with forward slashes; an included file differs
        from the document.
    :ivar line: The line of that file, from 1.
    :ivar column: The column of that line in characters, from 1.
    :ivar message: What is found; for a FIXME its text, whole, on one line.
    :ivar fix: What to do about it, if that can be said.
    :ivar marker: For a FIXME, the word that marks it.
    :ivar context: For a FIXME, where it was found: ``block``, ``text``, ``comment``, ``heading``, ``front matter`` or
        ``link``.
    :ivar owner: Who is to deal with it, if the author said so.
    :ivar link: The address of its issue, if the author gave one.
    :ivar anchor: The id of the element that shows it in the document, if any does.
    :ivar author: Who last changed the line, if that was asked of git.
    :ivar date: The day of that change, as YYYY-MM-DD.
    :ivar cell: Of a notebook, the number of the cell that holds it, from 1.
    :ivar old: What stands at the place, if it can be mended without doubt; else empty.
    :ivar new: What is to be written in its place.
    """

    code: str
    severity: Severity
    docname: str
    path: str
    line: int
    column: int
    message: str
    fix: str = ""
    marker: str = ""
    context: str = ""
    owner: str = ""
    link: str = ""
    anchor: str = ""
    author: str = ""
    date: str = ""
    cell: str = ""
    old: str = ""
    new: str = ""


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return *findings* in the order in which a maintainer reads files; an included file's are told once.

    They are told of the first document that includes it, whichever was read first.
    """
    from_last = sorted(findings, key=lambda finding: finding.docname, reverse=True)
    unique = {(f.path, f.line, f.column, f.code, f.message): f for f in from_last}
    return [unique[key] for key in sorted(unique)]


def unmatched(names: Iterable[Name], others: Iterable[Name]) -> list[bool]:
    """Tell of each of *names* whether none of *others* is left for it: of those that are alike, the first have one."""
    left = Counter(others)
    are_unmatched = []
    for name in names:
        are_unmatched.append(left[name] <= 0)
        left[name] -= 1
    return are_unmatched

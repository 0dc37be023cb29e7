"""The report for people: one line for each finding, in the form that editors and terminals make clickable."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from sphinx_lesson_ext.findings import Severity

from .columns import aligned
from .paint import SEVERITIES, Colour, plain
from .tally import by_code, by_file
from .wording import NOTHING, are_fixmes, counted, details_of, number, text_of, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_lesson_ext.findings import Finding

    from .paint import Paint


def render(findings: Sequence[Finding], paint: Paint = plain) -> str:
    """Return *findings* file by file as ``path:line:column: code text``, with what to do about them, and counts.

    Where there are FIXMEs alone, their code is not told.

    :param findings: In order, so that those of one file stand together.
    :param paint: Gives a text a colour.
    """
    if not findings:
        return f"{NOTHING}\n"
    with_codes = not are_fixmes(findings)
    lines = [
        line
        for path, group in groupby(findings, attrgetter("path"))
        for line in _of_file(path, list(group), paint, with_codes=with_codes)
    ]
    tables = _tables(findings, paint) if with_codes else ()
    return "\n".join((*lines, *tables, paint(f"{counted(findings)}.", Colour.STRONG), ""))


def _of_file(path: str, findings: Sequence[Finding], paint: Paint, *, with_codes: bool) -> Iterator[str]:
    yield f"{paint(visible(path), Colour.STRONG)} ({len(findings)})"
    told: dict[str, str] = {}
    for finding in findings:
        place = paint(f"{visible(path)}:{finding.line}:{finding.column}:", Colour.CYAN)
        code = f"{_code(finding, paint)} " if with_codes else ""
        yield f"{place} {code}{visible(text_of(finding))}"
        # What to do is told once a file, and anew where it is something else.
        said = told.get(finding.code, "")
        yield from (f"    {paint(visible(detail), Colour.FAINT)}" for detail in details_of(finding, without=said))
        told[finding.code] = finding.fix
    yield ""


def _code(finding: Finding, paint: Paint) -> str:
    """Return the code, with how much the finding matters, unless that is as much as most do."""
    code = paint(visible(finding.code), SEVERITIES[finding.severity])
    return code if finding.severity is Severity.WARNING else f"{code} [{finding.severity}]"


def _tables(findings: Sequence[Finding], paint: Paint) -> Iterator[str]:
    """Yield how much was found of each code, and in each file."""
    codes = by_code(findings)
    yield from aligned(
        ("Code", "Severity", "Found", "Files"),
        [(row.code, row.severity.value, str(row.found), str(row.files)) for row in codes],
        numbers=(2, 3),
        paint=paint,
        colours=[SEVERITIES[row.severity] for row in codes],
    )
    yield ""
    yield from aligned(
        ("File", "Errors", "Warnings", "Notes", "Found"),
        [(path, *map(str, counts)) for path, *counts in by_file(findings)],
        numbers=(1, 2, 3, 4),
        paint=paint,
    )
    yield ""
    mendable = sum(bool(finding.old) for finding in findings)
    if mendable:
        yield f"{number(mendable, 'finding')} can be mended with --fix."

"""How much was found: of each code, and in each file."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from sphinx_lesson_ext.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_lesson_ext.findings import Finding


class OfCode(NamedTuple):
    """How often something was found, and in how many files."""

    code: str
    severity: Severity
    found: int
    files: int


class InFile(NamedTuple):
    """How much was found in a file, by how much it matters."""

    path: str
    errors: int
    warnings: int
    notes: int
    found: int


def by_code(findings: Iterable[Finding]) -> list[OfCode]:
    """Return how much there is of each code; what matters most comes first, and of that what there is most of."""
    paths: dict[tuple[Severity, str], list[str]] = {}
    for finding in findings:
        paths.setdefault((finding.severity, finding.code), []).append(finding.path)
    counted = [OfCode(code, severity, len(of), len(set(of))) for (severity, code), of in paths.items()]
    return sorted(counted, key=lambda row: (row.severity.rank, -row.found, row.code))


def by_file(findings: Iterable[Finding]) -> list[InFile]:
    """Return how much there is in each file, in the order of their paths."""
    counts: dict[str, Counter[Severity]] = {}
    for finding in findings:
        counts.setdefault(finding.path, Counter())[finding.severity] += 1
    return [
        InFile(path, of[Severity.ERROR], of[Severity.WARNING], of[Severity.NOTE], of.total())
        for path, of in sorted(counts.items())
    ]

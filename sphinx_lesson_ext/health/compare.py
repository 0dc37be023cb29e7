"""What is new in a report beside a former one, and what is gone."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_lesson_ext.report.wording import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_lesson_ext.findings import Finding

    from .records import Base, Health

# Some messages tell numbers, such as other lines; a change of those is no change of what is to be done.
_WITHOUT_DIGITS = str.maketrans("", "", "0123456789")


@dataclass(frozen=True, slots=True)
class Comparison:
    """A report beside a former one.

    :ivar new: For each finding of the report, whether it was not there before.
    :ivar gone: The former findings that are no longer there.
    """

    base: Base
    new: Sequence[bool]
    gone: Sequence[Finding]

    @property
    def count(self) -> int:
        """How many findings are new."""
        return sum(self.new)


def compare(health: Health, base: Base) -> Comparison:
    """Set a report beside a former one.

    A finding is the same if its code, its file and its text are, whatever its line: lines are added above it.
    """
    findings = [found.finding for found in health.findings]
    return Comparison(
        base,
        new=_unmatched(findings, base.findings),
        gone=[
            finding
            for finding, is_gone in zip(base.findings, _unmatched(base.findings, findings), strict=True)
            if is_gone
        ],
    )


def _unmatched(findings: Iterable[Finding], others: Iterable[Finding]) -> list[bool]:
    """Tell for each of *findings* whether it has none of *others* for itself."""
    left = Counter(map(_identity, others))
    unmatched = []
    for finding in findings:
        identity = _identity(finding)
        unmatched.append(left[identity] == 0)
        left[identity] = max(left[identity] - 1, 0)
    return unmatched


def _identity(finding: Finding) -> tuple[str, str, str]:
    return finding.code, finding.path, text_of(finding).translate(_WITHOUT_DIGITS)

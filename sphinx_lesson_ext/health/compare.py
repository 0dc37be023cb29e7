"""What is new in a report beside a former one, and what is gone."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import compress
from typing import TYPE_CHECKING

from sphinx_lesson_ext.findings import unmatched
from sphinx_lesson_ext.report.identity import identity_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_lesson_ext.findings import Finding

    from .records import Base, Health


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
    now = [identity_of(found.finding) for found in health.findings]
    before = [identity_of(finding) for finding in base.findings]
    gone = compress(base.findings, unmatched(before, now))
    return Comparison(base, new=unmatched(now, before), gone=list(gone))

"""What was measured, as lines of a table."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .builds import Cost

HEADER = (
    f"{'pages':>5}  {'-j':>2}  {'build':<7}  {'of':<13}  {'CPU s (min-max)':<20}  {'wall s (min-max)':<20}"
    f"  {'CPU ratio (min-max)':<19}  {'MB':>4}  {'kB a page (ratio)':>17}"
)


@dataclass(frozen=True, slots=True)
class Row:
    """The runs of one kind of build.

    :ivar kind: From nothing, with nothing changed, or with one file changed.
    :ivar costs: One for each run.
    :ivar floor: Those of the build that it is compared with, run for run.
    :ivar page_size: In kB.
    :ivar floor_size: That of the build that it is compared with.
    """

    pages: int
    jobs: int
    kind: str
    build: str
    costs: Sequence[Cost]
    floor: Sequence[Cost]
    page_size: float
    floor_size: float

    @property
    def ratios(self) -> list[float]:
        """How many times the CPU seconds of the floor each run has cost."""
        return [cost.cpu / floor.cpu for cost, floor in zip(self.costs, self.floor, strict=True)]

    @property
    def size_ratio(self) -> float:
        """How many times the size of the floor's pages these have."""
        return self.page_size / self.floor_size

    def __str__(self) -> str:
        cpu, wall = [cost.cpu for cost in self.costs], [cost.wall for cost in self.costs]
        memory = max(cost.memory for cost in self.costs)
        size = f"{self.page_size:.1f} ({self.size_ratio:.2f})"
        return (
            f"{self.pages:>5}  {self.jobs:>2}  {self.kind:<7}  {self.build:<13}  {spread(cpu):<20}  {spread(wall):<20}"
            f"  {spread(self.ratios):<19}  {memory:>4.0f}  {size:>17}"
        )


def spread(values: Sequence[float]) -> str:
    """Return the middle of *values* with the least and the greatest: ``1.50 (1.25-2.00)``."""
    return f"{median(values):.2f} ({min(values):.2f}-{max(values):.2f})"

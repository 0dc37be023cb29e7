"""What builds may cost, and whether they do not cost more."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from .table import Row

#: The build that is held to the requirements.
_BUILD = "lesson"


def verdict(rule: str, most: float, found: float | None, where: str = "") -> str:
    """Return a sentence on a requirement: what was measured, and whether that is too much."""
    if found is None:
        return f"{rule}: not measured"
    return f"{rule}: {found:.2f}{where}: {'met' if found <= most else 'NOT MET'}"


@dataclass(frozen=True, slots=True)
class Requirement:
    """Something that may be at most so many times that of the floor.

    :ivar what: What it is, in words.
    :ivar kind: The kind of build that it is measured with.
    :ivar pages: The size of the smallest lesson that it holds for.
    :ivar most: How many times that of the floor it may be.
    :ivar ratio: How many times that of the floor it is.
    """

    what: str
    kind: str
    pages: int
    most: float
    ratio: Callable[[Row], float]


def _cpu(row: Row) -> float:
    return median(row.ratios)


def _size(row: Row) -> float:
    return row.size_ratio


REQUIREMENTS = (
    Requirement("CPU of a clean build", "clean", 300, 1.0, _cpu),
    Requirement("CPU of a build with nothing changed", "nothing", 300, 1.2, _cpu),
    Requirement("CPU of a build with one file changed", "one", 300, 1.2, _cpu),
    Requirement("size of an HTML page", "clean", 500, 2.0, _size),
)


def verdicts(rows: Sequence[Row]) -> Iterator[str]:
    """Yield a sentence for each requirement: what was measured, the worst if it was more often, and if it is met."""
    for requirement in REQUIREMENTS:
        rule = f"{requirement.what}, {requirement.pages} pages or more, at most {requirement.most:.2f} times the floor"
        held = [
            row
            for row in rows
            if row.build == _BUILD and row.kind == requirement.kind and row.pages >= requirement.pages
        ]
        worst = max(held, key=requirement.ratio, default=None)
        where = f" ({worst.pages} pages, -j {worst.jobs})" if worst else ""
        yield verdict(rule, requirement.most, requirement.ratio(worst) if worst else None, where)

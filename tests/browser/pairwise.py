"""Which of all combinations to try, where there is no time for every one of them."""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence


def pairwise(*factors: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Return few combinations of one value of each factor, such that any two values of two factors meet in one.

    Most faults show where two settings meet; see D. R. Kuhn, D. R. Wallace, A. M. Gallo, "Software fault interactions
    and implications for software testing", IEEE Transactions on Software Engineering 30(6), 2004.  Of the combinations
    left, the one with the most new pairs comes next, the first of several: the choice is the same in every run.
    """

    def pairs(combination: tuple[Any, ...]) -> set[tuple[tuple[int, Any], ...]]:
        return set(combinations(enumerate(combination), 2))

    left = {combination: pairs(combination) for combination in product(*factors)}
    missing = set().union(*left.values())
    chosen = []
    while missing:
        best = max(left, key=lambda combination: len(left[combination] & missing))
        missing -= left.pop(best)
        chosen.append(best)
    return chosen

"""The choice of combinations."""

from __future__ import annotations

from itertools import combinations, product

import pytest

from browser.pairwise import pairwise

FACTORS = [
    (("a", "b"),),
    ((1, 2), (3, 4)),
    (("light", "dark", "forced"), (False, True), (320, 390, 1280), ("ltr", "rtl")),
    # The same values in several factors, which are not the same thing.
    ((1, 2, 3), (1, 2, 3), (1, 2, 3)),
]


@pytest.mark.parametrize("factors", FACTORS)
def test_every_pair_of_values_meets(factors):
    chosen = pairwise(*factors)
    assert set(chosen) <= set(product(*factors))
    for one, other in combinations(range(len(factors)), 2):
        met = {(combination[one], combination[other]) for combination in chosen}
        assert met == set(product(factors[one], factors[other]))


def test_few_are_chosen():
    factors = (range(14), range(3), range(2), range(3), range(2))
    assert 14 * 3 <= len(pairwise(*factors)) <= 48


def test_the_choice_is_always_the_same():
    assert pairwise("abc", "xyz", "12") == pairwise("abc", "xyz", "12")


def test_a_missing_pair_would_be_seen():
    chosen = pairwise("ab", "xy", "12")[1:]
    assert any(
        {(combination[one], combination[other]) for combination in chosen} != set(product(*pair))
        for (one, other), pair in zip(combinations(range(3), 2), combinations(("ab", "xy", "12"), 2), strict=True)
    )

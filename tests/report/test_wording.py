"""The phrases of reports."""

from __future__ import annotations

import pytest

from sphinx_lesson_ext.report.wording import shortened, width_of


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("six wo", "six wo"),
        ("six words", "six w…"),
        ("sixty words", "sixty…"),
        ("\u4e09\u4e2a\u540d", "\u4e09\u4e2a\u540d"),
        ("\u4e09\u4e2a\u540d\u5b57", "\u4e09\u4e2a…"),
        ("e\u0301t\u00e9 \u00e0 Nice", "e\u0301t\u00e9 \u00e0…"),
    ],
)
def test_text_is_cut_to_six_columns(text: str, shown: str) -> None:
    assert shortened(text, 6) == shown
    assert width_of(shown) <= 6


def test_the_sign_that_there_is_more_takes_its_room() -> None:
    assert shortened("seven letters", 8, "...") == "seven..."

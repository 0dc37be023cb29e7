"""The fenced divs of real lessons, where they are at hand beside the checkout."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown_cases import Div, Pandoc, divs_of, myst_parser

LESSONS = Path(__file__).parents[3] / "shared" / "lessons"


def _number(divs: tuple[Div, ...]) -> int:
    return sum(1 + _number(div.children) for div in divs)


@pytest.mark.skipif(not LESSONS.is_dir(), reason=f"there are no lessons in {LESSONS}")
def test_divs_are_those_of_pandoc(pandoc_of_workbench: Pandoc) -> None:
    parser = myst_parser("deflist", "colon_fence", "dollarmath", "tasklist")
    files = sorted(LESSONS.rglob("*.md"))
    number = 0
    differing = []
    for file in files:
        text = file.read_text(encoding="utf-8")
        divs = pandoc_of_workbench.divs_of(text)
        number += _number(divs)
        if divs_of(parser.parse(text, {})) != divs:
            differing.append(file)
    print(f"{number} divs in {len(files)} files compared with pandoc")  # noqa: T201
    assert differing == []
    assert number > 100

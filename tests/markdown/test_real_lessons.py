"""The fenced divs of real lessons, where they are at hand beside the checkout."""

from __future__ import annotations

from pathlib import Path

import pytest
from block_outline import outline_of_tokens
from markdown_cases import Div, Pandoc, divs_of, lesson_parser, myst_parser

LESSONS = Path(__file__).parents[3] / "shared" / "lessons"


def _number(divs: tuple[Div, ...]) -> int:
    return sum(1 + _number(div.children) for div in divs)


pytestmark = pytest.mark.skipif(not LESSONS.is_dir(), reason=f"there are no lessons in {LESSONS}")


@pytest.mark.once
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


@pytest.mark.once
def test_nearly_all_blocks_are_those_of_pandoc(pandoc_with_blocks: Pandoc) -> None:
    """Hardly anything is read differently: a heading or a list right below a text, and what is left of Jekyll."""
    parser = lesson_parser()
    files = sorted(LESSONS.rglob("*.md"))
    differing = []
    number = 0
    for file in files:
        text = file.read_text(encoding="utf-8")
        blocks = pandoc_with_blocks.outline_of(text)
        number += len(blocks)
        if list(outline_of_tokens(parser.parse(text, {}))) != blocks:
            differing.append(file)
    print(f"{number} blocks in {len(files)} files compared with pandoc: {len(differing)} files differ")  # noqa: T201
    assert len(differing) <= len(files) * 0.03
    assert number > 1000

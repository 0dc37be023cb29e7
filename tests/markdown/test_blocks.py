"""Blocks other than divs: what pandoc makes of them for the Workbench, and what we do better."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from block_outline import outline_of_tokens
from hypothesis import given
from hypothesis import strategies as st
from markdown_cases import Case, Pandoc, lesson_parser, read_cases, thorough
from myst_parser.config.main import MdParserConfig
from myst_parser.mdit_to_docutils.base import make_document
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.parsers.mdit import create_md_parser

from sphinx_lesson_ext.markdown.block_renderer import BlockRenderer
from sphinx_lesson_ext.markdown.problems import take_problems

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

LIKE_PANDOC = read_cases("blocks")
UNLIKE_PANDOC = read_cases("blocks_unlike_pandoc")
PARSER = lesson_parser()


def outline(text: str) -> list[str]:
    env: dict[str, Any] = {}
    lines = list(outline_of_tokens(PARSER.parse(text, env)))
    return lines + [f"! {problem.code} in line {problem.line + 1}" for problem in take_problems(env)]


def test_there_are_cases() -> None:
    assert len(LIKE_PANDOC) > 35
    assert len(UNLIKE_PANDOC) > 15


@pytest.mark.parametrize("case", LIKE_PANDOC + UNLIKE_PANDOC, ids=str)
def test_outline(case: Case) -> None:
    assert "\n".join(outline(case.text)) == case.expected


@pytest.mark.parametrize("case", LIKE_PANDOC, ids=str)
def test_outline_is_that_of_pandoc(case: Case, pandoc_with_blocks: Pandoc) -> None:
    assert case.expected.split("\n") == pandoc_with_blocks.outline_of(case.text)


@pytest.mark.parametrize("case", UNLIKE_PANDOC, ids=str)
def test_outline_is_not_that_of_pandoc(case: Case, pandoc_with_blocks: Pandoc) -> None:
    """A case in which pandoc does the same is none of these."""
    assert case.expected.split("\n") != pandoc_with_blocks.outline_of(case.text)


NUMBERS = ["1 2 3", "4 5 6", "a b c", "B C D", "i ii iii", "iv v vi", "I II III", "x y z", "h i j", "7 7 7"]
WORDS = st.sampled_from(["word", "two words", "*stress*", "`a code`", "$a|b$", "[link](there)", "9 lives"])
CELLS = st.sampled_from(["a", "b c", "`x|y`", "*d*", "$e|f$", "", "[g](there)"])


def marked(marker: str, lines: list[str]) -> list[str]:
    """Return the lines of an item or a definition."""
    indent = " " * len(marker)
    return [marker + lines[0], *(indent + line if line else "" for line in lines[1:])]


@st.composite
def paragraphs(draw: DrawFn) -> list[str]:
    return draw(st.lists(WORDS, min_size=1, max_size=3))


@st.composite
def lists(draw: DrawFn, depth: int) -> list[str]:
    shape = draw(st.sampled_from(["{}.  ", "{})  ", "({})  "]))
    numbers = draw(st.sampled_from([numbers.split() for numbers in NUMBERS]))
    markers = [shape.format(number) for number in numbers]
    if draw(st.booleans()):
        markers = draw(st.lists(st.sampled_from(["-   ", "*   ", "+   "]), min_size=3, max_size=3))
    lines: list[str] = []
    is_loose = draw(st.booleans())
    for marker in markers[: draw(st.integers(1, 3))]:
        content = draw(documents(depth - 1)) if depth and draw(st.booleans()) else [draw(WORDS)]
        lines += [""] if lines and (is_loose or len(content) > 1) else []
        lines += marked(marker, content)
    return lines


@st.composite
def definitions(draw: DrawFn, depth: int) -> list[str]:
    lines: list[str] = []
    for number in range(draw(st.integers(1, 2))):
        lines += [""] if lines else []
        lines.append(f"term {number}")
        for _ in range(draw(st.integers(1, 2))):
            lines += [""] if len(lines[-1]) > 20 or lines[-1].startswith("    ") else []
            shape = draw(st.sampled_from([":   ", "~   ", "below"]))
            if shape == "below":
                lines += [":", draw(WORDS)]
            else:
                lines += marked(shape, draw(documents(depth - 1)) if depth and draw(st.booleans()) else [draw(WORDS)])
    return lines


@st.composite
def tables(draw: DrawFn, depth: int) -> list[str]:
    count = draw(st.integers(1, 3))
    left = draw(st.sampled_from(["| ", "|"]) if count == 1 else st.sampled_from(["| ", "", "|"]))
    right = draw(st.sampled_from([" |", "", "|"]))
    columns = [draw(st.sampled_from(["---", ":--", "--:", ":-:", "-" * 40])) for _ in range(count)]
    rows = [[draw(CELLS) for _ in range(draw(st.integers(1, count + 1)))] for _ in range(draw(st.integers(0, 3)))]
    cells = [["head"] * count, columns, *([row[0] or "first", *row[1:]] for row in rows)]
    shown = [left + " | ".join(row) + (right if left or len(row) > 1 else " |") for row in cells]
    caption = draw(st.sampled_from([[], [], ["", ": A *caption*"], ["", "Table: Another"], [": A third"]]))
    above = draw(st.sampled_from([[], [], ["Table: Above", ""]]))
    if depth < 2:
        # In an item, pandoc wants a blank line behind it.
        return shown
    return [*above, *shown, *(caption if not above else [])]


@st.composite
def grids(draw: DrawFn, depth: int) -> list[str]:
    count = draw(st.integers(1, 2))
    rows = [[draw(documents(max(0, depth - 1))) for _ in range(count)] for _ in range(draw(st.integers(1, 2)))]
    width = max(len(line) for row in rows for cell in row for line in cell) + 2
    rule = "+" + "+".join(["-" * width] * count) + "+"
    lines = [rule]
    for row in rows:
        height = max(map(len, row))
        filled = [[f" {line}".ljust(width) for line in [*cell, *[""] * (height - len(cell))]] for cell in row]
        lines += ["|" + "|".join(parts) + "|" for parts in zip(*filled, strict=True)]
        lines.append(rule)
    return lines


@st.composite
def elements(draw: DrawFn, depth: int) -> list[str]:
    name = draw(st.sampled_from(["div", "section", "center", "blockquote", "figure"]))
    inside = draw(documents(depth - 1)) if depth else draw(paragraphs())
    blank = [""] if draw(st.booleans()) else []
    tag = draw(st.sampled_from([f"<{name}>", f'<{name} class="a b">']))
    return [tag, *blank, *inside, *blank, f"</{name}>"]


@st.composite
def line_blocks(draw: DrawFn) -> list[str]:
    return [f"| {draw(WORDS)}" for _ in range(draw(st.integers(1, 3)))]


FIXED = st.sampled_from(
    [
        ["## Heading"],
        ["Title", "====="],
        ["***"],
        ["```python", "x = 1", "```"],
        ["``` {.r}", "y <- 2", "```"],
        ["<!-- hidden", "", "- words -->"],
        ["a <!-- not shown --> b"],
        ["<p>one *two*</p>"],
        ["<pre>", "*a*", "</pre>"],
        ["<table>", "<tr><td>*a*</td> <td>b</td></tr>", "</table>"],
        ["<br>", "word"],
    ]
)


@st.composite
def documents(draw: DrawFn, depth: int = 2) -> list[str]:
    """Draw the lines of a document, with a blank line between its blocks; neither the first nor the last is blank."""
    shapes: list[SearchStrategy[list[str]]] = [paragraphs(), tables(depth), line_blocks(), FIXED]
    shapes += [lists(depth), definitions(depth), elements(depth), grids(depth)]
    lines: list[str] = []
    for _ in range(draw(st.integers(1, 3 if depth else 1))):
        block = draw(st.one_of(shapes if depth else [paragraphs(), FIXED]))
        lines += ["", "<!-- -->", "", *block] if lines else block
    return lines


@pytest.mark.once
def test_blocks_are_those_of_pandoc(pandoc_with_blocks: Pandoc) -> None:
    """Blocks in each other, with a comment between, since what may follow what is not asked here."""
    shapes: set[str] = set()

    @thorough(800)
    @given(documents())
    def compare(lines: list[str]) -> None:
        text = "\n".join(lines) + "\n"
        shapes.add(text)
        assert outline(text) == pandoc_with_blocks.outline_of(text)

    compare()
    print(f"{len(shapes)} documents compared with pandoc")  # noqa: T201
    assert len(shapes) >= 550


def test_a_document_begins_as_with_mysts_renderer() -> None:
    config, document = MdParserConfig(), make_document()
    options = {"document": document, "myst_config": config}
    ours, mysts = (create_md_parser(config, renderer).renderer for renderer in (BlockRenderer, SphinxRenderer))
    for renderer in (ours, mysts):
        renderer.setup_render(options, {})
    of_parser = {"md", "rules"}

    assert vars(ours).keys() == vars(mysts).keys()
    assert all(vars(ours)[name] == value for name, value in vars(mysts).items() if name not in of_parser)

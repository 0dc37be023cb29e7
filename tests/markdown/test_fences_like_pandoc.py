"""Our trees of divs are pandoc's, over shapes that hypothesis makes up."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_cases import Pandoc, divs_of, myst_parser, thorough

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

ANYTHING = frozenset({"opener", "closer", "other"})
FENCES = frozenset({"opener", "closer"})
CLOSER = frozenset({"closer"})
NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Block:
    """Some lines of a document.

    :ivar blank_before: Whether a blank line has to stand before it.
    :ivar followers: What may follow it with no blank line between.
    """

    lines: tuple[str, ...]
    kind: str = "other"
    blank_before: bool = False
    followers: frozenset[str] = ANYTHING


COLONS = st.sampled_from([":::", ":::", "::::", ":::::", ":" * 9])
NAMES = st.sampled_from(
    ["challenge", "solution", "{.callout}", "{#here .hint}"] * 4
    + ["questions:", "{ .a .b key='a value' }", "{name}", "a :::", "b:::", "{.c} :::", "{}", ":::", "{.d"]
    + ["{.e\n.f}", "{k='a\nb'}", "é", "no\u00a0break", "{-}"]
)
BLANKS = st.sampled_from([" ", " ", "", "  ", "\t"])
ENDS = st.sampled_from(["", "", "", " ", "\t"])
OPENERS = st.tuples(COLONS, BLANKS, NAMES, ENDS).map("".join)
CLOSERS = st.tuples(COLONS, ENDS).map("".join)
FENCE_LINES = st.one_of(OPENERS.map(lambda opener: opener.partition("\n")[0]), CLOSERS)
INDENTS = st.sampled_from([" ", "  ", "   "])
FOOTNOTES = st.integers(0, 99)


def _block(*lines: str | SearchStrategy[str], **details: object) -> SearchStrategy[Block]:
    parts = [st.just(line) if isinstance(line, str) else line for line in lines]
    return st.tuples(*parts).map(lambda found: Block(tuple("\n".join(found).split("\n")), **details))  # type: ignore[arg-type]


PLAIN_BLOCKS = [
    _block(st.sampled_from(["word", "two words", "a line\nand another", "[link](there)", "`code`"])),
    _block(st.tuples(COLONS, st.sampled_from([" two words", " {.a}b", " a ::: b"])).map("".join)),
    _block("# Heading"),
    _block("```", st.one_of(FENCE_LINES, st.just("x = 1")), "```"),
    _block("~~~~", FENCE_LINES, "~~~", "~~~~", blank_before=True),
    _block("<!--", st.one_of(FENCE_LINES, st.just("")), "-->", blank_before=True),
    _block("***", blank_before=True),
    _block("a | b", "--|--", "c | d", blank_before=True, followers=FENCES),
    _block("<div>", "text", "</div>", blank_before=True, followers=FENCES),
    _block("<p>text</p>", blank_before=True, followers=FENCES),
    _block('<img src="there">', blank_before=True, followers=CLOSER),
    _block(FOOTNOTES.map("[r{}]: http://example.org".format)),
]
INDENTED_BLOCKS = [
    _block(st.tuples(INDENTS, FENCE_LINES).map("".join)),
    _block("    indented", FENCE_LINES.map("    ".__add__), blank_before=True),
]
CONTAINERS = [
    _block("Term", ":   definition", followers=CLOSER),
    _block(FOOTNOTES.map("[^{}]: note".format), followers=NOTHING),
    _block("> quoted", "> text", blank_before=True, followers=CLOSER),
]
MARKERS = st.sampled_from(["- ", "* ", "1. ", "-   ", " - ", "12. "])


@st.composite
def list_items(draw: DrawFn, depth: int) -> Block:
    first, *rest = draw(documents(depth - 1))
    if first in {"Term", "a | b"}:
        first, rest = "item:", ["", first, *rest]
    marker = draw(MARKERS)
    lines = (marker + first, *(" " * len(marker) + line if line else "" for line in rest))
    return Block(lines, blank_before=True, followers=CLOSER)


@st.composite
def quotes(draw: DrawFn, depth: int) -> Block:
    lines = tuple(f"> {line}" if line else ">" for line in draw(documents(depth - 1)))
    return Block(lines, blank_before=True, followers=NOTHING)


@st.composite
def documents(draw: DrawFn, depth: int = 2) -> list[str]:
    """Draw the lines of a document; neither the first nor the last is blank."""
    blocks = [
        st.one_of(OPENERS.map(lambda line: Block(tuple(line.split("\n")), "opener"))),
        st.one_of(CLOSERS.map(lambda line: Block((line,), "closer"))),
        st.one_of(PLAIN_BLOCKS),
    ]
    if draw(st.booleans()):
        blocks.append(st.one_of(CONTAINERS))
        if depth:
            blocks += [list_items(depth), quotes(depth)]
    else:
        blocks.append(st.one_of(INDENTED_BLOCKS))
    chosen = draw(st.lists(st.one_of(blocks), min_size=1, max_size=8 if depth == 2 else 4))
    wide = draw(st.booleans())
    lines = list(chosen[0].lines)
    after_item = False
    for before, block in pairwise(chosen):
        must = block.blank_before or after_item or block.kind not in before.followers
        if must or draw(st.integers(0, 3)) < 1 + 2 * wide:
            lines.append("")
        # A closer that stands directly behind a list item may be part of it: what comes next must not be.
        after_item = before.followers == CLOSER and block.kind == "closer" and lines[-1] != ""
        lines += block.lines
    return lines


@pytest.mark.once
def test_trees_of_divs_are_those_of_pandoc(pandoc_like_commonmark: Pandoc) -> None:
    """Thousands of shapes of fences give pandoc's tree: the divs' ids and classes, and which is in which.

    Pandoc is asked for Markdown in which a heading, a quote or a list ends a paragraph, as in CommonMark.  Where the
    two still differ about blocks other than divs, the shapes keep out of the way:

    - A rule, a comment, a fence of tildes, indented code, a table, a list item, a quote and a block of HTML stand
      behind a blank line, since pandoc does not let all of them end a paragraph.
    - Behind a table and behind HTML there is a blank line or a fence; GitHub's tables and CommonMark's HTML take any
      other line.
    - Behind a quote with fences in it and behind a footnote there is a blank line, behind a list item, a definition and
      any other quote a blank line or a closer; pandoc takes anything else for a part of them ("lazy" lines), CommonMark
      the text of a paragraph alone.
    - Neither a table nor a definition is the first thing in a list item: markdown-it takes the item's marker for a part
      of the table, or of the term.
    - Where there are lists, definitions or footnotes, nothing is indented by itself; it would be in them for the one
      but not for the other.
    - Code, comments and HTML are complete: what pandoc takes for text unless it is closed goes on to the end of the
      container in CommonMark.
    """
    parser = myst_parser("deflist")
    shapes: set[str] = set()

    @thorough(2700)
    @given(documents())
    def compare(lines: list[str]) -> None:
        text = "\n".join(lines) + "\n"
        shapes.add(text)
        assert divs_of(parser.parse(text, {})) == pandoc_like_commonmark.divs_of(text)

    compare()
    print(f"{len(shapes)} shapes compared with pandoc")  # noqa: T201
    assert len(shapes) >= 2000

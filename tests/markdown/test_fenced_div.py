from __future__ import annotations

import inspect
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest
from markdown_cases import Case, Div, Pandoc, block_tree, divs_of, myst_parser, read_cases
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from sphinx_lesson_ext.markdown.attributes import Attributes
from sphinx_lesson_ext.markdown.fenced_div import MAXIMUM_LEVEL, fenced_div_plugin
from sphinx_lesson_ext.markdown.problems import PROBLEMS, take_problems

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

LIKE_PANDOC = read_cases("fences") + read_cases("fences_of_lessons")
UNLIKE_PANDOC = read_cases("fences_unlike_pandoc")


def test_there_are_cases() -> None:
    assert len(LIKE_PANDOC) > 70
    assert len(UNLIKE_PANDOC) > 10


@pytest.mark.parametrize("case", LIKE_PANDOC + UNLIKE_PANDOC, ids=str)
def test_blocks(case: Case) -> None:
    env: dict[str, Any] = {}
    lines = list(block_tree(myst_parser("deflist", "colon_fence").parse(case.text, env)))
    lines += [f"! {problem.code} in line {problem.line + 1}" for problem in take_problems(env)]
    assert "\n".join(lines) == case.expected


@pytest.mark.parametrize("case", LIKE_PANDOC, ids=str)
def test_divs_are_those_of_pandoc(case: Case, pandoc_like_commonmark: Pandoc) -> None:
    assert divs_of(myst_parser("deflist").parse(case.text, {})) == pandoc_like_commonmark.divs_of(case.text)


def test_without_colon_fence_a_directive_is_a_div_as_for_pandoc() -> None:
    tokens = myst_parser().parse(":::{note}\na\n:::\n", {})
    assert divs_of(tokens) == (Div("", ("{note}",), ()),)


def test_plain_commonmark_parser() -> None:
    tokens = MarkdownIt("commonmark").use(fenced_div_plugin).parse("::: a\n:::: b\nc\n:::\n:::\n")
    assert divs_of(tokens) == (Div("", ("a",), (Div("", ("b",), ()),)),)


def test_tokens_of_a_div() -> None:
    opening, *_, closing = myst_parser().parse('\n:::: {.challenge #one time="5"} :::\na\n:::\n', {})
    assert (opening.type, opening.tag, opening.nesting, opening.level) == ("fenced_div_open", "div", 1, 0)
    assert (opening.markup, opening.info) == ("::::", '{.challenge #one time="5"}')
    assert opening.meta == {"attributes": Attributes("one", ("challenge",), {"time": "5"})}
    assert opening.map == [1, 4]
    assert (closing.type, closing.tag, closing.nesting, closing.level) == ("fenced_div_close", "div", -1, 0)


def test_syntax_tree() -> None:
    tree = SyntaxTreeNode(myst_parser().parse("::: challenge\n# T\n\n> ::: solution\n> a\n> :::\n:::\n", {}))
    (challenge,) = tree.children
    assert challenge.type == "fenced_div"
    assert [child.type for child in challenge.children] == ["heading", "blockquote"]
    (solution,) = challenge.children[1].children
    assert (solution.type, solution.info, solution.map) == ("fenced_div", "solution", (3, 6))


def test_lines_of_what_is_in_a_div_are_those_of_the_document() -> None:
    text = "# T\n\n::: challenge\n\n- a\n\n  ::: solution\n  b\n\n  ```\n  c\n  ```\n  :::\n:::\nd\n"
    maps = {token.content: token.map for token in myst_parser().parse(text, {}) if token.content}
    assert maps == {"T": [0, 1], "a": [4, 5], "b": [7, 8], "c\n": [9, 12], "d": [14, 15]}


def test_references_in_a_div_are_those_of_the_document() -> None:
    env: dict[str, dict[str, dict[str, object]]] = {}
    html = myst_parser().render("::: callout\n[a]: there\n:::\n\n[a]\n", env)
    assert '<a href="there">a</a>' in html
    assert env["references"]["A"]["map"] == [1, 2]


def test_a_second_text_starts_afresh() -> None:
    parser = myst_parser()
    env: dict[str, object] = {}
    parser.parse("::: a\n", env)
    assert divs_of(parser.parse(":::\n", env)) == ()


def test_no_problem_no_entry() -> None:
    env: dict[str, object] = {}
    myst_parser().parse("::: a\n:::\n", env)
    assert PROBLEMS not in env


@pytest.mark.parametrize(
    ("text", "code", "line", "said"),
    [
        ("a\n\n::: {.b\n#c}\nd\n", "div-unclosed", 2, "'::: {.b #c}'"),
        ("a\n:::::\n", "div-closer", 1, "closes nothing"),
        ("- a\n\n  :::  \n", "div-closer", 2, "closes nothing"),
        ("> " * 200 + "a", "nesting", 0, "too deeply"),
    ],
)
def test_problems(text: str, code: str, line: int, said: str) -> None:
    env: dict[str, Any] = {}
    myst_parser().parse(text, env)
    (problem,) = take_problems(env)
    assert (problem.code, problem.line) == (code, line)
    assert said in problem.text


@pytest.mark.parametrize(
    "text", ["`:::`", "| ::: |\n|---|\n| ::: |\n", "```\n:::\n```", "# :::", "::: a b", "<!--\n:::\n-->"]
)
def test_colons_that_are_no_problem(text: str) -> None:
    env: dict[str, Any] = {}
    myst_parser().parse(text, env)
    assert take_problems(env) == []


def _words(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        yield from token.content.split()
        yield from _words(token.children or ())


DEEP = {
    "quotes": "".join("> " * (level + 1) + f"w{level}\n" + "> " * (level + 1) + "\n" for level in range(200)),
    "quotes in one line": "> " * 200 + "w0 w1\n",
    "lists": "".join("  " * level + f"- w{level}\n" for level in range(200)),
    "lists in one line": "- " * 200 + "w0 w1\n",
    "numbered lists": "".join("   " * level + f"1. w{level}\n" for level in range(200)),
    "divs": "".join(f"::: d{level}\nw{level}\n\n" for level in range(200)) + ":::\n" * 200 + "\nend\n",
    "definitions": "".join(
        "    " * level + f"T{level}\n" + "    " * level + f":   w{level}\n\n" for level in range(200)
    ),
    "quotes, lists and divs": "".join(
        "> - " * level + "> - ::: d\n" + ">   " * (level + 1) + f"w{level}\n" + ">   " * (level + 1) + "\n"
        for level in range(70)
    ),
}


@pytest.mark.parametrize("name", DEEP)
def test_nothing_is_lost_where_blocks_nest_deeply(name: str) -> None:
    env: dict[str, Any] = {}
    tokens = myst_parser("deflist").parse(DEEP[name], env)
    assert "nesting" in {problem.code for problem in take_problems(env)}
    written = {word for word in DEEP[name].split() if word[0] in "wTe"}
    assert written <= set(_words(tokens))
    assert max(token.level for token in tokens) <= MAXIMUM_LEVEL + 2


def test_what_is_nested_too_deeply_is_text_as_it_is_written() -> None:
    text = "::: a\n" * MAXIMUM_LEVEL + "*b*\n\n::: c\n- d\n:::\n" + ":::\n" * MAXIMUM_LEVEL + "\nend\n"
    env: dict[str, Any] = {}
    tokens = myst_parser().parse(text, env)
    (problem,) = take_problems(env)
    assert (problem.code, problem.line) == ("nesting", MAXIMUM_LEVEL)
    opening, inline, closing = tokens[MAXIMUM_LEVEL : MAXIMUM_LEVEL + 3]
    assert (opening.type, closing.type) == ("paragraph_open", "paragraph_close")
    assert [(child.type, child.content) for child in inline.children or ()] == [("text", "*b*\n\n::: c\n- d\n:::")]
    assert opening.map == [MAXIMUM_LEVEL, MAXIMUM_LEVEL + 5]
    assert tokens[-2].content == "end"


def test_what_is_left_of_a_list_item_that_is_nested_too_deeply() -> None:
    text = "> " * (MAXIMUM_LEVEL - 2) + "- *a*\n" + "> " * (MAXIMUM_LEVEL - 2) + "  ::: b\n"
    text += (
        "> " * (MAXIMUM_LEVEL - 2) + "- c\n" + "> " * (MAXIMUM_LEVEL - 2) + "\n" + "> " * (MAXIMUM_LEVEL - 2) + "d\n"
    )
    tokens = myst_parser().parse(text, {})
    texts = [[child.content for child in token.children or ()] for token in tokens if token.type == "inline"]
    assert texts == [["*a*\n::: b"], ["c"], ["d"]]


def test_blocks_below_the_limit_are_read() -> None:
    depth = MAXIMUM_LEVEL - 1
    env: dict[str, object] = {}
    tokens = myst_parser().parse("::: a\n" * depth + "*b*\n" + ":::\n" * depth, env)
    assert not take_problems(env)
    assert tokens[depth + 1].content == "*b*"


@pytest.mark.parametrize("name", DEEP)
def test_deep_nesting_takes_a_third_of_the_stack(name: str) -> None:
    parser = myst_parser("deflist")
    parser.render("a")
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack()) + 300)
    try:
        tokens = parser.parse(DEEP[name], {})
        SyntaxTreeNode(tokens)
    finally:
        sys.setrecursionlimit(limit)


def _seconds(text: str) -> float:
    parser = myst_parser("deflist", "colon_fence")
    start = time.process_time()
    parser.parse(text, {})
    return time.process_time() - start


@pytest.mark.parametrize(
    "unit",
    [
        "::: challenge\n\ntext\n\n::: solution\n\n- a\n:::\n:::\n\n",
        "::: a\n",
        ":::\n\n",
        '::: {a="\n',
        "> ::: a\n> x\n> :::\n\n",
        "- ::: a\n  x\n",
        "<div>\n::: a\n:::\n",
        "::: a\n:::{note}\nx\n\n",
    ],
)
def test_time_grows_with_the_length(unit: str) -> None:
    number = 20_000 // len(unit)
    assert _seconds(unit * 8 * number) < 20 * _seconds(unit * number) + 0.5


def test_divs_take_no_longer_than_other_blocks() -> None:
    divs = "::: challenge\n\nSome text\nover two lines.\n\n- a\n- b\n\n:::\n\n" * 2000
    others = divs.replace(":::", "###")
    assert _seconds(divs) < 2 * _seconds(others) + 0.5

from __future__ import annotations

import time

import pytest
from markdown_cases import myst_parser

from sphinx_lesson_ext.markdown.backslashes import backslash_formulas_plugin, backslash_text_plugin


def _parts(text: str) -> list[tuple[str, str]]:
    parser = myst_parser("dollarmath").use(backslash_text_plugin).use(backslash_formulas_plugin)
    tokens = parser.parse(text)
    children = [child for token in tokens for child in (token.children or [token]) if child.content]
    return [(child.type, child.content) for child in children]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (r"a \(b\) c", [("text", "a "), ("math_inline", "b"), ("text", " c")]),
        (r"\( b \)", [("math_inline", "b")]),
        ("\\(a\nb\\)", [("math_inline", "a\nb")]),
        (r"\(\text{\)}", [("math_inline", r"\text{"), ("text", "}")]),
        (r"a \[b\]", [("text", "a "), ("math_inline_double", "b")]),
        (r"\[b\]", [("math_block", "b")]),
        ("\\[\nb\n= c\n\\]", [("math_block", "b\n= c")]),
        (r"*a* \(*b*\)", [("text", "a"), ("text", " "), ("math_inline", "*b*")]),
        (r"\(a\)5", [("text", "(a)5")]),
        (r"\[a\]5", [("math_inline_double", "a"), ("text", "5")]),
        (r"\(\)", [("text", "()")]),
        (r"\( \)", [("text", "( )")]),
        (r"\(a", [("text", "(a")]),
        (r"a\)", [("text", "a)")]),
        # At the end of a text, nothing follows.
        ("\\(a\\", [("text", "(a\\")]),
        (r"\\(a\\)", [("text", r"\(a\)")]),
        (r"`\(a\)`", [("code_inline", r"\(a\)")]),
        (r"[a](b\(c\))", [("text", "a")]),
        (r"a\ b", [("text", "a\N{NO-BREAK SPACE}b")]),
        (r"\"a\'", [("escaped_text", '"'), ("text", "a"), ("escaped_text", "'")]),
        (r"1\. \*", [("text", "1"), ("escaped_text", "."), ("text", " *")]),
    ],
)
def test_backslashes(text: str, parts: list[tuple[str, str]]) -> None:
    assert _parts(text) == parts


def test_blocks_around_a_formula() -> None:
    parser = myst_parser("dollarmath").use(backslash_formulas_plugin)
    tokens = parser.parse("> a\n>\n> \\[b\\]\n\n- \\[c\\]\n")
    assert [(token.type, token.content, token.map) for token in tokens if token.type == "math_block"] == [
        ("math_block", "b", [2, 3]),
        ("math_block", "c", [4, 5]),
    ]


@pytest.mark.parametrize("unit", ["\\(", "\\[", "\\(\\[", "\\( \\) "])
def test_time_grows_with_the_length(unit: str) -> None:
    def seconds(text: str) -> float:
        parser = myst_parser("dollarmath").use(backslash_text_plugin).use(backslash_formulas_plugin)
        start = time.process_time()
        parser.parse(text)
        return time.process_time() - start

    number = 10_000 // len(unit)
    assert seconds(unit * 8 * number) < 24 * seconds(unit * number) + 0.5

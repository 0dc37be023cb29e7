from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_lesson_ext.markdown.r_values import Expression, find_calls, only_calls, read_arguments, read_value

CODE = st.text(alphabet="ab(){}[]\"'`\\,=# rR-:$\n1Tc", max_size=60)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("TRUE", True),
        ("T", True),
        ("FALSE", False),
        ("F", False),
        ("NULL", None),
        ("NA", None),
        ("7", 7.0),
        ("-1.5", -1.5),
        ("3L", 3.0),
        ("1e3", 1000.0),
        ('"a, b"', "a, b"),
        ("'it''s'", Expression("'it''s'")),
        ("'a \"b\"'", 'a "b"'),
        (r'"a \"b\" \\ \n\t\x41\u00e9\u{1F60}\U0001F600"', 'a "b" \\ \n\tAé\u1f60😀'),
        (r'"\ud800\0"', ""),
        ('r"(a "b" \\n)"', 'a "b" \\n'),
        ("R'--[a]-]--'", "a]-"),
        ("c(\"a\", 'b')", ("a", "b")),
        ("c(TRUE, 2, NULL)", (True, 2.0, None)),
        ("c()", ()),
        ("c(a)", Expression("c(a)")),
        ("c(c(1))", Expression("c(c(1))")),
        ("c(1) + c(2)", Expression("c(1) + c(2)")),
        ("nrow(x) > 2", Expression("nrow(x) > 2")),
        ('paste("a", "b")', Expression('paste("a", "b")')),
        ('"open', Expression('"open')),
        ("", Expression("")),
    ],
)
def test_values(code, expected):
    value = read_value(code)
    assert value == expected
    assert type(value) is type(expected)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("", []),
        ("fractions", [("", "fractions")]),
        ("a b, echo=FALSE", [("", "a b"), ("echo", "FALSE")]),
        ('fig.alt = "a, b)" , x=c(1, 2),', [("fig.alt", '"a, b)"'), ("x", "c(1, 2)")]),
        ("`odd name`=1, 'quoted'=2", [("odd name", "1"), ("quoted", "2")]),
        ("x == 3", [("", "x == 3")]),
        ("f(a, {b, c})[1, 2]", [("", "f(a, {b, c})[1, 2]")]),
        ("rx=1, r=2, R", [("rx", "1"), ("r", "2"), ("", "R")]),
    ],
)
def test_arguments(code, expected):
    arguments, end = read_arguments(code)
    assert [(argument.name, argument.code) for argument in arguments] == expected
    assert end == len(code)


@pytest.mark.parametrize("code", ['a="open', "f(a", "a)", "(]", "c('a)"])
def test_what_is_left_open_is_told(code):
    assert read_arguments(code) is None


def test_calls_are_found_but_not_in_strings_and_comments():
    code = """
    # opts_chunk$set(a = 1)
    knitr::opts_chunk$set(echo = FALSE, # not now
      fig.alt = "b)") # done
    x <- "opts_chunk$set(c = 2)"; my.opts_chunk$set(d = 3)
    opts_chunk$set(opts_chunk$set(e = 4))
    """
    found = [[(argument.name, argument.value) for argument in call] for call in find_calls(code, "opts_chunk$set")]
    assert found == [[("echo", False), ("fig.alt", "b)")], [("", "opts_chunk$set(e = 4)")]]


@pytest.mark.parametrize(
    ("code", "calls"),
    [
        ('knitr::include_graphics("a.png")', 1),
        ('# two\ninclude_graphics("a.png"); knitr::include_graphics("b.png")\n', 2),
        ('x <- include_graphics("a.png")', 0),
        ('include_graphics("a.png") + 1', 0),
        ("include_graphics(", 0),
        ("", 0),
    ],
)
def test_code_that_is_nothing_but_calls(code, calls):
    assert len(only_calls(code, "include_graphics")) == calls


@given(CODE)
def test_any_code_can_be_read(code):
    found = read_arguments(code)
    if found is not None:
        assert found[1] == len(code)
    assert isinstance(read_value(code), str | bool | float | tuple | None)
    list(find_calls(code, "a"))
    only_calls(code, "a")


@given(st.text(max_size=30), st.sampled_from("\"'"))
def test_a_string_is_what_was_quoted(text, quote):
    written = text.replace("\\", "\\\\").replace(quote, f"\\{quote}")
    assert read_value(f"{quote}{written}{quote}") == text
    arguments, _end = read_arguments(f"a={quote}{written}{quote}, b=1")
    assert [(argument.name, argument.value) for argument in arguments] == [("a", text), ("b", 1.0)]


@pytest.mark.parametrize("code", ["f(" * 10_000, "'" * 10_001, "opts_chunk$set(" * 5_000, "c(" * 5_000, "r'(" * 10_000])
def test_reading_takes_time_in_proportion_to_the_length(code):
    start = time.perf_counter()
    read_value(code)
    list(find_calls(code, "opts_chunk$set"))
    only_calls(code, "f")
    assert time.perf_counter() - start < 1

"""Quotations, brackets and sentences."""

# ruff: noqa: RUF001 (the signs that look alike are meant)

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_lesson_ext.fixmes.passages import bracket_pairs, quotations, sentence_end, without_quotations


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('say "a" and "b"', ['"a"', '"b"']),
        ("the students' work isn't 'done' yet", ["'done'"]),
        ("rock 'n' roll", ["'n'"]),
        ('5" and 6" wide', []),
        ("“never closed", []),
        ("“closed\n\nelsewhere”", []),
        ("“on two\nlines”", ["“on two\nlines”"]),
        ("„deutsch“ und »deutsch« und «suisse»", ["„deutsch“", "»deutsch«", "«suisse»"]),
        ("« avec des espaces »", ["« avec des espaces »"]),
        ("‘it’s’ and it’s", ["‘it’s’"]),
        ("``code`x`` and `code` and `", ["``code`x``", "`code`", "`"]),
        ("a ' lone mark", []),
    ],
)
def test_quotations(text, quoted):
    found = [text[start:end] for start, end in quotations(text)]
    assert found == quoted


@given(st.text(alphabet="ab \n\"'“”„‘’«»`.", max_size=40))
def test_quotations_are_in_order_and_inside(text):
    spans = quotations(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


@pytest.mark.parametrize(("text", "end"), [("(a)", 2), ("(a (b) c) d", 8), ("(a", None), ("[a (] b)", 4), ("（a）", 2)])
def test_bracket_pairs(text, end):
    assert bracket_pairs(text).get(0) == end


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("One. Two.", "One."),
        ("One? Two.", "One?"),
        ("One", "One"),
        ("Version 1.2 is out. Two", "Version 1.2 is out."),
        ("One, e.g. This. Two", "One, e.g. This."),
        ("By A. Person. Two", "By A. Person."),
        ("One ... and two. Three", "One ... and two."),
        ("He said “one.” Then two.", "He said “one.”"),
        ("One\nand two.\nThree", "One\nand two."),
        ("One\n\nTwo", "One"),
        ("one) and two", "one"),
        ("(one. Two", "(one."),
        ("see (one) and two) three", "see (one) and two"),
        ("一。二", "一。"),
    ],
)
def test_sentence_end(text, sentence):
    assert text[: sentence_end(text, 0)] == sentence


def test_without_quotations():
    text = 'say "a" and b'
    assert without_quotations(text) == "say \ufffc\ufffc\ufffc and b"

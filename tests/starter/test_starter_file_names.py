"""The names of files for new episodes."""

from __future__ import annotations

import pytest
from hostile_titles import HOSTILE_TITLES
from hypothesis import given
from hypothesis import strategies as st

from sphinx_lesson_ext.starter.file_names import next_name, slug


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Loops in Loops", "loops-in-loops"),
        ("  What's   new?! ", "whats-new"),
        ("L\u2019été à l\u2019école", "lete-a-lecole"),
        ("Größe & Maß", "grosse-mass"),
        ("Œuvre, fjord, łódź", "œuvre-fjord-łodz"),
        ("Ελληνικά: Άλφα", "ελληνικά-άλφα"),
        ("Цикли", "цикли"),
        ("Ёлка и йод", "ёлка-и-йод"),
        ("シェルのループ", "シェルのループ"),
        ("ガギグ", "ガギグ"),
        ("循环\uff08一\uff09", "循环-一"),
        ("حلقات التكرار", "حلقات-التكرار"),
        ("לולאות", "לולאות"),
        ("हिन्दी पाठ", "हिन्दी-पाठ"),
        ("한국어", "한국어"),
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\new", "c-new"),
        ("3.4 Mentoring", "3-4-mentoring"),
        ("ﬁne \uff11\uff12", "fine-12"),
        ("???", "episode"),
        ("😀", "episode"),
        ("\u0301", "episode"),
    ],
)
def test_slugs(title, name):
    assert slug(title) == name


def test_long_titles_end_with_a_word():
    name = slug("word " * 60)
    assert name.startswith("word-word")
    assert name.endswith("-word")
    assert len(name) <= 120


def test_one_long_word_is_cut_between_letters():
    assert len(slug("x" * 300)) == 120
    assert slug("語" * 300) == "語" * 40


@given(st.text() | st.sampled_from(HOSTILE_TITLES))
def test_every_slug_is_one_plain_file_name(title):
    name = slug(title)
    assert name
    assert len(name.encode()) <= 120
    assert not set(name) & set(" \t\n/\\:*?\"'<>|.%#[]{}()&;$`~")
    assert name == "-".join(part for part in name.split("-") if part)


@pytest.mark.parametrize(
    ("last", "siblings", "name"),
    [
        ("01-introduction", ["01-introduction"], "02-loops"),
        ("1-introduction", ["1-introduction"], "2-loops"),
        ("09-x", ["09-x"], "10-loops"),
        ("9-x", ["9-x"], "10-loops"),
        ("02-x", ["01-y", "02-x", "05-draft", "links"], "06-loops"),
        ("002_x", ["002_x"], "003_loops"),
        ("introduction", ["introduction", "01-draft"], "loops"),
        ("", [], "loops"),
        ("2024", ["2024"], "loops"),
        ("٣-x", ["٣-x"], "loops"),
    ],
)
def test_the_numbers_of_the_others_are_gone_on_with(last, siblings, name):
    assert next_name("Loops", last, siblings, siblings) == name


def test_a_name_that_is_taken_gets_a_number_at_its_end():
    assert next_name("Setup", "introduction", [], ["Setup", "setup-2"]) == "setup-3"

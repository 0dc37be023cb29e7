from __future__ import annotations

import html
import json
import subprocess

import pypandoc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_lesson_ext.identifiers import name_within_id, pandoc_identifier, unique


@pytest.mark.parametrize(
    ("title", "identifier"),
    [
        ("Exploring More ls Options", "exploring-more-ls-options"),
        ("1. Create a remote", "create-a-remote"),
        ("HTTPS vs. SSH", "https-vs.-ssh"),
        ("  two   blanks\tand a tab\nand a line ", "two-blanks-and-a-tab-and-a-line"),
        ("What's `$x_1` — really?", "whats-x_1-really"),
        ("", "section"),
        ("123", "section"),
        ("?!", "section"),
        ("-_.a", "a"),
        ("a -- b", "a----b"),
        ("Ünïcode ÉTÉ", "ünïcode-été"),
        ("ΟΔΟΣ", "οδοσ"),
        ("İstanbul", "istanbul"),
        ("章 1、导航", "章-1导航"),
        ("مقدمة 2", "مقدمة-2"),
        ("שלום, עולם", "שלום-עולם"),
        ("हिन्दी", "हनद"),
        ("🎉 Party 🎉 time", "party-time"),
        ("a\u00a0b\u2003c\u200bd", "a-b-cd"),
        ("²nd ½ Ⅷ", "nd-½-ⅷ"),
    ],
)
def test_identifiers(title: str, identifier: str) -> None:
    assert pandoc_identifier(title) == identifier


def test_unique() -> None:
    taken: set[str] = set()
    assert [unique("a", taken) for _ in range(3)] == ["a", "a-1", "a-2"]
    assert unique("b", taken) == "b"
    assert unique("a-1", taken) == "a-1-1"
    assert taken == {"a", "a-1", "a-2", "a-1-1", "b"}


def test_unique_takes_the_first_free_number() -> None:
    assert unique("a", {"a", "a-1", "a-3"}) == "a-2"


def _ask_pandoc(titles: list[str]) -> list[str]:
    """Return the identifiers that pandoc gives to headings in one document."""
    text = "".join(f"<h1>{html.escape(title)}</h1>\n" for title in titles)
    command = [pypandoc.get_pandoc_path(), "--from=html+auto_identifiers", "--to=json"]
    answer = subprocess.run(command, input=text, capture_output=True, encoding="utf-8", check=True).stdout
    return [block["c"][1][0] for block in json.loads(answer)["blocks"] if block["t"] == "Header"]


def _ours(titles: list[str]) -> list[str]:
    taken: set[str] = set()
    return [unique(pandoc_identifier(title), taken) for title in titles]


TITLES = [
    "Introduction",
    "introduction",
    "Introduction 1",
    "Introduction-1",
    "1",
    "2. Two",
    "Section",
    "_private_ names",
    "a.b.c",
    "a...b",
    "dash-es --- and \u2013 all \u2014 kinds",
    "snake_case, kebab-case & CamelCase",
    "C++, C# and <html>",
    "50 % of 3/4",
    "(parentheses) [brackets] {braces}",
    "«Guillemets» „quotes“ \u2018more\u2019 \u201cquotes\u201d",
    "¿Qué es? ¡Así!",
    "Straße, ẞ, ŒUVRE",
    "Ελληνικά ΣΑΣ",
    "Привет, мир",
    "日本語の 見出し。",
    "한국어 제목",
    "العربية ١٢٣",
    "עברית — כותרת",
    "ไทย ภาษา",
    "हिन्दी १२",
    "emoji 👩🏽‍💻 in the 🇪🇺 middle",
    "😀",
    "a\u00a0b\u2009c\u3000d",
    "soft\u00adhyphen and zero\u200bwidth",
    "e\u0301 and é",
]


def test_titles_as_pandoc() -> None:
    assert _ours(TITLES * 2) == _ask_pandoc(TITLES * 2)


LETTERS = st.characters(exclude_categories=("Cc", "Cn", "Co", "Cs"))


@settings(max_examples=30)
@given(st.lists(st.text(st.one_of(LETTERS, st.sampled_from("aA1 ._-")), max_size=12), min_size=10, max_size=100))
def test_any_titles_as_pandoc(titles: list[str]) -> None:
    assert _ours(titles) == _ask_pandoc(titles)


@settings(max_examples=20)
@given(st.lists(st.sampled_from(["a", "A", "a-1", "a 1", "a-1-1", "a-2", "1", "section"]), min_size=5, max_size=60))
def test_repeated_titles_as_pandoc(titles: list[str]) -> None:
    assert _ours(titles) == _ask_pandoc(titles)


@pytest.mark.parametrize(
    ("docname", "name"),
    [
        ("episodes/01-loops", "episodes-01-loops"),
        ("06_Loops (more)", "06-loops-more"),
        ("章/二", "章-二"),
    ],
)
def test_names_of_documents(docname: str, name: str) -> None:
    """Those that differ in a number alone, or in letters that are not Latin, stay apart."""
    assert name_within_id(docname) == name

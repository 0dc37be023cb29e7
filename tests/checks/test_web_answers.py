"""What is known of addresses: when it is the same page, and what is written down."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_lesson_ext.checks.view import Lesson, Page
from sphinx_lesson_ext.checks.web_answers import Answer, State, is_same, read, written
from sphinx_lesson_ext.checks.web_links import Place, addresses_of, without_doubt
from sphinx_lesson_ext.findings import Finding, Severity
from sphinx_lesson_ext.lesson.facts import Facts, Link, Spot, pack
from sphinx_lesson_ext.lesson.records import DocumentRecord

if TYPE_CHECKING:
    from pathlib import Path

DAY = 24 * 60 * 60


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("http://example.org/a", "https://example.org/a", True),
        ("http://Example.org/a/", "https://example.org/a", True),
        ("https://example.org/a?b#c", "https://example.org/a/?b#c", True),
        ("https://example.org", "https://example.org/", True),
        ("https://example.org/a", "http://example.org/a", False),
        ("http://example.org/a", "https://www.example.org/a", False),
        ("http://example.org/a", "https://example.org/", False),
        ("http://example.org/a?b", "https://example.org/a", False),
        ("http://example.org/a#b", "https://example.org/a", False),
        ("http://example.org:80/a", "https://example.org/a", False),
        ("http://[", "https://[", False),
    ],
)
def test_the_same_page(old: str, new: str, same: bool) -> None:
    assert is_same(old, new) is same


def test_what_is_written_is_read_as_long_as_somebody_asks_for_it() -> None:
    answers = {"b": Answer(State.MOVED, "c", 100 * DAY), "a": Answer(State.GOOD, "", DAY)}
    assert read(written(answers, 100 * DAY)) == {"b": answers["b"]}
    assert answers["b"].is_believed(113 * DAY)
    assert not answers["b"].is_believed(114 * DAY)
    assert not answers["b"].is_believed(99 * DAY)


@pytest.mark.parametrize(
    ("line", "is_sure"),
    [
        ("[a](http://example.org/a)", True),
        ("<http://example.org/a>", True),
        ("http://example.org/a", True),
        ("http://example.org/a/b", False),
        ("http://example.org/a.", False),
        ("http://example.org/ab", False),
    ],
)
def test_an_address_that_others_begin_with_is_not_mended(line: str, is_sure: bool) -> None:
    old = "http://example.org/a"
    finding = Finding(
        code="link-moved",
        severity=Severity.NOTE,
        docname="index",
        path="index.md",
        line=1,
        column=line.index(old) + 1,
        message="moved",
        old=old,
        new="https://example.org/a",
    )
    assert bool(without_doubt(finding, [line]).old) is is_sure


def test_what_is_no_address_is_not_asked_for(tmp_path: Path) -> None:
    spot = Spot("a.md", 1)
    addresses = ("https://example.org", "http://[", "http://", "mailto:a@example.org", "a.md", "#a", "ftp://a", "//a")
    links = tuple(Link("a", address, False, (), spot) for address in addresses)
    page = Page("a", "a.md", DocumentRecord(facts=pack(Facts(links=links))), tmp_path)
    lesson = Lesson(tmp_path, {"a": page}, [])
    assert addresses_of(lesson, []) == {"https://example.org": [Place("a", spot)]}
    assert addresses_of(lesson, ["a"]) == {}

"""What is said of a change in Markdown, whatever authors write."""

from __future__ import annotations

import pytest
from health_examples import FINDINGS, a_finding, a_health
from hostile_titles import HOSTILE_TITLES
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sphinx_lesson_ext.health.comment import LIMIT, MARKER, comment, in_code
from sphinx_lesson_ext.health.compare import compare
from sphinx_lesson_ext.health.records import About, Base, Found

FORGE = MarkdownIt("gfm-like")


def compared(health, before):
    return compare(health, Base(made=before.made, commit="", totals=before.totals,
                                findings=[found.finding for found in before.findings]))  # fmt: skip


def said(health, before):
    return comment(health, compared(health, before))


def kinds(text):
    """The types of all tokens of a comment, with the inline ones."""
    tokens = FORGE.parse(text)
    return {token.type for token in tokens} | {child.type for token in tokens for child in token.children or []}


def test_nothing_new_is_one_line():
    text = said(a_health(), a_health())
    assert (
        text == f"{MARKER}\n**Lesson report** for `Loops`: nothing is new, and nothing is gone; 4 findings as before.\n"
    )


def test_what_is_new_and_what_is_gone():
    gone = Found(a_finding("an old mistake"))
    text = said(a_health(), a_health([*FINDINGS[1:], gone]))
    assert text.startswith(f"{MARKER}\n**Lesson report** for `Loops`: 1 new, 1 gone.\n\n| | Before | Now | Change |\n")
    assert "| Errors | 1 | 1 |  |\n" in text
    assert "**New**\n\n- error `episodes/01-for.md:7` `alt`: `the picture has no text`\n" in text
    assert "**Gone**\n\n- error `episodes/01-for.md:7` `alt`: `an old mistake`\n" in text


def test_without_a_former_report_the_figures_are_told():
    text = comment(a_health())
    assert "| Findings" not in text
    assert "| Warnings | 2 |" in text
    assert "**New**" not in text


def test_it_stays_short():
    many = [
        Found(a_finding(f"mistake {chr(97 + number % 26)}{number}x" * 40, line=number + 1)) for number in range(900)
    ]
    text = said(a_health(many), a_health([]))
    assert text.count("\n- ") == LIMIT + 1
    assert f"\n- … and {900 - LIMIT} more\n" in text
    assert len(text) < 10_000


def test_what_matters_most_comes_first():
    text = said(a_health(tuple(reversed(FINDINGS))), a_health([]))
    assert text.index("- error") < text.index("- warning") < text.index("- note")
    assert "- note `the lesson` `habit`" in text


@pytest.mark.parametrize(
    "title", [*HOSTILE_TITLES, "@octocat #1 GH-1", "a`b``c", "``", "<!-- x -->", "line\nbreak\n\n# x"]
)
def test_nothing_that_authors_write_is_more_than_text(title):
    hostile = a_finding(title, path=f"{title.replace('/', '')}.md", code="fixme")
    health = a_health([Found(hostile)], [], About(title=title))
    text = said(health, a_health([], []))
    assert kinds(text) & {"link_open", "html_inline", "image", "softbreak", "code_block", "fence"} == set()
    assert [token.content for token in FORGE.parse(text) if token.type == "html_block"] == [f"{MARKER}\n"]
    (line,) = (t for t in FORGE.parse(text) if t.type == "inline" and t.content.startswith("error"))
    plain = "".join(child.content for child in line.children if child.type == "text")
    assert plain.split() == ["error", ":"]


@given(st.text(st.characters(exclude_categories=("Cs",)) | st.sampled_from("`` @#<>|\n\\")))
def test_any_text_is_code(text):
    (_paragraph, inline, _end) = FORGE.parse(f"x {in_code(text)} y")
    assert [child.type for child in inline.children] == ["text", "code_inline", "text"]

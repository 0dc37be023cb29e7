"""Headings of pages that are made of several files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from example_lesson import SETTINGS, episode, lesson_of

from sphinx_lesson_ext.checks.run import findings_of
from sphinx_lesson_ext.checks.selection import Selection

if TYPE_CHECKING:
    from collections.abc import Mapping

    from built_lesson import LessonBuilder

CHILD = "```{r, child='files/part.Rmd'}\n```\n"
OF_HEADINGS = Selection(("heading-skipped", "heading-title", "heading-twice"))


def told(build: LessonBuilder, files: Mapping[str, str]) -> list[tuple[str, int, str, str]]:
    """Return place, code and what is to be written of each finding about headings."""
    env = build(lesson_of(files), "dummy", warnings=None, **SETTINGS).env
    return [(finding.path, finding.line, finding.code, finding.new) for finding in findings_of(env, OF_HEADINGS)]


def test_what_is_included_stands_below_what_includes_it(build: LessonBuilder) -> None:
    files = {
        "episodes/cards.Rmd": episode(f"## Cards\n\n{CHILD}\n## Names\n\nThese come last.\n"),
        "episodes/files/part.Rmd": "### Colours\n\nRed comes first.\n\n#### Shades\n\nDark comes first.\n",
    }
    assert told(build, files) == []


def test_what_is_included_is_not_mended(build: LessonBuilder) -> None:
    """It may stand below other headings elsewhere."""
    files = {
        "episodes/cards.Rmd": episode(f"## Cards\n\n{CHILD}\n#### Names\n\nThese come last.\n"),
        "episodes/files/part.Rmd": "#### Colours\n\nRed comes first.\n",
    }
    cards = files["episodes/cards.Rmd"].splitlines().index("#### Names") + 1
    assert told(build, files) == [
        ("episodes/cards.Rmd", cards, "heading-skipped", "### Names"),
        ("episodes/files/part.Rmd", 1, "heading-skipped", ""),
    ]


def test_sections_of_an_included_file_that_are_called_the_same(build: LessonBuilder) -> None:
    files = {
        "episodes/cards.Rmd": episode(f"## Cards\n\nCards come first.\n\n{CHILD}\n{CHILD}"),
        "episodes/files/part.Rmd": "## Cards\n\nRed comes first.\n",
    }
    assert told(build, files) == [("episodes/files/part.Rmd", 1, "heading-twice", "")]


def test_each_file_of_a_page_begins_anew(build: LessonBuilder) -> None:
    """The first page holds the setup too."""
    files = {"learners/setup.md": "---\ntitle: Setup\n---\n\n### Install\n\nA program.\n"}
    assert told(build, files) == [("learners/setup.md", 5, "heading-skipped", "## Install")]


def test_a_page_whose_title_is_of_the_second_level(build: LessonBuilder) -> None:
    """It has one heading of the first level all the same, and MyST tells of what is wrong."""
    text = "## Cards\n\n### Red\n\nFirst.\n\n## Names\n\n### Ann\n\nFirst.\n\n##### Ben\n\nLast.\n"
    built = build({"index.md": "# Lesson\n\n```{toctree}\ncards\n```\n", "cards.md": text}, warnings=None)
    shown = built.html("cards").select("section > h1, section > h2, section > h3, section > h5")
    assert [heading.name for heading in shown] == ["h1", "h3", "h2", "h3", "h5"]
    found = findings_of(built.env, OF_HEADINGS)
    assert [(finding.line, finding.new) for finding in found] == [(13, "#### Ben")]

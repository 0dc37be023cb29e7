"""What stands within a line, and images, become on a page what pandoc makes of them for the Workbench."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from inline_shapes import shape
from markdown_cases import Case, read_cases

if TYPE_CHECKING:
    from built_lesson import BuiltLesson, LessonBuilder
    from markdown_cases import Pandoc

LIKE_PANDOC = read_cases("inline_of_lessons")
UNLIKE_PANDOC = read_cases("inline_unlike_pandoc")
NAMES = {case.title: f"case-{number}" for number, case in enumerate([*LIKE_PANDOC, *UNLIKE_PANDOC])}


@pytest.fixture(scope="module")
def built(build_once: LessonBuilder) -> BuiltLesson:
    pages = {f"{NAMES[case.title]}.md": f"# Page\n\n{case.text}" for case in [*LIKE_PANDOC, *UNLIKE_PANDOC]}
    contents = "\n".join(NAMES.values())
    return build_once(
        {
            "index.md": f"# Lesson\n\n```{{toctree}}\n{contents}\n```\n",
            "fig/map.png": b"",
            "episodes/fig/plan.png": b"",
            **pages,
        },
        warnings=("'{maps}' before a backtick is no role",),
        lesson_implicit_figures=True,
        lesson_backslash_maths=True,
        language="en",
    )


def shape_in(built: BuiltLesson, case: Case) -> str:
    page = built.html(NAMES[case.title]).find(attrs={"role": "main"})
    page.find("h1").decompose()
    return shape(page)


@pytest.mark.parametrize("case", [*LIKE_PANDOC, *UNLIKE_PANDOC], ids=str)
def test_cases(built: BuiltLesson, case: Case) -> None:
    assert shape_in(built, case) == case.expected


@pytest.mark.parametrize("case", LIKE_PANDOC, ids=str)
def test_pandoc_makes_the_same_of_them(pandoc_html: Pandoc, case: Case) -> None:
    assert shape(pandoc_html.html_of(case.text)) == case.expected


@pytest.mark.parametrize("case", UNLIKE_PANDOC, ids=str)
def test_pandoc_makes_something_else_of_these(pandoc_html: Pandoc, case: Case) -> None:
    assert shape(pandoc_html.html_of(case.text)) != case.expected

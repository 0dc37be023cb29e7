"""Key points are shown at the end of their page, wherever they are written."""

from __future__ import annotations

import pytest

LESSON = {
    "index.md": "# Lesson\n\nText.\n\n```{toctree}\none\ntwo\n```\n",
    "one.md": "# One\n\n::: keypoints\n- First point\n:::\n\nBefore.\n\n## Part\n\nLast of one.\n",
    "two.md": "# Two\n\n::: callout\n::: keypoints\n- Second point\n:::\n:::\n\nLast of two.\n",
}
FILES = {"html": "one.html", "text": "one.txt", "singlehtml": "index.html", "latex": "lesson.tex", "man": "lesson.1"}
SETTINGS = {
    "latex_documents": [("index", "lesson.tex", "Lesson", "A", "manual")],
    "man_pages": [("index", "lesson", "Lesson", ["A"], 1)],
    "lesson_pages": [],
}


@pytest.mark.parametrize("builder", FILES)
def test_at_the_end_of_its_own_document(build, builder):
    text = build(LESSON, builder, **SETTINGS).read(FILES[builder])
    assert text.index("Last of one.") < text.index("First point")
    if "Last of two." in text:
        assert text.index("First point") < text.index("Last of two.")


@pytest.mark.parametrize("builder", FILES)
def test_where_they_are_written(build, builder):
    text = build(LESSON, builder, lesson_keypoints_at_end=False, **SETTINGS).read(FILES[builder])
    assert text.index("First point") < text.index("Before.")


@pytest.mark.parametrize("theme", ["alabaster", "lesson"])
def test_in_every_theme(build, theme):
    main = build(LESSON, html_theme=theme).html("one").find(id="one")
    assert "keypoints" in main.find_all(recursive=False)[-1]["class"]


def test_within_another_block_they_stay(build):
    page = build(LESSON).html("two")
    assert page.select_one(".callout .keypoints")


def test_several_on_a_page_stay_where_they_sum_up(build):
    text = (
        "# Page\n\n## One\n\n::: keypoints\n- First\n:::\n\n## Two\n\nText.\n\n::: keypoints\n- Second\n:::\n\nLast.\n"
    )
    page = build({"index.md": text}).html("index")
    assert [block.find_parent("section")["id"] for block in page.select("section .keypoints")] == ["one", "two"]
    assert [point.get_text() for point in page.select(".keypoints li")] == ["First", "Second"]

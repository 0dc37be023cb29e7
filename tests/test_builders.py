"""Every block in every builder, and in themes of others."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_lesson_ext.kinds import SPELLINGS, label_of

SNIPPETS = Path(__file__).parents[1] / "docs" / "snippets"

#: A part of the body of each snippet.
BODIES = {
    "questions": "When is a loop the wrong tool?",
    "objectives": "Write a loop over a list of files",
    "keypoints": "The loop variable takes each value in turn",
    "challenge": "file to",
    "exercise": "How many lines do all files have together?",
    "solution": "and look at its last line.",
    "hint": "Look at the last line of the output.",
    "callout": "Put quotation marks around a variable",
    "discussion": "Which scripts do you use that somebody else wrote?",
    "prereq": "You can open a terminal and change folders.",
    "prerequisites": "You can open a terminal and change folders.",
    "checklist": "The data are unpacked",
    "testimonial": "I renamed four thousand files before lunch.",
    "instructor": "learners mix up the quotation marks.",
    "instructor-note": "Most learners forget the",
    "spoiler": "The shell replaces the pattern before the command runs.",
    "caution": "There is no way back after",
    "fixme": "add a figure of the folder tree",
    "demo": "I write the loop, you watch.",
    "type-along": "We write the loop line by line.",
    "homework": "Find a task of yours that a loop can do.",
    "output": "12 notes.txt",
}

FILES = {
    "html": "all.html",
    "dirhtml": "all/index.html",
    "singlehtml": "index.html",
    "epub": "all.xhtml",
    "text": "all.txt",
    "latex": "lesson.tex",
    "man": "lesson.1",
    "texinfo": "lesson.texi",
    "xml": "all.xml",
    "pseudoxml": "all.pseudoxml",
    "gettext": "all.pot",
}


@pytest.fixture(scope="module")
def lesson() -> dict[str, str]:
    text = "\n".join((SNIPPETS / name / "workbench.md").read_text(encoding="utf-8") for name in (*SPELLINGS, "nested"))
    return {"index.md": "# Lesson\n\n```{toctree}\nall\n```\n", "all.md": f"# All\n\n{text}"}


def plain(text: str, builder: str) -> str:
    """Undo how a format writes the few characters that matter here."""
    if builder == "latex":
        text = text.replace("\\sphinxhyphen{}", "-")
    if builder == "man":
        text = text.replace("\\-", "-").replace("\\(aq", "'")
    return " ".join(text.split())


def test_every_body_is_named():
    assert BODIES.keys() == SPELLINGS.keys()


@pytest.mark.parametrize("builder", FILES)
def test_every_block_is_written(build, lesson, builder):
    documents = {
        "latex_documents": [("index", "lesson.tex", "Lesson", "A", "manual")],
        "man_pages": [("index", "lesson", "Lesson", ["A"], 1)],
        "texinfo_documents": [("index", "lesson", "Lesson", "A", "Lesson", "A lesson.", "Education")],
    }
    built = build(lesson, builder, lesson_pages=[], copyright="2026", version="1", **documents)
    text = plain(built.read(FILES[builder]), builder)
    for spelling, body in BODIES.items():
        assert body in text, spelling
        if builder != "gettext":
            assert label_of(spelling) in text, spelling


@pytest.mark.parametrize("builder", ["dummy", "linkcheck", "changes"])
def test_builders_that_write_no_page(build, lesson, builder):
    build(lesson, builder, lesson_pages=[])


@pytest.mark.parametrize("theme", ["alabaster", "basic", "furo", "pydata_sphinx_theme", "sphinx_rtd_theme", "lesson"])
def test_blocks_are_admonitions_in_every_theme(build, lesson, theme):
    page = build(lesson, html_theme=theme).html("all")
    blocks = page.select(".lesson-block")
    assert len(blocks) == len(SPELLINGS) + 4
    for block in blocks:
        assert "admonition" in block["class"]
        collapses = {"solution", "hint", "spoiler", "instructor"} & set(block["class"])
        assert block.name == ("details" if collapses else "div")
        title = block.find(class_="admonition-title", recursive=False)
        assert title.name == ("summary" if collapses else "p")
        assert title.select_one(".lesson-block-label").get_text(strip=True)
    sheets = [sheet["href"] for sheet in page.select("link[href*='lesson-blocks.css']")]
    assert len(sheets) == (theme != "lesson")


def test_a_plain_hint_keeps_its_look(build):
    """In a project that never meant a lesson, what docutils has keeps its words and classes."""
    source = "Page\n====\n\n.. hint:: First line\n   goes on.\n\n.. caution:: Take care.\n"
    built = build({"index.rst": source})
    page = built.html("index")
    for kind in ("hint", "caution"):
        [block] = page.select(f"div.admonition.{kind}")
        assert block.select_one("p.admonition-title").get_text() == kind.capitalize()
    assert page.select_one("div.hint p:not(.admonition-title)").get_text() == "First line\ngoes on."
    latex = built.again(builder="latex", project="Lesson").read("lesson.tex")
    assert r"\begin{sphinxadmonition}{hint}{Hint}" in latex
    assert r"\begin{sphinxadmonition}{caution}{Caution}" in latex


def test_hints_collapse_in_exercises(build):
    source = "Page\n====\n\n.. exercise::\n\n   Do.\n\n   .. hint:: Look.\n\n.. hint::\n   :open:\n\n   Seen.\n"
    page = build({"index.rst": source}).html("index")
    assert [block.name for block in page.select(".hint")] == ["details", "div"]


def test_open_and_titled_blocks(build):
    source = """Page
====

.. solution:: By hand
   :open:
   :class: mine
   :name: by-hand

   Text.

.. fixme:: draw it
   :title: A *figure*
   :owner: ana
   :issue: https://example.org/issues/7
"""
    built = build({"index.rst": source})
    page = built.html("index")
    solution = page.find(id="by-hand")
    assert solution.name == "details"
    assert solution.has_attr("open")
    assert "mine" in solution["class"]
    assert page.select_one(".fixme .lesson-block-title em").get_text() == "figure"
    assert page.select_one(".fixme .lesson-block-owner").get_text() == " (@ana)"
    assert page.select_one(".fixme .admonition-title a")["href"] == "https://example.org/issues/7"
    [finding] = built.env.get_domain("lesson").fixmes()
    assert (finding.line, finding.owner, finding.link) == (11, "ana", "https://example.org/issues/7")
    assert "draw it" in finding.message

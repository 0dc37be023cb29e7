"""Text, man pages and Texinfo: blocks are titles with indented bodies, and nothing is lost or glued together."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from book_lesson import CONF, FILES
from docutils import nodes
from docutils.core import publish_doctree
from needed import absent
from theme_lesson import png

from sphinx_lesson_ext.formats.plain import _split_cells

EXPECTED = Path(__file__).parent / "expected"


@pytest.fixture(scope="module")
def text(build_once):
    return build_once({**FILES, "tree.png": png(60, 42)}, "text", **CONF)


def test_text_is_as_expected(text):
    assert text.read("loops.txt") == (EXPECTED / "loops.txt").read_text(encoding="utf-8")


def test_copies_lead_nowhere_in_text(text):
    page = text.read("exercises.txt")
    assert "Challenge 1.1: Count the words (10 min)\n   First paragraph.\n\n   Second paragraph." in page
    assert "in “Loops”" not in page


def test_sections_of_lists_have_no_number(text):
    index = FILES["index.md"].replace("```{toctree}", "```{toctree}\n:numbered:")
    numbered = text.clean_copy  # what is built from nothing has the numbers of the new contents
    text.source.joinpath("index.md").write_text(index, encoding="utf-8")
    page = numbered().read("exercises.txt")
    text.source.joinpath("index.md").write_text(FILES["index.md"], encoding="utf-8")
    assert page.startswith("3. Exercises\n")
    assert "\nLoops\n=====\n" in page


def test_a_cell_of_a_man_page_takes_one_place():
    table = """
+------+-------+-------+
| Head | Two columns   |
+======+=======+=======+
| Two  | a     | b     |
| rows +-------+-------+
|      | c             |
+------+-------+-------+
"""
    document = publish_doctree(table)
    for part in (*document.findall(nodes.thead), *document.findall(nodes.tbody)):
        _split_cells(part)
    cells = [[cell.astext() for cell in row] for row in document.findall(nodes.row)]
    assert cells == [["Head", "Two columns", ""], ["Two\nrows", "a", "b"], ["", "c", ""]]


def test_man_pages(text):
    built = text.again(builder="man", man_pages=[("index", "lesson", "Lesson", ["Ana"], 1)])
    if shutil.which("groff") is None:
        absent("groff")
    command = [
        "groff",
        "-man",
        "-Tutf8",
        "-Kutf8",
        "-P-c",
        "-P-b",
        "-P-u",
        "-rLL=80n",
        "-t",
        str(built.out / "lesson.1"),
    ]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    lines = [line.strip() for line in run.stdout.splitlines()]
    assert not run.stderr
    start = lines.index("Challenge 1.1: Count the words (10 min)")
    assert [line for line in lines[start : start + 12] if line] == [
        "Challenge 1.1: Count the words (10 min)",
        "First paragraph.",
        "Second paragraph.",
        "1. One step",
        "2. Another",
        "Solution",
        "Use wc.",
    ]
    assert any(line.startswith("A film") for line in lines)
    assert "UNINDENT" not in run.stdout
    assert "<#" not in run.stdout
    assert {"[image: A tree]", "The caption."} <= set(lines)


def test_texinfo(text):
    documents = [("index", "lesson", "Lesson", "Ana", "Lesson", "A lesson.", "Education")]
    built = text.again(builder="texinfo", texinfo_documents=documents)
    source = built.read("lesson.texi")
    assert "@item Challenge 1.1: Count the words (10 min)" in source
    assert "@anchor{loops here}" in source
    assert "goes on@*\n" in source
    if shutil.which("makeinfo") is None:
        pytest.skip("makeinfo is not installed")
    run = subprocess.run(
        ["makeinfo", "--no-split", "--plaintext", "lesson.texi"], cwd=built.out, capture_output=True, check=True
    )
    assert not run.stderr
    assert b"\n     Solution\n" in run.stdout


def test_nested_blocks_indent(text):
    lines = text.read("loops.txt").splitlines()
    depths = {line.strip(): len(line) - len(line.lstrip()) for line in lines}
    assert depths["Solution"] < depths["Callout: Why it is short"] < depths["It is old."]


@pytest.mark.parametrize(("builder", "name"), [("text", "index.txt"), ("texinfo", "lesson.texi")])
def test_references_say_numbers_and_todos_are_listed(build, builder, name):
    """Sphinx alone would write the pattern of a number; what lists blocks has their references resolved."""
    built = build(
        {
            "conf.py": (
                'extensions = ["sphinx_lesson_ext", "sphinx.ext.todo"]\nproject = "Lesson"\n'
                "todo_include_todos = True\nnumfig = True\n"
            ),
            "index.rst": (
                "Lesson\n======\n\nSee :numref:`a-table`.\n\n.. list-table:: Words\n   :name: a-table\n\n   * - one\n\n"
                ".. todo:: Do it, see :ref:`a-table`.\n\n.. todolist::\n"
            ),
        },
        builder,
    )
    text = built.read(name)
    assert "See Table 1." in text
    assert text.count("Do it, see") == 2

"""Notebooks are documents of a lesson like all others."""

from __future__ import annotations

import base64
import sys

import pytest
from needed import module
from notebook_lesson import LESSON, LOOPS, TABLES, code, line_in, notebook, printed, shown, text
from theme_lesson import png

from sphinx_lesson_ext.checks.run import findings_of
from sphinx_lesson_ext.checks.selection import Selection
from sphinx_lesson_ext.lesson.domain import lesson_domain
from sphinx_lesson_ext.report import collect as report

module("myst_nb", "myst-nb")

THEME = {"html_theme": "lesson"}
PAGES = "lesson_pages = ['keypoints', 'all-in-one']\n"
ORDERS = ("sphinx_lesson_ext", "myst_nb,sphinx_lesson_ext", "sphinx_lesson_ext,myst_nb")


def conf(extensions: str, more: str = "") -> str:
    return f"extensions = {extensions.split(',')!r}\nproject = 'Lesson'\n{more}"


def pages(built):
    return {file.name: file.read_text(encoding="utf-8") for file in sorted(built.out.glob("*.html"))}


@pytest.fixture(scope="module")
def built(build_once):
    return build_once({**LESSON, "conf.py": conf("sphinx_lesson_ext", PAGES)}, **THEME)


def test_blocks_of_all_syntaxes_are_collected(built):
    domain = lesson_domain(built.env)
    assert [block.kind for block in domain.record("tables").blocks] == [
        *("questions", "objectives", "challenge", "solution", "fixme", "keypoints")
    ]
    assert domain.plan.episodes == ("tables", "loops", "plain")
    assert domain.record("tables").timing.total == 15
    assert domain.record("loops").timing.total == 10
    assert domain.title_of("tables") == "Tables of data"
    assert "Tables are DataFrames." in built.html("key-points").get_text()
    assert "Try it" in built.html("exercises").get_text()
    assert "15" in built.html("schedule").get_text()


def test_text_of_cells_is_lesson_markdown(built):
    page = built.html("tables")
    assert page.h1.get_text() == "Tables of data¶"
    # What one cell defines holds in all.
    assert page.find("a", string="the manual")["href"] == "https://example.org/pandas"
    assert page.find("a", string="Loading", href="#loading")
    assert "What a note says." in page.get_text()
    assert built.html("plain").find("a", string="Loading")["href"] == "tables.html#loading"
    assert "kernelspec" not in page.main.get_text()
    assert built.env.metadata["loops"]["kernelspec"]["name"] == "python3"


def test_fixmes_are_told_with_lines_of_the_file(built):
    found = [(f.path, f.line, f.message) for f in lesson_domain(built.env).fixmes()]
    assert found == [
        ("loops.md", line_in(LOOPS, "TODO"), "first thing."),
        ("loops.md", line_in(LOOPS, "FIXME"), "count"),
        ("tables.ipynb", line_in(TABLES, "FIXME"), 'say "more" here.'),
        ("tables.ipynb", line_in(TABLES, "TODO later"), "later"),
    ]


def test_reports_tell_the_cell(built):
    found = [(f.path, f.cell) for f in report.findings_of(built.env, Selection(("fixme",)))]
    assert found == [("loops.md", ""), ("loops.md", ""), ("tables.ipynb", "3"), ("tables.ipynb", "10")]


def test_rules_hold_in_notebooks(built):
    found = [f for f in findings_of(built.env, Selection(("default",))) if f.code != "fixme"]
    assert [(f.code, f.path, f.line) for f in found] == [("image-alt", "tables.ipynb", line_in(TABLES, "plot()"))]
    assert "this cell draws" in found[0].message


def test_outputs_are_shown_and_named(built):
    page = built.html("tables")
    labels = [label.get_text() for label in page.select(".cell .code-label")]
    assert [label for label in labels if label in {"Output", "Warning", "Error"}] == ["Output", "Warning", "Error"]
    assert page.select_one(".code-error pre").get_text().strip() == "ZeroDivisionError: division by zero"
    assert [image["alt"] for image in page.select(".cell_output img")] == [""]
    assert page.select_one("details.cell-part summary").get_text() == "Show code cell sourceHide code cell source"
    assert (
        built.html("loops").select_one("details.cell-part pre").get_text().strip() == "for i in range(3):\n    print(i)"
    )


def test_the_page_with_the_whole_lesson_shows_the_same(built):
    whole, page = (built.html(name) for name in ("all-in-one", "tables"))
    assert [str(output) for output in whole.select(".cell_output pre")] == [
        str(output) for output in page.select(".cell_output pre")
    ]
    assert whole.select_one("table.dataframe td")
    assert "<Figure>" not in whole.get_text()
    assert "lesson-cells.css" in str(whole.head)


def test_tables_of_data_say_what_their_headers_are(built):
    frame = built.html("tables").select_one(".table-scroll[tabindex='0'] table.dataframe")
    assert [(cell.name, cell.get("scope"), cell.get_text()) for cell in frame.find_all(["th", "td"])] == [
        *(("td", None, ""), ("th", "col", "a < b"), ("th", "row", "0"), ("td", None, "Norway"))
    ]
    assert "style" not in str(frame.find_parent(class_="table-scroll"))


def test_pages_load_what_cells_need_only_where_there_are_some(built):
    assert {
        name: "lesson-cells.css" in page for name, page in pages(built).items() if name in {"tables.html", "plain.html"}
    } == {
        "tables.html": True,
        "plain.html": False,
    }
    assert not any("mystnb." in page for page in pages(built).values())


@pytest.mark.parametrize("order", ORDERS[1:])
def test_it_does_not_matter_who_loads_myst_nb(build, built, order):
    files = {**LESSON, "conf.py": conf(order, f"nb_execution_mode = 'off'\n{PAGES}")}
    assert pages(build(files, **THEME)) == pages(built)


def test_builds_are_the_same_in_parallel_and_after_a_change(build):
    lesson = build({**LESSON, "conf.py": conf("sphinx_lesson_ext", PAGES)}, parallel=2, **THEME)
    file = lesson.source / "tables.ipynb"
    file.write_text(file.read_text(encoding="utf-8").replace("Read a table", "Read them"), encoding="utf-8")
    again = lesson.again()
    assert "tables.html" in again.written
    assert pages(again) == pages(again.clean_copy(parallel=0))
    assert "Read them" in again.read("tables.html")


@pytest.mark.parametrize("builder", ["dummy", "text", "gettext", "latex", "epub", "lesson-report"])
def test_every_builder_takes_notebooks(build, builder):
    lesson = {**LESSON, "conf.py": conf("sphinx_lesson_ext", "copyright = 'x'\nversion = '1'\nepub_copyright = 'x'\n")}
    built = build(lesson, builder, lesson_fixme_warnings=False)
    assert built.app.statuscode == 0


def test_a_picture_that_was_pasted_into_a_cell_is_shown(build):
    kept = {"a b.png": {"image/png": base64.b64encode(png(7, 5)).decode()}}
    built = build(
        {"index.ipynb": notebook(text("# L", "", "![Words](attachment:a%20b.png)", attachments=kept))}, **THEME
    )
    image = built.html("index").select_one("main img")
    assert (image["alt"], image["width"], image["height"]) == ("Words", "7", "5")
    assert (built.out / image["src"]).read_bytes() == png(7, 5)


def test_copies_of_notebooks_are_no_documents(build):
    built = build({"index.ipynb": notebook(text("# Lesson")), "out/jupyter_execute/a.ipynb": TABLES})
    assert built.env.found_docs == {"index", "key-points"}


def test_nothing_is_run_that_nobody_asked_for(build):
    cell = code("raise SystemExit")
    built = build({"index.ipynb": notebook(text("# Lesson"), cell)})
    assert built.app.config.nb_execution_mode == "off"


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("<<<<<<< HEAD\n{}", "Notebook does not appear to be JSON"),
        ('{"cells": 5, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}', "int"),
        (notebook({"cell_type": "code", "metadata": {}, "source": ""}), "cell 1 has no list of outputs"),
        ("[]", ""),
        (notebook({**text("# A"), "metadata": {"tags": 5}}), "5 is not of type 'array'"),
        (notebook(code("1", shown(image_png="abcde"))), "base64"),
    ],
)
def test_a_broken_notebook_is_told(build, broken, said):
    built = build({"index.md": "# Lesson\n\n```{toctree}\nbroken\n```\n", "broken.ipynb": broken}, warnings=None)
    [told] = [warning for warning in built.warnings if "cannot be read" in warning]
    assert told.startswith("broken.ipynb:1: WARNING: this notebook cannot be read")
    assert said in told


def test_notebooks_that_are_no_documents_load_nothing(build, monkeypatch):
    lesson = {
        "index.md": "# Lesson\n\nText.\n",
        "data/a.ipynb": TABLES,
        "_static/b.ipynb": TABLES,
        "conf.py": conf("sphinx_lesson_ext", "exclude_patterns = ['data']\nhtml_static_path = ['_static']\n"),
    }
    assert "myst_nb" not in build(lesson).app.extensions


def test_without_myst_nb_it_is_said_how_to_get_it(build, monkeypatch):
    monkeypatch.setitem(sys.modules, "myst_nb", None)
    monkeypatch.setattr("sphinx_lesson_ext.notebooks.loading.find_spec", lambda name: None)
    lesson = {
        "index.md": "# Lesson\n\n```{toctree}\nloops\n```\n",
        "loops.md": LOOPS,
        "tables.ipynb": TABLES,
        "conf.py": conf("sphinx_lesson_ext"),
    }
    built = build(lesson, warnings=("tables.ipynb:1: WARNING: this notebook cannot be read without", "loops.md:17: "))
    assert all('pip install "sphinx-lesson-ext[notebooks]"' in warning for warning in built.warnings)
    assert "for i in range(3)" in built.html("loops").get_text()


def test_a_cell_within_a_block_is_shown(build):
    cell = "```{code-cell} ipython3\n:tags: [x]\nprint(1)\n```\n"
    text_ = f"---\ntitle: Lesson\nfile_format: mystnb\n---\n\n::: challenge\nDo it.\n\n{cell}:::\n"
    built = build({"index.md": text_, "conf.py": conf("myst_nb,sphinx_lesson_ext")}, warnings=("index.md:9: ",))
    assert "print(1)" in built.html("index").get_text()
    assert "not run" in built.warnings[0]


def test_front_matter_may_stand_in_a_cell_with_text(build):
    first = text("---", "title: Tables", "teaching: 4  # TODO: measure", "---", "", "## Begin", "", "FIXME: go on")
    file = notebook(first, author="Ada", title="Other")
    built = build({"index.md": "# L\n\n```{toctree}\na\n```\n", "a.ipynb": file})
    assert built.env.titles["a"].astext() == "Tables"
    assert lesson_domain(built.env).record("a").timing.total == 4
    assert [f.line for f in lesson_domain(built.env).fixmes()] == [line_in(file, "FIXME")]
    assert built.env.metadata["a"]["author"] == "Ada"


def test_a_lesson_of_the_workbench_has_no_page_that_is_a_notebook(build):
    lesson = {
        "config.yaml": "title: Lesson\n",
        "index.md": "---\ntitle: Lesson\n---\n\nText.\n",
        "episodes/one.md": "---\ntitle: One\nteaching: 1\nexercises: 1\n---\n\nText.\n",
        "episodes/data/a.ipynb": notebook(code("1", printed("2"))),
        "episodes/b.ipynb": notebook(code("1", printed("2"))),
    }
    built = build(lesson, lesson_workbench=True, **THEME)
    assert "myst_nb" not in built.app.extensions
    assert not [name for name in built.env.found_docs if name.endswith(("a", "b"))]

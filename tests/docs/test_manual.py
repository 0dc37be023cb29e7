"""The manual says what is true: it is built, its tables are those of the code, its commands work."""

from __future__ import annotations

import csv
import json
import re
import shlex
import shutil
import tomllib
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from markdown_it import MarkdownIt
from sphinx.cmd.build import main as sphinx_build
from sphinx.locale import translators

import sphinx_lesson_ext
from sphinx_lesson_ext.checkout.citation import read_citation
from sphinx_lesson_ext.checks.rules import RULES
from sphinx_lesson_ext.cli import COMMANDS, command_of, make_parser
from sphinx_lesson_ext.cli import main as lesson
from sphinx_lesson_ext.config import OPTIONS
from sphinx_lesson_ext.health.comment import LIMIT, MARKER
from sphinx_lesson_ext.kinds import KINDS, LISTS, SPELLINGS
from sphinx_lesson_ext.messages import WARNINGS
from sphinx_lesson_ext.report.formats import FORMATS
from sphinx_lesson_ext.workbench.settings import KEYS, WITHOUT_EFFECT

DOCS = Path(__file__).parents[2] / "docs"
EXAMPLE = DOCS.parent / "example"
PACKAGE = Path(sphinx_lesson_ext.__file__).parent
PAGES = sorted(file for file in DOCS.rglob("*.md") if not {"_build", "snippets"} & set(file.relative_to(DOCS).parts))
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def manual(build_once):
    """The manual; it is built without a warning, also of references that lead nowhere."""
    return build_once(DOCS, nitpicky=True)


@pytest.fixture(scope="module")
def page(manual):
    """The page of a document, parsed once."""
    return cache(manual.html)


def code_blocks(page, language):
    tokens = MarkdownIt("commonmark").parse((DOCS / page).read_text(encoding="utf-8"))
    return [token.content for token in tokens if token.type == "fence" and token.info == language]


def rows(page, docname, heading):
    """The cells of each row of the table whose first column has *heading*."""
    (table,) = (
        table
        for table in page(docname).select("table")
        if table.select_one("th") and table.select_one("th").get_text(strip=True) == heading
    )
    return [[" ".join(cell.get_text().split()) for cell in row.select("td")] for row in table.select("tbody tr")]


def test_every_page_is_built(manual):
    assert {f"{page.relative_to(DOCS).with_suffix('').as_posix()}.html" for page in PAGES} <= manual.written


# --- blocks and lists ------------------------------------------------------------------------------------------------


def sources(page, name):
    """Whether each source of a snippet is shown on a page, whole."""
    shown = [code.get_text().strip() for code in page.select("pre")]
    files = sorted((DOCS / "snippets" / name).iterdir())
    assert len(files) == 3
    return [file.read_text(encoding="utf-8").strip() in shown for file in files]


@pytest.mark.parametrize("name", SPELLINGS)
def test_every_block_is_shown_with_its_sources(page, name):
    shown = page("blocks")
    assert shown.select_one(f".snippet-result > .lesson-block.{name}") is not None
    assert sources(shown, name) == [True, True, True]


def test_nested_blocks_are_shown_with_their_sources(page):
    shown = page("blocks")
    assert shown.select_one(".snippet-result > .exercise .solution .callout") is not None
    assert sources(shown, "nested") == [True, True, True]


@pytest.mark.parametrize("name", LISTS)
def test_every_list_is_shown_with_its_sources(page, name):
    shown = page("collecting")
    result = {
        "schedule": "table.lesson-schedule",
        "citation": ".lesson-bibtex",
        "all-in-one": "main a[href='all-in-one.html']",
    }
    assert shown.select_one(result.get(name, f".snippet-result .lesson-list-group.{name}")) is not None
    assert sources(shown, name) == [True, True, True]


def test_places_of_the_page_all_in_one(page):
    addresses = re.findall(r"all-in-one\.html#([\w-]+)", (DOCS / "collecting.md").read_text(encoding="utf-8"))
    assert len(addresses) == 2
    for address in addresses:
        assert page("all-in-one").find(id=address) is not None, address


@pytest.mark.parametrize("name", KINDS)
def test_the_kitchen_sink_has_every_kind(page, name):
    assert page("kitchen-sink/markdown").select_one(f"main .lesson-block.{name}") is not None


# --- tables ----------------------------------------------------------------------------------------------------------


def test_table_of_blocks(page):
    shown = rows(page, "blocks", "Block")
    assert [row[0] for row in shown] == list(KINDS)
    assert ["challenge", "exercise", "Challenge", ":time:"] in shown


def test_table_of_lists(page):
    shown = rows(page, "collecting", "Directive")
    assert [row[0] for row in shown] == list(LISTS)
    assert ["exerciselist", "exercises", "exercises", ":include:, :solutions:"] in shown


def test_options(page):
    terms = page("configuration").select("dl.confval > dt")
    shown = {term["id"]: term.find_parent("dl").get_text() for term in terms}
    assert list(shown) == [f"confval-{option.name}" for option in OPTIONS]
    assert '"closed", "open", "end-of-page", "own-page" or "omit"' in shown["confval-lesson_solutions"]
    assert "Default:" in shown["confval-lesson_audience"]
    assert '"both"' in shown["confval-lesson_audience"]
    assert "Show FIXMEs where they stand" in shown["confval-lesson_show_fixmes"]


def test_tables_of_config_yaml(page):
    assert [row[0] for row in rows(page, "workbench", "Key")] == [*KEYS]
    assert dict(rows(page, "workbench", "Without effect")) == dict(WITHOUT_EFFECT)


def test_table_of_warnings(page):
    shown = rows(page, "configuration", "Warning")
    assert [row[0] for row in shown] == [f"lesson.{code}" for code in sorted(WARNINGS)]
    assert ["lesson.div-unclosed", WARNINGS["div-unclosed"], "builds"] in shown
    assert ["lesson.no-title", WARNINGS["no-title"], "checks"] in shown


def test_every_rule_is_explained(page):
    shown = page("rules")
    assert [row[0] for row in rows(page, "rules", "Rule")] == list(RULES)
    for rule in RULES.values():
        section = shown.find("section", id=rule.code)
        assert f"Severity: {rule.severity}." in section.get_text()
        codes = [code.get_text().strip() for code in section.select("pre")]
        # No page of HTML can hold a NUL.
        examples = [example.strip().replace("\0", "\N{REPLACEMENT CHARACTER}") for example in (*rule.bad, *rule.good)]
        assert examples == codes
    assert shown.select_one("section#links > section#link-text") is not None


def test_how_often_rules_are_right():
    with (DOCS / "precision.csv").open(encoding="utf-8", newline="") as file:
        measured = list(csv.DictReader(file))
    assert sorted(row["code"] for row in measured) == sorted(RULES)
    for row in measured:
        lessons, found, right = (int(row[name]) for name in ("lessons", "findings", "right"))
        assert lessons > 0
        assert right <= found
        assert right >= 0.95 * found or not RULES[row["code"]].is_default, row


def test_table_of_formats(page):
    shown = rows(page, "fixmes", "Format")
    assert [row[0] for row in shown] == list(FORMATS)
    assert ["sarif", "report.sarif", "programs", "the top of the repository"] in shown


def test_tables_of_the_schema(page):
    schema = json.loads((PACKAGE / "report" / "findings.schema.json").read_text(encoding="utf-8"))
    report, finding = (
        [[" ".join(cell.get_text().split()) for cell in row.select("td")] for row in table.select("tbody tr")]
        for table in page("fixmes").select("table")
        if table.select_one("th").get_text(strip=True) == "Property"
    )
    assert [row[0] for row in report] == list(schema["properties"])
    assert [row[0] for row in finding] == list(schema["$defs"]["finding"]["properties"])
    assert ["line", "yes", "The line of that file, from 1."] in finding
    assert ["owner", "", "Who is to deal with it, if the author named anybody."] in finding


def test_tables_of_the_schemas_of_health(page):
    health, lessons = (
        json.loads((PACKAGE / "health" / f"{name}.schema.json").read_text(encoding="utf-8"))
        for name in ("health", "lessons")
    )
    parts = (health, health["$defs"]["figures"], health["$defs"]["document"], lessons, lessons["$defs"]["entry"])
    shown = [
        [row.td.get_text() for row in table.select("tbody tr")]
        for table in page("health").select("table")
        if table.select_one("th").get_text(strip=True) == "Property"
    ]
    assert shown == [list(part["properties"]) for part in parts]


def test_what_a_comment_is_like():
    text = (DOCS / "health.md").read_text(encoding="utf-8")
    assert MARKER in text
    assert LIMIT == 20
    assert "At most twenty new findings" in text


def test_table_of_theme_options(page):
    theme = tomllib.loads((PACKAGE / "theme" / "lesson" / "theme.toml").read_text(encoding="utf-8"))
    found = rows(page, "theme", "Option")
    assert {row[0] for row in found} == set(theme["options"])
    assert all(all(cell for cell in row) for row in found)


def test_the_citation_file_that_is_shown_can_be_read():
    [text] = [block for block in code_blocks("metadata.md", "yaml") if block.startswith("cff-version")]
    citation, problems = read_citation(text)
    assert problems == []
    assert all([citation.title, citation.authors, citation.version, citation.doi_url, citation.released, citation.licenses, citation.keywords])  # fmt: skip


def test_table_of_markdown_options(page):
    assert ["myst_heading_anchors", "6"] in rows(page, "markdown", "Option of MyST")


# --- what readers are told to do -------------------------------------------------------------------------------------


def commands(program):
    """Each command of a program that a page shows, once, without the prompt."""
    lines = [line for page in PAGES for block in code_blocks(page, "console") for line in block.splitlines()]
    return sorted({line.removeprefix("$ ") for line in lines if line.startswith(f"$ {program} ")})


@pytest.fixture
def example(tmp_path, monkeypatch):
    """A copy of the sample lesson, which has open FIXMEs, as the current folder."""
    folder = tmp_path / "example"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("_build"))
    monkeypatch.chdir(folder)
    yield folder
    translators.clear()


def test_every_command_is_described(page):
    shown = page("commands")
    assert [row[0] for row in rows(page, "commands", "Command")] == [f"lesson {name}" for name in COMMANDS]
    helps = [code.get_text() for code in shown.select("pre") if code.get_text().startswith("usage: ")]
    for command in map(command_of, COMMANDS):
        (text,) = (text for text in helps if text.startswith(f"usage: lesson {command.name} "))
        assert text.rstrip("\n").endswith(command.examples.rstrip("\n"))


@pytest.mark.parametrize("command", commands("lesson"))
def test_commands_are_understood(command):
    assert make_parser().parse_args(shlex.split(command)[1:]).run


# What is printed is looked at in tests/printing.
@pytest.mark.parametrize(
    "command",
    [command for command in commands("lesson build") if not {"--builder", "--handout"} & set(command.split())],
)
def test_lessons_are_built(command, example, capsys):
    assert lesson(shlex.split(command)[1:]) == 0
    address = capsys.readouterr().out.rpartition(" in ")[2].partition(": ")[2].strip()
    asked = make_parser().parse_args(shlex.split(command)[1:])
    place = example / "_build" / (asked.builder or "html") / (asked.language or "")
    assert address.startswith(f"{place.as_uri()}/")
    assert asked.builder or address.endswith("/index.html")


@pytest.mark.parametrize("command", commands("lesson fixmes"))
def test_reports_are_written(command, example, capsys):
    arguments = shlex.split(command)[1:]
    assert lesson(arguments) == (1 if "--max" in arguments else 0)
    report = Path(arguments[-1]).read_text(encoding="utf-8") if "-o" in arguments else capsys.readouterr().out
    assert "keys to successful mentorship" in report


@pytest.mark.parametrize("command", commands("lesson check"))
def test_checks_are_made(command, example, capsys):
    arguments = shlex.split(command)[1:]
    assert lesson(arguments) in (0, 1)
    if "-o" in arguments:
        assert Path(arguments[arguments.index("-o") + 1]).read_text("utf-8")
    else:
        assert any(capsys.readouterr())


@pytest.mark.parametrize("command", [command for command in commands("lesson report") if "*" not in command])
def test_health_is_reported(command, example, capsys):
    assert lesson(["report", ".", "-o", "before"]) == 0
    assert lesson(shlex.split(command)[1:]) == 0
    assert "nothing is compared" not in capsys.readouterr().err


@pytest.mark.parametrize("command", commands("lesson new"))
def test_something_new_is_made(command, example, capsys):
    before = set(example.rglob("*"))
    assert lesson(shlex.split(command)[1:]) == 0
    assert set(example.rglob("*")) > before


@pytest.mark.parametrize("command", commands("sphinx-build"))
def test_builds_work(command, example, capsys):
    arguments = shlex.split(command)[1:]
    assert sphinx_build(arguments) == 0
    assert capsys.readouterr().err == ""
    out = example / arguments[3]
    expected = (
        "report.json" if "lesson-report" in arguments else "html/index.html" if "-M" in arguments else "index.html"
    )
    assert (out / expected).is_file()


def test_there_are_commands():
    assert len(commands("lesson fixmes")) >= 6
    assert len(commands("lesson report")) >= 4
    assert len(commands("lesson new")) >= 3
    assert len(commands("sphinx-build")) >= 6


def test_the_lesson_of_the_first_page(tmp_path, capsys):
    home, episode = code_blocks("start.md", "markdown")
    (conf,) = code_blocks("start.md", "python")
    (summary,) = code_blocks("start.md", "text")
    (tmp_path / "episodes").mkdir()
    for name, text in {"conf.py": conf, "index.md": home, "episodes/01-loops.md": episode}.items():
        (tmp_path / name).write_text(text, "utf-8")
    assert lesson(["build", str(tmp_path), "-W"]) == 0
    counts = summary.partition(" in ")[0]
    assert counts.endswith(" 0 warnings")
    assert counts == capsys.readouterr().out.splitlines()[-1].partition(" in ")[0]
    for name in ("index.html", "episodes/01-loops.html", "key-points.html"):
        assert (tmp_path / "_build" / "html" / name).is_file()


# --- pictures --------------------------------------------------------------------------------------------------------


def test_every_picture_has_a_text_alternative(manual, page):
    names = [name.removesuffix(".html") for name in manual.written if name.endswith(".html")]
    alternatives = [picture.get("alt") for name in names for picture in page(name).select("main img")]
    assert len(alternatives) >= 5
    assert "" not in alternatives
    assert None not in alternatives


@pytest.mark.parametrize("name", ["architecture.svg", "folders.svg", "folders-dark.svg"])
def test_drawings_say_what_they_show(name):
    drawing = ET.parse(DOCS / "images" / name).getroot()
    titles = drawing.findall(f"{SVG}title")
    assert [title.text for title in titles] != []
    assert all(title.get("id") in drawing.get("aria-labelledby").split() for title in titles)
    assert {"width", "height", "viewBox"} <= set(drawing.keys())

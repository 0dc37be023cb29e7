"""What the README says is true."""

from __future__ import annotations

import ast
import shlex
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from sphinx_lesson_ext.cli import main, make_parser
from sphinx_lesson_ext.config import OPTIONS
from sphinx_lesson_ext.kinds import LISTS, SPELLINGS

README = Path(__file__).parents[1] / "README.md"
TOKENS = MarkdownIt("commonmark").enable("table").parse(README.read_text(encoding="utf-8"))


def code_blocks(language):
    return [token.content for token in TOKENS if token.type == "fence" and token.info == language]


def tables():
    """Each table as a list of rows of cells, without its head; a cell is a list of (type, text) of its parts."""
    found = []
    in_body = False
    for token in TOKENS:
        match token.type:
            case "tbody_open":
                in_body = True
                found.append([])
            case "tbody_close":
                in_body = False
            case "tr_open" if in_body:
                found[-1].append([])
            case "inline" if in_body:
                found[-1][-1].append([(part.type, part.content) for part in token.children])
    return found


def code(cell):
    return [content for kind, content in cell if kind == "code_inline"]


def words(cell):
    return "".join(f"``{content}``" if kind == "code_inline" else content for kind, content in cell)


def test_every_block_is_named():
    blocks = tables()[0]
    assert sorted(name for row in blocks for cell in row[:2] for name in code(cell)) == sorted(SPELLINGS)


def test_every_list_is_named():
    assert [code(row[0]) for row in tables()[1]] == [[name] for name in LISTS]


def test_every_option_is_described():
    options = [(code(name)[0], ast.literal_eval(code(default)[0]), words(text)) for name, default, text in tables()[2]]
    assert options == [(option.name, option.default, option.help) for option in OPTIONS]


def test_the_three_syntaxes_give_the_same_block(build):
    (rst,) = code_blocks("rst")
    myst, workbench = code_blocks("markdown")
    built = build(
        {
            "index.rst": "Home\n====\n\n.. toctree::\n\n   one\n   two\n   three\n",
            "one.rst": f"Page\n====\n\n{rst}",
            "two.md": f"# Page\n\n{myst}",
            "three.md": f"# Page\n\n{workbench}",
        },
        warnings=("duplicate label count-words",),
    )
    blocks = [str(built.html(name).select_one(".lesson-block.challenge")) for name in ("one", "two", "three")]
    # Links to lessons of sphinx-lesson, which has directives only.
    pages = [
        block.replace('<span id="exercise-0"></span>', "").replace('<span id="solution-0"></span>', "")
        for block in blocks
    ]
    assert "Exercise" in pages[0]
    assert "Count the words" in pages[0]
    assert "10 min" in pages[0]
    assert pages[1] == pages[0]
    assert pages[2] == pages[0]


def commands(first_word):
    """The arguments of each command that begins with *first_word*."""
    lines = [shlex.split(line, comments=True) for block in code_blocks("sh") for line in block.splitlines()]
    return [line[1:] for line in lines if line[0] == first_word]


def test_the_tasks_exist():
    makefile = (README.parent / "Makefile").read_text(encoding="utf-8")
    tasks = {line.partition(":")[0] for line in makefile.splitlines() if "## " in line}
    assert [task for (task,) in commands("make")] == ["example", "test"]
    assert tasks >= {"example", "test"}


@pytest.mark.parametrize("arguments", commands("lesson"), ids=" ".join)
def test_commands_are_understood(arguments):
    assert make_parser().parse_args(arguments).run


@pytest.mark.parametrize("arguments", [each for each in commands("lesson") if each[0] == "fixmes"], ids=" ".join)
def test_reports_are_written(arguments, tmp_path, monkeypatch, capsys):
    (tmp_path / "conf.py").write_text('extensions = ["sphinx_lesson_ext"]\n', encoding="utf-8")
    (tmp_path / "index.rst").write_text("Home\n====\n\nFIXME: begin\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == ("--max" in arguments)
    report = Path(arguments[-1]).read_text(encoding="utf-8") if "-o" in arguments else capsys.readouterr().out
    assert "begin" in report


def test_the_report_builder_works(build):
    (arguments,) = commands("sphinx-build")
    assert arguments[:2] == ["-b", "lesson-report"]
    built = build({"index.rst": "Home\n====\n\nFIXME: begin\n"}, arguments[1])
    assert {"report.txt", "report.json", "report.csv", "report.sarif", "report.github"} <= built.written

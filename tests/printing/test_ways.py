"""Which program prints, and what is said where none does."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from sphinx_lesson_ext.cli import main
from sphinx_lesson_ext.printing import browser, latex, ways
from sphinx_lesson_ext.printing.errors import PrintingError
from sphinx_lesson_ext.printing.latex import told_complaint
from sphinx_lesson_ext.printing.served import served


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """Return a way to put programs, which are scripts, onto a machine that has none."""
    if sys.platform == "win32":
        pytest.skip("programs are written for a shell")
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}")
    monkeypatch.setattr(browser, "_MAC", ())

    def put(name, script="exit 0"):
        file = folder / name
        file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        file.chmod(file.stat().st_mode | stat.S_IXUSR)
        return str(file)

    return put


def lesson(folder):
    folder.mkdir(exist_ok=True)
    (folder / "conf.py").write_text('project = "Loops"\nextensions = ["sphinx_lesson_ext"]\n', encoding="utf-8")
    (folder / "index.md").write_text("# Home\n\n::: solution\nTen.\n:::\n", encoding="utf-8")
    return folder


def test_a_browser_comes_before_latex(machine):
    latexmk = machine("latexmk")
    machine("xelatex")
    assert ways.choose_way() == ways.Way("latex", latexmk)
    chromium = machine("chromium")
    assert ways.choose_way() == ways.Way("browser", chromium)
    assert ways.choose_way("latex") == ways.Way("latex", latexmk)


def test_latexmk_alone_is_not_latex(machine):
    machine("latexmk")
    assert latex.find_latex() is None


def test_where_neither_is(machine, tmp_path, capsys):
    source = lesson(tmp_path / "lesson")
    assert main(["build", str(source), "--builder", "pdf"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("lesson: a PDF cannot be made here; install Chromium, Chrome or Edge, or LaTeX")
    assert not (source / "_build").exists()
    assert main(["build", str(source), "--builder", "pdf", "--pdf-with", "latex"]) == 2
    assert "Chromium" not in capsys.readouterr().err


def test_a_handout_is_a_page_where_neither_is(machine, tmp_path, capsys):
    source = lesson(tmp_path / "lesson")
    assert main(["build", str(source), "--handout", "learner"]) == 0
    said = capsys.readouterr().out
    out = source / "_build" / "handout-learner"
    assert (out / "index.html").as_uri() in said
    assert "It is a page for printing" in said
    assert "Ten." not in (out / "index.html").read_text("utf-8")


def test_a_handout_as_pages(machine, tmp_path):
    source = lesson(tmp_path / "lesson")
    assert main(["build", str(source), "--handout", "learner", "--builder", "singlehtml"]) == 0
    assert "Ten." not in (source / "_build" / "handout-learner" / "index.html").read_text("utf-8")


def test_pdf_with_is_for_a_pdf(tmp_path, capsys):
    assert main(["build", str(lesson(tmp_path / "lesson")), "--builder", "html", "--pdf-with", "latex"]) == 2
    assert "--pdf-with is for a PDF" in capsys.readouterr().err


def test_a_browser_that_fails_leaves_nothing(machine, tmp_path, capsys):
    program = machine("chromium", "echo '[12:34:ERROR:a.cc(1)] The moon is full' >&2\nexit 1")
    source = lesson(tmp_path / "lesson")
    assert main(["build", str(source), "--builder", "pdf"]) == 2
    assert capsys.readouterr().err == f"lesson: {program} made no PDF: The moon is full\n"
    assert not (source / "_build" / "pdf").exists()


def test_a_browser_that_hangs_is_ended(machine, tmp_path):
    program = machine("chromium", "/bin/sleep 60")
    with pytest.raises(PrintingError, match="has not printed the lesson in 0\\.5 seconds"):
        browser.print_page(program, tmp_path, "index.html", tmp_path / "a.pdf", seconds=0.5)


def test_a_browser_gets_a_profile_of_its_own(machine, tmp_path):
    program = machine("chromium", f'for word in "$@"; do echo "$word"; done > {tmp_path}/words')
    with pytest.raises(PrintingError, match="made no PDF"):
        browser.print_page(program, tmp_path, "index.html", tmp_path / "a.pdf")
    words = (tmp_path / "words").read_text("utf-8").splitlines()
    assert ("--no-sandbox" in words) == (os.geteuid() == 0)
    profile = next(word.partition("=")[2] for word in words if word.startswith("--user-data-dir="))
    assert not Path(profile).exists()


def test_only_the_folder_is_served_and_only_to_who_knows(tmp_path):
    folder = tmp_path / "built"
    folder.mkdir()
    (folder / "index.html").write_text("in", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("out", encoding="utf-8")
    with served(folder) as address:
        with urlopen(f"{address}index.html") as answer:
            assert answer.read() == b"in"
        root = address.rpartition("/")[0].rpartition("/")[0]
        for wrong in (f"{root}/index.html", f"{address}../secret.txt", f"{address}%2e%2e/secret.txt"):
            with pytest.raises(HTTPError):
                urlopen(wrong)


def test_latex_works_in_a_copy(machine, tmp_path):
    machine("xelatex")
    built = tmp_path / "built"
    built.mkdir()
    (built / "loops.tex").write_text("Words", encoding="utf-8")
    program = machine("latexmk", "echo PDF > loops.pdf")
    latex.typeset(program, built, "xelatex", tmp_path / "out.pdf")
    assert (tmp_path / "out.pdf").read_text("utf-8") == "PDF\n"
    assert [path.name for path in built.iterdir()] == ["loops.tex"]


def test_a_text_that_latex_cannot_read(machine, tmp_path):
    machine("xelatex")
    (tmp_path / "loops.tex").write_text("\\label{\\detokenize{one::doc}}\n\\wrong\n", encoding="utf-8")
    program = machine("latexmk", "printf '! Undefined control sequence.\\nl.2 x\\n' > loops.log\nexit 12")
    with pytest.raises(PrintingError, match="LaTeX stopped in one: Undefined control sequence"):
        latex.typeset(program, tmp_path, "xelatex", tmp_path / "out.pdf")
    with pytest.raises(PrintingError, match="this lesson needs lualatex, which is not installed"):
        latex.typeset(program, tmp_path, "lualatex", tmp_path / "out.pdf")


def test_what_latex_complains_of_is_told_with_its_document():
    text = "\\label{\\detokenize{index::doc}}\n\\label{\\detokenize{episodes/one::doc}}\nWords \\wrong here\n"
    log = "This is XeTeX\n! Undefined control sequence.\nl.3 Words \\wrong\n                here\n"
    assert told_complaint(log, text) == (
        "LaTeX stopped in episodes/one: Undefined control sequence, at 'Words \\\\wrong here'"
    )
    assert told_complaint("! Emergency stop.\n", "") == "LaTeX stopped: Emergency stop"
    assert told_complaint("", "") == "LaTeX made no PDF; its log names no error"

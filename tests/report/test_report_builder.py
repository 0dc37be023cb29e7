import json
import subprocess
import sys

import pytest
from sphinx.cmd.build import build_main

TEXT = """\
index.rst (1)
index.rst:4:1: write an introduction

loops.md (2)
loops.md:3:1: draw the loop
    for ann
loops.md:5:1: name the author

3 FIXMEs in 2 files.
"""

SUMMARY = """\

3 FIXMEs in 2 files:
  index.rst (1)
    index.rst:4: write an introduction
  loops.md (2)
    loops.md:3: draw the loop
    loops.md:5: name the author
The full report: lesson fixmes lesson
build succeeded.
"""


@pytest.fixture
def lesson(tmp_path, monkeypatch):
    """A lesson of two documents with three FIXMEs; the current folder is the one above it."""
    folder = tmp_path / "lesson"
    folder.mkdir()
    (folder / "conf.py").write_text('project = "Loops"\nextensions = ["sphinx_lesson_ext"]\nlesson_pages = []\n')
    (folder / "index.rst").write_text("Home\n====\n\nFIXME: write an introduction\n\n.. toctree::\n\n   loops\n")
    (folder / "loops.md").write_text("# Loops\n\nFIXME(@ann): draw the loop\n\nTODO: name the author\n")
    monkeypatch.chdir(tmp_path)
    return folder


def build(*options, builder="lesson-report", out="out"):
    return build_main(["-b", builder, *options, "lesson", out])


def messages(report):
    return [entry["message"] for entry in json.loads(report.read_text("utf-8"))["findings"]]


def test_text_on_standard_output_and_every_format_in_files(lesson, tmp_path, capsys):
    assert build("-W") == 0
    output = capsys.readouterr().out
    assert f"\n{TEXT}" in output
    assert output.endswith("The reports are in out.\n")
    files = {file.name: file.read_text("utf-8") for file in (tmp_path / "out").iterdir() if file.is_file()}
    assert files.keys() == {f"report.{suffix}" for suffix in ("txt", "html", "json", "csv", "sarif", "github")}
    assert files["report.txt"] == TEXT
    assert json.loads(files["report.json"])["counts"]["by_path"] == {"index.rst": 1, "loops.md": 2}
    assert len(files["report.csv"].splitlines()) == 4
    assert len(json.loads(files["report.sarif"])["runs"][0]["results"]) == 3
    # There is no checkout here, so paths begin at the current folder.
    assert files["report.github"].startswith("::warning file=lesson/index.rst,line=4,col=1,title=FIXME::")


def test_the_text_is_said_once(lesson, capsys):
    build()
    assert capsys.readouterr().out.count("write an introduction") == 1


def test_quiet_builds_write_files_only(lesson, tmp_path, capsys):
    assert build("-q") == 0
    assert capsys.readouterr() == ("", "")
    assert (tmp_path / "out" / "report.txt").read_text("utf-8") == TEXT


def test_no_page_is_written(lesson, tmp_path):
    build("-d", "doctrees")
    suffixes = {file.suffix for file in (tmp_path / "out").rglob("*")}
    assert suffixes == {".txt", ".html", ".json", ".csv", ".sarif", ".github"}


def test_the_builder_brings_the_extension_along(lesson, tmp_path):
    (lesson / "conf.py").write_text('project = "Loops"\nlesson_pages = []\n')
    assert build("-W", "-q") == 0
    assert (tmp_path / "out" / "report.txt").read_text("utf-8") == TEXT


def test_in_parallel(lesson, tmp_path):
    for number in range(12):
        (lesson / f"more{number:02}.rst").write_text(f":orphan:\n\nMore\n====\n\nFIXME: number {number}\n")
    for jobs in ("1", "2"):
        command = [
            sys.executable,
            "-m",
            "sphinx",
            "-q",
            "-W",
            "-b",
            "lesson-report",
            "-j",
            jobs,
            "lesson",
            f"out{jobs}",
        ]
        subprocess.run(command, check=True)
    reports = [(tmp_path / f"out{jobs}" / "report.json").read_text("utf-8") for jobs in ("1", "2")]
    assert reports[0] == reports[1]
    assert json.loads(reports[0])["counts"]["total"] == 15


def test_incremental_builds_tell_of_all_documents(lesson, tmp_path):
    report = tmp_path / "out" / "report.json"
    build("-q")
    (lesson / "loops.md").write_text("# Loops\n\nText.\n\nFIXME: new\n")
    build("-q")
    assert messages(report) == ["write an introduction", "new"]
    build("-q")
    assert messages(report) == ["write an introduction", "new"]
    (lesson / "index.rst").write_text("Home\n====\n\nDone.\n")
    (lesson / "loops.md").unlink()
    build("-q")
    assert messages(report) == []


def test_an_html_build_ends_with_the_summary(lesson, capsys):
    assert build(builder="html") == 0
    assert SUMMARY in capsys.readouterr().out


def test_the_summary_is_told_again_when_nothing_changed(lesson, capsys):
    build(builder="html")
    capsys.readouterr()
    build(builder="html")
    assert SUMMARY in capsys.readouterr().out


def test_the_summary_of_a_lesson_without_fixmes(lesson, capsys):
    (lesson / "index.rst").write_text("Home\n====\n")
    (lesson / "loops.md").unlink()
    build(builder="html")
    assert "\n\nNothing is marked FIXME.\nbuild succeeded.\n" in capsys.readouterr().out


def test_quiet_builds_have_no_summary(lesson, capsys):
    assert build("-q", builder="html") == 0
    assert capsys.readouterr() == ("", "")


def test_failed_builds_have_no_summary(lesson, capsys):
    with (lesson / "conf.py").open("a") as conf:
        conf.write("from sphinx.errors import SphinxError\n\n\n")
        conf.write("def fail(*arguments):\n    raise SphinxError('on purpose')\n\n\n")
        conf.write("def setup(app):\n    app.connect('env-updated', fail)\n")
    assert build(builder="html") == 2
    captured = capsys.readouterr()
    assert "on purpose" in captured.err
    assert "FIXME" not in captured.out


def test_the_command_in_the_summary_is_quoted(lesson, tmp_path, capsys):
    lesson.rename(tmp_path / "my lesson")
    build_main(["-b", "html", "my lesson", "out"])
    assert "The full report: lesson fixmes 'my lesson'\n" in capsys.readouterr().out

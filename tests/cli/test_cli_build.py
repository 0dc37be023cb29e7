"""`lesson build`: what it makes, what it leaves alone, and what it says."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sphinx_lesson_ext.cli import main, make_parser
from sphinx_lesson_ext.cli.build import settings_of

if sys.platform != "win32":
    import pty

LAST = r"{pages} pages, {exercises}, {fixmes}, {warnings} in \d+\.\d s: {address}\n"

ERASE = "\r\x1b[K"


def last_line(output, pages=2, exercises="1 exercise", fixmes="1 FIXME", warnings="0 warnings"):
    address = re.escape((output / "index.html").as_uri())
    return LAST.format(pages=pages, exercises=exercises, fixmes=fixmes, warnings=warnings, address=address)


def contents(folder):
    """The bytes of each file that is published."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def times(folder):
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def add(file, text):
    file.write_text(f"{file.read_text('utf-8')}{text}", "utf-8")


def problem(capsys):
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    return captured.err.removeprefix("lesson: ").rstrip("\n")


# --- what is made, and where


def test_a_project_of_sphinx(project, capsys):
    (project / "helper.py").write_text("NAME = 'Loops'\n")
    add(project / "conf.py", "import sys\nsys.path.insert(0, '.')\nfrom helper import NAME\n")
    os.chdir(project)
    before = {*project.iterdir()}
    assert main(["build", "."]) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    steps, last = captured.out.rsplit("\n", 2)[:2]
    assert steps == "reading sources ...\nwriting output ..."
    assert re.fullmatch(last_line(project / "_build" / "html"), f"{last}\n")
    assert (project / "_build" / "html" / "loops.html").is_file()
    assert {*project.iterdir()} - before == {project / "_build"}
    assert {path.name for path in (project / "_build").iterdir()} == {"html", ".html.lesson-cache"}
    assert "helper" not in sys.modules


def test_a_lesson_of_the_workbench(workbench, capsys):
    before = {*workbench.iterdir()}
    assert main(["build", "lesson", "-W", "-q"]) == 0
    assert capsys.readouterr() == ("", "")
    assert {"index.html", "01-for.html", "02-while.html"} <= {*contents(workbench / "site" / "html")}
    assert {*workbench.iterdir()} - before == {workbench / "site"}


def test_fixmes_are_found_in_a_lesson_of_the_workbench(workbench, capsys):
    assert main(["fixmes", "lesson"]) == 0
    assert capsys.readouterr().out.endswith("2 FIXMEs in 2 files.\n")
    assert not (workbench / "site").exists()


def test_what_shows_the_findings_is_told(workbench, capsys):
    add(workbench / "index.md", "\n[here](https://example.org)\n")
    shutil.move(workbench, workbench.with_name("my lesson"))
    told = "The findings are told by: lesson check 'my lesson'\n"
    assert main(["build", "my lesson"]) == 0
    assert capsys.readouterr().out.endswith(f"/index.html\n{told}")
    assert main(["build", "my lesson", "-v"]) == 0
    assert told not in capsys.readouterr().out


def test_a_folder_that_is_given(project, capsys):
    assert main(["build", "project", "-o", "public"]) == 0
    assert re.search(last_line(Path("public").resolve()), capsys.readouterr().out)
    assert {path.name for path in Path.cwd().iterdir()} == {"project", "public", ".public.lesson-cache"}
    # What another builder makes there is named, and the pages are not taken for it.
    assert main(["build", "project", "-o", "public", "--builder", "text"]) == 0
    assert capsys.readouterr().out.endswith(
        f"{Path('public', 'index.txt').resolve().as_uri()}\nIts folder has files that were made with --builder html, too\n"
    )
    assert Path("public", "index.html").is_file()
    cache = Path(".public.lesson-cache")
    assert (cache / ".gitignore").read_text() == "*\n"
    assert (cache / "CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172789f06886806bc55\n")


def test_other_builders_and_values(project, capsys):
    assert main(["build", "project", "--builder", "text", "-j", "2", "-D", "lesson_pages=keypoints", "-q"]) == 0
    assert "Count" in (project / "_build" / "text" / "loops.txt").read_text()
    assert main(["build", "project", "--builder", "text"]) == 0
    assert capsys.readouterr().out.endswith(f": {(project / '_build' / 'text' / 'index.txt').as_uri()}\n")


def test_one_build_leaves_the_next_its_language(workbench):
    """As when it is changed while `lesson serve` runs."""
    output = workbench / "site" / "html" / "01-for.html"
    for language, objectives, link in (
        ("de", "Lernziele", "Link zu"),
        ("fr", "Objectifs", "Lien vers"),
        ("en", "Objectives", "Link to"),
    ):
        assert main(["build", str(workbench), "-q", "-D", f"language={language}"]) == 0
        page = output.read_text("utf-8")
        assert f">{objectives}<" in page
        assert f'title="{link}' in page


def test_without_the_extension_there_is_nothing_of_lessons_to_count(project, capsys):
    (project / "conf.py").write_text("extensions = ['myst_parser']\n")
    (project / "loops.md").write_text("# Loops\n")
    assert main(["build", "project"]) == 0
    assert re.search(r"\n2 pages, 0 warnings in ", capsys.readouterr().out)


def test_drafts_on_request(project):
    add(project / "conf.py", "lesson_show_fixmes = 'draft'\n")
    page = project / "_build" / "html" / "loops.html"
    assert main(["build", "project", "--draft", "-q"]) == 0
    assert "draw the loop" in page.read_text("utf-8")
    assert main(["build", "project", "-q"]) == 0
    assert "draw the loop" not in page.read_text("utf-8")


@pytest.mark.parametrize(
    ("options", "settings"),
    [
        (["-D", "language=de", "-D", "x=y=z"], {"language": "de", "x": "y=z"}),
        (["--run-r"], {"lesson_run_r": True}),
        (["--built", "made"], {"lesson_built": str(Path("made").resolve())}),
    ],
)
@pytest.mark.parametrize("command", ["build", "serve"])
def test_values_that_are_set_for_this_time(command, options, settings):
    assert settings_of(make_parser().parse_args([command, ".", *options])) == settings


def test_what_r_made_already_is_taken_from_a_folder(workbench, capsys):
    (workbench / "episodes" / "02-while.md").rename(workbench / "episodes" / "02-while.Rmd")
    config = (workbench / "config.yaml").read_text()
    (workbench / "config.yaml").write_text(config.replace("02-while.md", "02-while.Rmd"))
    add(workbench / "episodes" / "02-while.Rmd", "\n```{r}\n1 + 1\n```\n")
    Path("made").mkdir()
    text = (workbench / "episodes" / "02-while.Rmd").read_text()
    Path("made", "02-while.md").write_text(text.replace("```{r}", "```r") + "\n```output\n[1] 2\n```\n")
    page = workbench / "site" / "html" / "02-while.html"
    assert main(["build", "lesson", "-q"]) == 0
    assert "02-while.Rmd:25: WARNING: 1 chunk was not run" in capsys.readouterr().err
    assert "[1] 2" not in page.read_text("utf-8")
    assert main(["build", "lesson", "-q", "-W", "--built", "made"]) == 0
    assert "[1]" in page.read_text("utf-8")


def test_all_that_sphinx_tells(project, capsys):
    assert main(["build", "project", "-v"]) == 0
    told = capsys.readouterr().out
    assert "build succeeded." in told
    assert "\x1b" not in told


# --- the second time


def test_only_what_changes_is_written(project):
    output = project / "_build" / "html"
    assert main(["build", "project", "-q"]) == 0
    before = times(output)
    assert main(["build", "project", "-q"]) == 0
    assert times(output) == before
    add(project / "loops.md", "\nMore.\n")
    assert main(["build", "project", "-q"]) == 0
    changed = {path.relative_to(output).as_posix() for path, time_ in times(output).items() if before[path] != time_}
    assert changed == {"loops.html", "_sources/loops.md.txt", "searchindex.js"}
    assert main(["build", "project", "-q", "-o", "clean"]) == 0
    assert contents(output) == contents(Path("clean"))


def test_what_is_no_longer_made_is_taken_away_and_nothing_else(project):
    output = project / "_build" / "html"
    (project / "part").mkdir()
    (project / "part" / "while.md").write_text("# While\n\n![A loop](loop.png)\n")
    (project / "part" / "loop.png").write_bytes(b"PNG")
    (project / "index.md").write_text("# Home\n\n```{toctree}\nloops\npart/while\n```\n")
    assert main(["build", "project", "-q", "-W"]) == 0
    assert {"part/while.html", "_images/loop.png"} <= {*contents(output)}
    (output / "CNAME").write_text("example.org\n")
    # A page that somebody put in the place of ours is theirs.
    (output / "genindex.html").write_text("by hand")
    (output / "part" / "more.html").write_text("by hand")
    (project / "part" / "while.md").unlink()
    (project / "part" / "loop.png").unlink()
    (project / "index.md").write_text("# Home\n\n```{toctree}\nloops\n```\n")
    assert main(["build", "project", "-q", "-W"]) == 0
    assert main(["build", "project", "-q", "-o", "clean"]) == 0
    ours = {**contents(Path("clean")), "CNAME": b"example.org\n", "part/more.html": b"by hand"}
    assert contents(output) == ours


def test_warnings_are_repeated_until_they_are_mended(project, capsys):
    add(project / "loops.md", "\n[Before](index.md#begin)\n")
    warning = (
        "project/loops.md:13: WARNING: nothing on the page of 'index.md' has the id 'begin'; "
        "'{#id}' behind a heading gives it an id [lesson.link-fragment]\n"
    )
    for _time in range(2):
        assert main(["build", "project", "-W"]) == 1
        captured = capsys.readouterr()
        assert captured.err == f"{warning}lesson: 1 warning, but -W allows none\n"
        assert re.search(last_line(project / "_build" / "html", warnings="1 warning"), captured.out)
    # It is mended in another document.
    add(project / "index.md", "\n(begin)=\n## Begin\n")
    assert main(["build", "project", "-W", "-q"]) == 0
    assert capsys.readouterr() == ("", "")
    assert main(["build", "project", "-q", "-o", "clean"]) == 0
    assert contents(project / "_build" / "html") == contents(Path("clean"))


def test_warnings_of_included_files_and_of_none_are_repeated_too(project, capsys):
    (project / "part.txt").write_text("*never closed\n")
    add(project / "loops.md", "\n```{eval-rst}\n.. include:: part.txt\n```\n")
    add(project / "conf.py", "def warn(app, env):\n    from sphinx.util import logging\n")
    add(project / "conf.py", "    logging.getLogger('sphinx.x').warning('something is amiss')\n\n\n")
    add(project / "conf.py", "def setup(app):\n    app.connect('env-updated', warn)\n")
    told = []
    for _time in range(2):
        assert main(["build", "project", "-q"]) == 0
        told.append(capsys.readouterr().err)
    assert told[0].count("WARNING") == 2
    assert told[1] == told[0]


def test_a_build_that_failed_is_not_continued(project, capsys):
    assert main(["build", "project", "-q"]) == 0
    before = contents(project / "_build" / "html")
    add(project / "loops.md", "\nMore.\n")
    conf = (project / "conf.py").read_text()
    # After everything is written.
    fail = "def fail(app, exception):\n    raise ValueError('at\\nlast')\n\n\n"
    (project / "conf.py").write_text(f"{conf}{fail}def setup(app):\n    app.connect('build-finished', fail)\n")
    assert main(["build", "project", "-q"]) == 2
    told = problem(capsys)
    assert told.startswith("project cannot be built: Handler <function fail")
    log = Path(re.search(r"\(more in (.*)\)$", told)[1])
    assert "ValueError: at\nlast" in log.read_text()
    assert contents(project / "_build" / "html") == before
    (project / "conf.py").write_text(conf)
    assert main(["build", "project", "-q", "-W"]) == 0
    assert b"More." in contents(project / "_build" / "html")["loops.html"]


# --- what cannot be done


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--builder", "htm"], "there is no builder htm; did you mean html?"),
        (["--builder", "+"], "there is no builder +; there are applehelp, "),
        (["-o", "project"], "project holds the lesson itself; choose a folder of its own for what is built"),
        (["-o", "."], ". holds the lesson itself; choose a folder of its own for what is built"),
        (["-o", "project/conf.py"], "project/conf.py is a file; choose a folder with -o"),
        (
            ["-D", "html_extra_path=."],
            "_build/html is in ., which html_extra_path copies into it; choose a folder with",
        ),
        (
            ["-D", "extensions=no_such_thing"],
            "Could not import extension no_such_thing, for no_such_thing is not installed; install it, or do without",
        ),
        (["-D", "extensions=sphinx_lesson"], "sphinx_lesson is not installed; write 'sphinx_lesson_ext', which takes"),
        (["-q", "-D", "root_doc=start"], "project cannot be built: Sphinx is unable to load the master document"),
    ],
)
def test_one_sentence_says_why_and_nothing_is_left(project, capsys, arguments, said):
    before = {*project.iterdir()}
    assert main(["build", "project", *arguments]) == 2
    assert said in problem(capsys)
    assert {*project.iterdir()} == before
    assert {*Path.cwd().iterdir()} == {project}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_an_account_that_nobody_can_keep(project, monkeypatch, capsys):
    with Path("/dev/full").open("w") as full, monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", full)
        assert main(["build", "project"]) == 2
    assert problem(capsys) == "standard output cannot be written: No space left on device"
    # Whoever starts it without one wants to hear nothing.
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", None)
        assert main(["build", "project"]) == 0
        sys.stdout.close()
    assert capsys.readouterr() == ("", "")


@pytest.mark.skipif(sys.platform in ("darwin", "win32"), reason="names of files are Unicode here")
def test_a_name_that_is_not_utf_8(project, capsys):
    Path(os.fsdecode(os.fsencode(project) + b"/na\xefve.md")).write_text("# Naive\n")
    assert main(["build", "project"]) == 2
    assert problem(capsys).endswith("the name of the file 'na\\udcefve.md' is not UTF-8; rename it")


def test_texts_are_not_built_over(project, capsys):
    (project / "more").mkdir()
    (project / "more" / "maps.md").write_text("# Maps\n")
    assert main(["build", "project", "-o", "project/more"]) == 2
    assert "more holds maps.md, which would not be read; choose a folder of its own with -o" in problem(capsys)
    assert {entry.name for entry in (project / "more").iterdir()} == {"maps.md"}


def test_a_lesson_names_no_file_that_docutils_writes(workbench, tmp_path, monkeypatch):
    (workbench / "docutils.conf").write_text(f"[general]\nrecord_dependencies: {tmp_path / 'mine.txt'}\n")
    (tmp_path / "mine.txt").write_text("precious")
    monkeypatch.chdir(workbench)
    assert main(["build", ".", "-q"]) == 0
    assert main(["fixmes", ".", "-o", "../fixmes.txt"]) == 0
    assert (tmp_path / "mine.txt").read_text() == "precious"


def test_an_extension_that_ends_python(project, capsys):
    add(
        project / "conf.py",
        "def setup(app):\n    app.connect('builder-inited', lambda app: sys.exit(0))\n\n\nimport sys\n",
    )
    assert main(["build", "project"]) == 2
    assert problem(capsys) == "project cannot be built: an extension ends Python with sys.exit()"


def test_a_full_disk_is_told_and_what_it_left_is_not_continued(project, capsys):
    conf = (project / "conf.py").read_text()
    assert main(["build", "project", "-q"]) == 0
    # As Sphinx tells it of each page that it cannot write.
    add(project / "conf.py", "import errno, os\nfrom sphinx.util.logging import getLogger\n")
    add(project / "conf.py", "def tell(*event):\n    getLogger('sphinx.x').warning(os.strerror(errno.ENOSPC))\n")
    add(project / "conf.py", "def setup(app):\n    app.connect('build-finished', tell)\n")
    assert main(["build", "project", "-q"]) == 2
    assert capsys.readouterr().err.endswith("lesson: project cannot be built: the disk is full\n")
    (project / "conf.py").write_text(conf)
    page = project / "_build" / ".html.lesson-cache" / "html" / "built" / "loops.html"
    page.write_text("half of")
    assert main(["build", "project", "-q"]) == 0
    assert "draw the loop" in page.read_text("utf-8")


def test_an_output_among_what_a_lesson_publishes(workbench, capsys):
    assert main(["build", "lesson", "-o", "lesson/episodes/files/out"]) == 2
    assert problem(capsys) == (
        "lesson/episodes/files/out is among the lesson's files, which are published; choose another folder"
    )


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_nothing_is_written_where_a_lessons_links_lead(workbench, tmp_path, capsys):
    (tmp_path / "elsewhere").mkdir()
    (workbench / "site").symlink_to(tmp_path / "elsewhere")
    assert main(["build", "lesson", "-q"]) == 2
    assert problem(capsys).startswith("lesson/site/html leads out of the lesson, to ")
    (workbench / "site").unlink()
    (workbench / "site" / "html").mkdir(parents=True)
    (workbench / "site" / "html" / "_static").symlink_to(tmp_path / "elsewhere")
    assert main(["build", "lesson", "-q"]) == 2
    assert "_static leads out of " in problem(capsys)
    (workbench / "site" / "html" / "_static").unlink()
    assert main(["build", "lesson", "-q"]) == 0
    (workbench / "site" / ".html.lesson-cache").rename(tmp_path / "elsewhere" / "cache")
    (workbench / "site" / ".html.lesson-cache").symlink_to(tmp_path / "elsewhere" / "cache")
    assert main(["build", "lesson", "-q"]) == 2
    assert "is somebody else's" in problem(capsys)


def test_an_output_inside_the_sources_is_not_read(project, capsys):
    for _time in range(2):
        assert main(["build", "project", "-o", "project/loops/[x]", "--builder", "xml", "-W"]) == 0
        (project / "loops" / "[x]" / "more.md").write_text("no part of it")
    assert "2 pages" in capsys.readouterr().out


def test_a_second_build_into_the_same_folder_waits_for_nobody(project, run, capsys):
    wait = "import pathlib, time\npathlib.Path('begun').touch()\nwhile pathlib.Path('begun').exists():\n    time.sleep(.01)\n"
    begun = Path("begun").resolve()
    with (project / "conf.py").open("a") as conf:
        conf.write(wait.replace("'begun'", repr(str(begun))))
    with subprocess.Popen([*run, "build", "project", "-q"], stderr=subprocess.PIPE) as first:
        while not begun.exists():
            time.sleep(0.01)
        assert main(["build", "project"]) == 2
        begun.unlink()
        assert first.wait() == 0, first.stderr.read()
    output = project / "_build" / "html"
    assert problem(capsys) == f"{output} is just being built by another command; try again when it has ended"
    assert (output / "index.html").is_file()


@pytest.mark.skipif(sys.platform == "win32", reason="signals are others there")
def test_ctrl_c_ends_it_at_once_and_quietly(project, run):
    for number in range(12):
        (project / f"more{number}.md").write_text("---\norphan: true\n---\n# More\n" + "\n*Text*\n" * 2000)
    command = [*run, "build", "project", "-j", "2"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, process_group=0) as process:
        assert process.stdout.readline() == b"reading sources ...\n"
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait() == 130
        assert process.stderr.read() == b""
    assert contents(project / "_build" / "html") == {}


def test_a_reader_may_leave_early(project, run):
    with subprocess.Popen([*run, "build", "project", "-v"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


# --- on a terminal


def on_terminal(command, columns, environment):
    """What *command* writes to a terminal, and its exit status."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        command, stdout=theirs, stderr=theirs, env={**os.environ, "COLUMNS": str(columns), **environment}
    ) as process:
        os.close(theirs)
        pieces = []
        while True:
            try:
                piece = os.read(ours, 4096)
            except OSError:
                break
            if not piece:
                break
            pieces.append(piece)
        os.close(ours)
    return b"".join(pieces).decode().replace("\r\n", "\n"), process.returncode


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals")
def test_progress_on_a_terminal_is_one_line_that_goes_away(project, run):
    (project / "循环循环循环循环循环循环.md").write_text("# More\n\n*Text*\n\n[x](y.md)\n")
    shown, status = on_terminal([*run, "build", "project"], 40, {"TERM": "xterm", "NO_COLOR": "1"})
    assert status == 0
    lines = [piece for line in shown.split("\n") for piece in line.split(ERASE)]
    progress = [line for line in lines if "%" in line]
    assert "reading sources   33 %  index" in progress
    assert any(line.startswith("writing output  100 %  循环循环循环") for line in progress)
    assert max(len(line) + sum(ord(character) > 0x2E80 for character in line) for line in progress) <= 39
    assert "\x1b" not in "".join(lines)
    # What is left on the screen: what follows the last erased line of each.
    left = [line.rpartition(ERASE)[2] for line in shown.rstrip("\n").split("\n")]
    assert [re.sub(r":.*| in .*", "", line) for line in left] == [
        "project/循环循环循环循环循环循环.md",
        "project/循环循环循环循环循环循环.md",
        "3 pages, 1 exercise, 1 FIXME, 2 warnings",
    ]


# --- the command line


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-j", "0"], "argument -j/--jobs: '0' is neither a whole number of 1 or more nor auto"),
        (["-D", "x"], "argument -D: 'x' is not of the form NAME=VALUE"),
        (["-q", "-v"], "argument -v/--verbose: not allowed with argument -q/--quiet"),
    ],
)
def test_arguments_that_are_not_understood(capsys, arguments, said):
    with pytest.raises(SystemExit) as ending:
        main(["build", ".", *arguments])
    assert ending.value.code == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("command", ["build", "serve", "eject", "fixmes"])
def test_help_has_an_example_and_tells_the_exit_status(capsys, monkeypatch, command):
    monkeypatch.setenv("COLUMNS", "80")
    with pytest.raises(SystemExit) as ending:
        main([command, "--help"])
    assert ending.value.code == 0
    shown = capsys.readouterr().out
    assert f"\nexamples:\n  lesson {command} ." in shown
    assert "\nexit status:\n  0" in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_the_last_line_counts_what_rules_find(project, capsys):
    text = (project / "loops.md").read_text(encoding="utf-8")
    (project / "loops.md").write_text(f"{text}\n[here](https://www.gnu.org)\n", encoding="utf-8")
    assert main(["build", "project"]) == 0
    assert "2 pages, 1 exercise, 1 FIXME, 1 finding, 0 warnings in " in capsys.readouterr().out

import errno
import json
import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from sphinx_lesson_ext.cli import main

TEXT = """\
lesson/index.rst (1)
lesson/index.rst:4:1: say «hello»

lesson/loops.md (2)
lesson/loops.md:3:1: draw the loop
lesson/loops.md:5:1: name the author

3 FIXMEs in 2 files.
"""

CONF = 'project = "Loops"\nextensions = ["sphinx_lesson_ext"]\nlesson_pages = []\n'
RUN = [sys.executable, "-c", "from sphinx_lesson_ext.cli import main; raise SystemExit(main())", "fixmes"]


@pytest.fixture
def lesson(tmp_path, monkeypatch):
    """A lesson of two documents with three FIXMEs; the current folder is the one above it."""
    folder = tmp_path / "lesson"
    folder.mkdir()
    (folder / "conf.py").write_text(CONF)
    (folder / "index.rst").write_text("Home\n====\n\nFIXME: say «hello»\n\n.. toctree::\n\n   loops\n", "utf-8")
    (folder / "loops.md").write_text("# Loops\n\nFIXME: draw the loop\n\nTODO: name the author\n")
    monkeypatch.chdir(tmp_path)
    return folder


def snapshot(folder):
    return {file: file.read_bytes() if file.is_file() else None for file in folder.rglob("*")}


def test_text_on_standard_output(lesson, capsys):
    assert main(["fixmes", "lesson"]) == 0
    assert capsys.readouterr() == (TEXT, "")


def test_nothing_is_written_into_the_lesson(lesson, monkeypatch):
    monkeypatch.syspath_prepend(lesson)
    (lesson / "helper_of_conf.py").write_text("VALUE = 1\n")
    (lesson / "conf.py").write_text(f"import helper_of_conf\n{CONF}")
    (lesson / "locale" / "de" / "LC_MESSAGES").mkdir(parents=True)
    (lesson / "locale" / "de" / "LC_MESSAGES" / "loops.po").write_text('msgid "Loops"\nmsgstr "Schleifen"\n')
    with (lesson / "conf.py").open("a") as conf:
        conf.write("language = 'de'\nlocale_dirs = ['locale']\n")
    before = snapshot(lesson)
    assert main(["fixmes", "lesson"]) == 0
    assert snapshot(lesson) == before
    assert sys.dont_write_bytecode is bool(os.environ.get("PYTHONDONTWRITEBYTECODE"))


@pytest.mark.parametrize("place", ["source", "docs", "docs/source", "content"])
def test_the_lesson_may_be_in_a_usual_place(lesson, tmp_path, capsys, place):
    (tmp_path / "project" / place).parent.mkdir(parents=True)
    lesson.rename(tmp_path / "project" / place)
    assert main(["fixmes", "project"]) == 0
    # A terminal follows the paths from where one is.
    assert capsys.readouterr().out == TEXT.replace("lesson/", f"project/{place}/")


def test_the_extension_need_not_be_listed(lesson, capsys):
    (lesson / "conf.py").write_text('project = "Loops"\nlesson_pages = []\n')
    assert main(["fixmes", "lesson"]) == 0
    assert capsys.readouterr() == (TEXT, "")


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("text", "lesson/index.rst (1)\n"),
        ("json", '{\n  "schema": 1,\n'),
        ("csv", "code,severity,docname,path,"),
        ("sarif", '{\n  "$schema": "https://docs.oasis-open.org/sarif/'),
        ("github", "::warning file=lesson/index.rst,line=4,col=1,title=FIXME::say «hello»\n"),
    ],
)
def test_formats(lesson, capsys, name, start):
    assert main(["fixmes", "lesson", "--format", name]) == 0
    assert capsys.readouterr().out.startswith(start)


@pytest.mark.parametrize(("allowed", "status"), [("3", 0), ("2", 1), ("0", 1)])
def test_more_than_allowed(lesson, capsys, allowed, status):
    assert main(["fixmes", "lesson", "--max", allowed]) == status
    said = f"lesson: 3 FIXMEs in 2 files, but --max allows {allowed}\n" if status else ""
    assert capsys.readouterr() == (TEXT, said)


def test_warnings_are_told_on_standard_error_without_colours(lesson, capsys, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    (lesson / "index.rst").write_text("Home\n====\n\nFIXME: x\n\n:doc:`loops`\n\n*never closed\n")
    assert main(["fixmes", "lesson"]) == 0
    captured = capsys.readouterr()
    assert "index.rst:8: WARNING: Inline emphasis start-string without end-string." in captured.err
    assert "\x1b" not in captured.err
    assert "WARNING" not in captured.out


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_git_tells_who_and_when(lesson, tmp_path, capsys):
    settings = {
        "GIT_AUTHOR_DATE": "2024-05-01T12:00:00+0000",
        "GIT_COMMITTER_DATE": "2024-05-02T12:00:00+0000",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
    }
    for command in (
        ["init", "--quiet"],
        ["add", "lesson"],
        ["-c", "user.name=Ann Example", "-c", "user.email=ann@example.org", "commit", "--quiet", "-m", "Start"],
    ):
        subprocess.run(["git", *command], check=True, env={**os.environ, **settings})
    with (lesson / "loops.md").open("a") as loops:
        loops.write("\nFIXME: not committed\n")
    assert main(["fixmes", "lesson", "--blame"]) == 0
    assert capsys.readouterr().out == (
        "lesson/index.rst (1)\n"
        "lesson/index.rst:4:1: say «hello»\n"
        "    last changed by Ann Example on 2024-05-01\n"
        "\n"
        "lesson/loops.md (3)\n"
        "lesson/loops.md:3:1: draw the loop\n"
        "    last changed by Ann Example on 2024-05-01\n"
        "lesson/loops.md:5:1: name the author\n"
        "    last changed by Ann Example on 2024-05-01\n"
        "lesson/loops.md:7:1: not committed\n"
        "\n"
        "4 FIXMEs in 2 files.\n"
    )


# --- where the report goes


def test_git_that_knows_nothing_says_so(lesson, capsys):
    assert main(["fixmes", "lesson", "--blame"]) == 0
    said = "lesson: git does not know who wrote these lines; is the lesson in a git checkout, and committed?\n"
    assert capsys.readouterr() == (TEXT, said)


def test_to_a_file(lesson, tmp_path, capsys):
    assert main(["fixmes", "lesson", "-o", "report.txt"]) == 0
    assert capsys.readouterr() == ("", "")
    assert (tmp_path / "report.txt").read_bytes() == TEXT.encode("utf-8")
    assert {file.name for file in tmp_path.iterdir()} == {"lesson", "report.txt"}


def test_a_dash_is_standard_output(lesson, tmp_path, capsys):
    assert main(["fixmes", "lesson", "-o", "-"]) == 0
    assert capsys.readouterr().out == TEXT
    assert {file.name for file in tmp_path.iterdir()} == {"lesson"}


def test_a_file_is_replaced_and_keeps_its_mode(lesson, tmp_path):
    report = tmp_path / "report.json"
    report.write_text("old")
    report.chmod(0o640)
    assert main(["fixmes", "lesson", "--format", "json", "-o", "report.json"]) == 0
    assert json.loads(report.read_text("utf-8"))["counts"]["total"] == 3
    assert stat.S_IMODE(report.stat().st_mode) == 0o640


def test_a_symbolic_link_is_followed(lesson, tmp_path):
    (tmp_path / "latest").symlink_to("report.txt")
    assert main(["fixmes", "lesson", "-o", "latest"]) == 0
    assert (tmp_path / "latest").is_symlink()
    assert (tmp_path / "report.txt").read_text("utf-8") == TEXT


def test_a_device_is_written_to_and_not_replaced(lesson):
    assert main(["fixmes", "lesson", "-o", os.devnull]) == 0
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


@pytest.mark.parametrize(
    ("target", "reason"), [("none/report.txt", "No such file or directory"), (".", "Is a directory")]
)
def test_a_file_that_cannot_be_written(lesson, capsys, target, reason):
    assert main(["fixmes", "lesson", "-o", target]) == 2
    assert capsys.readouterr() == ("", f"lesson: {target} cannot be written: {reason}\n")


def test_csv_keeps_its_line_ends(lesson, tmp_path):
    assert main(["fixmes", "lesson", "--format", "csv", "-o", "report.csv"]) == 0
    lines = (tmp_path / "report.csv").read_bytes().split(b"\r\n")
    assert len(lines) == 5
    assert not any(b"\n" in line or b"\r" in line for line in lines)


@pytest.mark.parametrize(
    ("name", "encoding", "text"),
    [
        ("text", "latin-1", b"say \xabhello\xbb\n"),
        ("text", "ascii", b"say \\xabhello\\xbb\n"),
        ("csv", "ascii", b",say \xc2\xabhello\xc2\xbb,"),
    ],
)
def test_people_get_the_encoding_of_the_screen_and_programs_utf_8(lesson, name, encoding, text):
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    run = subprocess.run([*RUN, "lesson", "--format", name], capture_output=True, check=True, env=environment)
    assert text in run.stdout
    assert run.stderr == b""


def test_a_reader_may_leave_early(lesson):
    (lesson / "loops.md").write_text("# Loops\n" + "\nFIXME: draw the loop\n" * 3000)
    with subprocess.Popen([*RUN, "lesson"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"lesson/index.rst (1)\n"
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_standard_output_that_is_full(lesson):
    with Path("/dev/full").open("wb") as full:
        run = subprocess.run([*RUN, "lesson"], stdout=full, stderr=subprocess.PIPE, check=False)
    assert run.stderr == b"lesson: standard output cannot be written: No space left on device\n"
    assert run.returncode == 2


# --- what cannot be done


def problem(capsys):
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    return captured.err.rstrip("\n")


def test_no_such_folder(lesson, capsys):
    assert main(["fixmes", "lessons"]) == 2
    assert problem(capsys) == "lesson: lessons does not exist; name the folder of a lesson"


def test_not_a_folder(lesson, capsys):
    assert main(["fixmes", "lesson/loops.md"]) == 2
    assert problem(capsys) == "lesson: lesson/loops.md is not a folder; name the folder of a lesson"


def test_no_conf_file(lesson, capsys):
    (lesson / "conf.py").unlink()
    assert main(["fixmes", "lesson"]) == 2
    assert problem(capsys) == (
        "lesson: lesson holds no lesson: there is neither config.yaml nor conf.py in it, and no conf.py in its "
        "source/, docs/, docs/source/, doc/, content/"
    )


@pytest.mark.parametrize(
    ("conf", "reason"),
    [
        ("x = 1\ny = nothing\n", "line 2: NameError: name 'nothing' is not defined"),
        ("def f():\n    return 1 / 0\n\n\nf()\n", "line 2: ZeroDivisionError: division by zero"),
        ("import no_such_module\n", "line 1: ModuleNotFoundError: No module named 'no_such_module'"),
        (
            "from sphinx_lesson.directives import Exercise\n",
            "line 1: No module named 'sphinx_lesson'; write 'sphinx_lesson_ext', which takes its place",
        ),
        ("x = (1\n", "line 1: '(' was never closed"),
        ("import ast\nast.parse('x = (')\n", "line 2: SyntaxError: '(' was never closed (<unknown>, line 1)"),
        ("raise AssertionError\n", "line 1: AssertionError"),
        ("import sys\nsys.exit(0)\n", "it ends Python with sys.exit()"),
        ("from sphinx.errors import ConfigError\nraise ConfigError('no\\nway')\n", "no way"),
    ],
)
def test_a_conf_file_that_fails(lesson, capsys, conf, reason):
    (lesson / "conf.py").write_text(conf)
    assert main(["fixmes", "lesson"]) == 2
    assert problem(capsys) == f"lesson: {Path('lesson', 'conf.py')} cannot be used: {reason}"


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ("extensions += ['no_such_extension']\n", "Could not import extension no_such_extension"),
        ("root_doc = 'start'\n", "Sphinx is unable to load the master document"),
        ("def setup(app):\n    raise KeyError('spam')\n", "KeyError: 'spam'"),
        ("needs_sphinx = '99'\n", "This project needs at least Sphinx v99"),
    ],
)
def test_a_lesson_that_sphinx_cannot_read(lesson, capsys, more, reason):
    with (lesson / "conf.py").open("a") as conf:
        conf.write(more)
    assert main(["fixmes", "lesson"]) == 2
    assert problem(capsys).startswith(f"lesson: lesson cannot be read: {reason}")


def test_an_interrupt_ends_it_quietly(lesson, capsys):
    (lesson / "conf.py").write_text("raise KeyboardInterrupt\n")
    assert main(["fixmes", "lesson"]) == 130
    assert capsys.readouterr() == ("", "")


def test_so_does_one_while_the_command_is_loaded(monkeypatch, capsys):
    def interrupted(name):
        raise KeyboardInterrupt

    monkeypatch.setattr("sphinx_lesson_ext.cli.command_of", interrupted)
    assert main(["fixmes", "lesson"]) == 130
    assert capsys.readouterr() == ("", "")


def test_what_the_system_refuses_is_told_in_one_sentence(monkeypatch, capsys):
    def refused(name):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), "a\x1bfile")

    monkeypatch.setattr("sphinx_lesson_ext.cli.command_of", refused)
    assert main(["fixmes", "lesson"]) == 2
    assert problem(capsys) == "lesson: a\\x1bfile: Permission denied"


def test_a_name_that_would_steer_the_terminal(lesson, capsys):
    assert main(["fixmes", "\x1b[2J"]) == 2
    assert problem(capsys).startswith(r"lesson: \x1b[2J does not exist")


# --- the command line


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "lesson: error: the following arguments are required: COMMAND"),
        (["fixmes"], "lesson fixmes: error: the following arguments are required: SRC"),
        (
            ["fixmes", ".", "--max", "-1"],
            "lesson fixmes: error: argument --max: '-1' is not a whole number of 0 or more",
        ),
        (["fixmes", ".", "--max", "٣"], "lesson fixmes: error: argument --max: '٣' is not a whole number of 0 or more"),
        (["fixmes", ".", "--format", "xml"], "lesson fixmes: error: argument --format: invalid choice: 'xml'"),
    ],
)
def test_arguments_that_are_not_understood(capsys, arguments, said):
    with pytest.raises(SystemExit) as ending:
        main(arguments)
    assert ending.value.code == 2
    assert said in capsys.readouterr().err


def test_version(capsys):
    with pytest.raises(SystemExit) as ending:
        main(["--version"])
    assert ending.value.code == 0
    assert re.fullmatch(r"lesson \d+\.\d+\.\d+\n", capsys.readouterr().out)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--help"], "fixmes    report what is marked as unfinished"),
        (["fixmes", "--help"], "\n  lesson fixmes . --max 0                            fail if there is any\n"),
    ],
)
def test_help(capsys, monkeypatch, arguments, said):
    monkeypatch.setenv("COLUMNS", "80")
    with pytest.raises(SystemExit) as ending:
        main(arguments)
    assert ending.value.code == 0
    shown = capsys.readouterr().out
    assert said in shown
    assert max(map(len, shown.splitlines())) <= 80

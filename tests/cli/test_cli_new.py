"""``lesson new DIR``: options, questions on a terminal, and a folder that is written whole or not at all."""

from __future__ import annotations

import codecs
import errno
import os
import pty
import re
import select
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest

from sphinx_lesson_ext.cli import main, new_folder, new_lesson
from sphinx_lesson_ext.report.wording import visible

RUN = [sys.executable, "-c", "from sphinx_lesson_ext.cli import main; raise SystemExit(main())", "new"]

#: What a new lesson holds at its top.
TOP = {
    ".devcontainer",
    ".github",
    ".gitignore",
    "CITATION.cff",
    "CODE_OF_CONDUCT.md",
    "CONTRIBUTING.md",
    "LICENSE.md",
    "README.md",
    "conf.py",
    "episodes",
    "index.md",
    "instructors",
    "key-points.md",
    "learners",
    "profiles",
    "requirements.txt",
}


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    """The current folder, in which git knows nobody."""
    monkeypatch.chdir(tmp_path)
    for scope in ("GLOBAL", "SYSTEM"):
        monkeypatch.setenv(f"GIT_CONFIG_{scope}", os.devnull)
    return tmp_path


def new(*arguments):
    return main(["new", *arguments])


def problem(capsys):
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    return captured.err.rstrip("\n")


def names(folder):
    return {entry.name for entry in folder.iterdir()}


def conf(folder="loops"):
    values = {}
    exec(compile(Path(folder, "conf.py").read_text("utf-8"), "conf.py", "exec"), values)
    return values


def test_a_new_lesson_with_defaults(here, capsys):
    assert new("shell-loops") == 0
    assert names(here) == {"shell-loops"}
    assert names(here / "shell-loops") == TOP
    assert (conf("shell-loops")["project"], conf("shell-loops")["language"]) == ("Shell loops", "en")
    assert capsys.readouterr().out == (
        "shell-loops holds a new lesson: Shell loops (18 files, text in English)\n"
        "\n"
        "What to do next:\n"
        "  cd shell-loops     go into it\n"
        "  lesson serve .     read it in a browser while you write\n"
        "  lesson fixmes .    list what is still to be written\n"
        "README.md tells the rest, and how to publish the lesson.\n"
    )


def test_what_to_do_next_can_be_typed(here, capsys):
    assert new("my first lesson") == 0
    assert "\n  cd 'my first lesson'  go into it\n" in capsys.readouterr().out


def test_a_new_lesson_with_all_options(here, capsys):
    arguments = ["--title", "Bucles", "--language", "es", "--licence", "CC-BY-SA-4.0"]
    arguments += ["--author", "Ana Núñez <ana@example.org>", "--author", "Platon"]
    arguments += ["--repository", "https://github.com/ana/bucles.git", "--contact", "hola@example.org"]
    assert new("loops", *arguments) == 0
    assert "Bucles (18 files, text in Spanish)" in capsys.readouterr().out
    values = conf()
    assert (values["project"], values["author"], values["language"]) == ("Bucles", "Ana Núñez, Platon", "es")
    assert values["html_baseurl"] == "https://ana.github.io/bucles/"
    options = values["html_theme_options"]
    assert (options["license"], options["contact"]) == ("CC-BY-SA-4.0", "hola@example.org")
    assert "# Preparación" in (here / "loops" / "learners" / "setup.md").read_text("utf-8")
    assert 'email: "ana@example.org"' in (here / "loops" / "CITATION.cff").read_text("utf-8")


def test_a_language_without_text_is_told(capsys):
    assert new("loops", "--language", "sv") == 0
    said = capsys.readouterr().out
    assert "text in English" in said
    assert re.search(r"\nThere is no text in the language sv yet; there is in ar, de, en, es, .*\.\n", said)
    assert conf()["language"] == "sv"


def test_git_knows_the_author_but_not_for_whom_the_address_is(here, capsys, git):
    git("config", "user.name", "Ada Lovelace")
    git("config", "user.email", "ada@example.org")
    assert new("loops") == 0
    assert conf()["author"] == "Ada Lovelace"
    files = [file for file in (here / "loops").rglob("*") if file.is_file()]
    assert [file for file in files if b"ada@example" in file.read_bytes()] == []


def test_a_screen_that_has_no_such_characters(here):
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    command = [*RUN, "loops", "--title", "日本 😀"]
    run = subprocess.run(command, check=True, capture_output=True, stdin=subprocess.DEVNULL, env=environment)
    assert run.stdout.startswith(b"loops holds a new lesson: \\u65e5\\u672c \\U0001f600 (18 files")
    assert conf()["project"] == "日本 😀"


# --- where it goes


def test_an_empty_folder_is_filled(here, capsys):
    (here / "loops").mkdir(mode=0o750)
    before = (here / "loops").stat()
    assert new("loops") == 0
    after = (here / "loops").stat()
    assert (after.st_ino, after.st_mode) == (before.st_ino, before.st_mode)
    assert names(here / "loops") == TOP


def test_the_current_folder_with_a_new_repository(here, capsys, git):
    assert new(".", "--title", "Loops") == 0
    assert names(here) == {*TOP, ".git"}
    said = capsys.readouterr().out
    assert "cd " not in said


def test_a_folder_that_holds_something_is_left_alone(here, capsys):
    folder = here / "loops"
    (folder / "episodes").mkdir(parents=True)
    for name in ("README.md", "data.csv", "notes.txt", "index.md"):
        (folder / name).write_text("mine")
    assert new("loops") == 2
    assert problem(capsys) == (
        "lesson: loops is not empty: it holds README.md, data.csv, episodes and 2 more, and README.md, index.md would "
        "be overwritten; name a new folder"
    )
    assert names(folder) == {"README.md", "data.csv", "notes.txt", "index.md", "episodes"}
    assert (folder / "README.md").read_text() == "mine"


@pytest.mark.parametrize(
    ("folder", "reason"),
    [
        ("file", "file is not a folder; name one that is empty or still to be made"),
        ("none/loops", "none/loops cannot be made: there is no folder {here}/none"),
        ("file/loops", "file/loops cannot be made: there is no folder {here}/file"),
        ("x" * 300, "x* cannot be used: File name too long"),
    ],
)
def test_a_folder_that_cannot_be_made(here, capsys, folder, reason):
    (here / "file").write_text("mine")
    assert new(folder) == 2
    assert re.fullmatch(f"lesson: {reason.format(here=here)}", problem(capsys))
    assert names(here) == {"file"}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_no_permission(here, capsys):
    (here / "locked").mkdir(mode=0o500)
    assert new("locked/loops") == 2
    assert problem(capsys) == "lesson: locked/loops cannot be written: Permission denied"


@pytest.mark.parametrize("is_there", [True, False])
@pytest.mark.parametrize("failing", ["mkdtemp", "write_bytes", "rename"])
def test_what_cannot_be_written_leaves_nothing(here, capsys, monkeypatch, is_there, failing):
    """Whichever step fails, on whichever of the files."""
    if is_there:
        (here / "loops").mkdir()
    calls = []

    def fail(*arguments, **keywords):
        calls.append(arguments)
        if failing == "mkdtemp" or len(calls) == (1 if not is_there and failing == "rename" else 5):
            monkeypatch.undo()
            monkeypatch.chdir(here)
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return real(*arguments, **keywords)

    owner = tempfile if failing == "mkdtemp" else Path
    real = getattr(owner, failing)
    monkeypatch.setattr(owner, failing, fail)
    assert new("loops") == 2
    assert problem(capsys) == "lesson: loops cannot be written: Permission denied"
    assert [entry.relative_to(here).as_posix() for entry in here.rglob("*")] == (["loops"] if is_there else [])


def test_a_folder_that_somebody_fills_meanwhile_is_left_alone(here, capsys, monkeypatch):
    files_of = new_lesson.files_of

    def slow(answers):
        (here / "loops").mkdir()
        (here / "loops" / "mine").write_text("mine")
        return files_of(answers)

    monkeypatch.setattr(new_lesson, "files_of", slow)
    assert new("loops") == 2
    assert "loops is not empty: it holds mine" in problem(capsys)
    assert names(here / "loops") == {"mine"}


def test_an_interrupt_while_files_are_moved_leaves_nothing(here, monkeypatch):
    (here / "loops").mkdir()
    moved = []
    rename = Path.rename

    def interrupted(path, target):
        if len(moved) == 3:
            moved.append(target)
            raise KeyboardInterrupt
        moved.append(target)
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", interrupted)
    assert new("loops") == 130
    assert names(here / "loops") == set()


def test_repositories_count_as_empty():
    assert set(new_folder._NOTHING) == {".git"}


# --- arguments


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["loops", "--title", " "], "argument --title: a title is needed"),
        (["loops", "--title", "a\x1b[2J"], "argument --title: the character U+001B cannot be written"),
        (["loops", "--author", "<a@b>"], "argument --author: 'a@b' is no mail address"),
        (["loops", "--language", "español"], "argument --language: 'español' is no code of a language"),
        (["loops", "--license", "GNU"], "argument --license/--licence: 'GNU' is none of the licences known here"),
        (["loops", "--repository", "ada/loops"], "argument --repository: 'ada/loops' is no address that begins with"),
        (["loops", "--contact", "ada"], "argument --contact: 'ada' is no mail address"),
        (["loops", "--episode", ""], "argument --episode: a title is needed"),
    ],
)
def test_answers_that_cannot_be_used(here, capsys, arguments, said):
    with pytest.raises(SystemExit) as ending:
        new(*arguments)
    assert ending.value.code == 2
    assert f"lesson new: error: {said}" in capsys.readouterr().err
    assert names(here) == set()


def test_a_folder_must_be_named(here, capsys):
    assert new() == 2
    assert problem(capsys) == "lesson: name the folder of the new lesson: lesson new DIR"


@pytest.mark.parametrize("name", ["-", "_", "\udcff", "\x1b[2J"])
def test_a_folder_whose_name_is_no_title(here, capsys, name):
    assert new("--", name) == 0
    assert conf(name)["project"] == "A new lesson"
    assert capsys.readouterr().out.startswith(f"{visible(name)} holds a new lesson")


def test_a_title_that_begins_with_a_dash(capsys):
    assert new("loops", "--title=--help") == 0
    assert conf()["project"] == "--help"


def test_help(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    with pytest.raises(SystemExit) as ending:
        new("--help")
    assert ending.value.code == 0
    shown = capsys.readouterr().out
    assert "\n  lesson new shell-loops\n" in shown
    assert "\nexit status:\n  0, or 2 if nothing could be written\n" in shown
    assert max(map(len, shown.splitlines())) <= 80


# --- on a terminal


class Terminal:
    """A terminal on which the command asks."""

    def __init__(self, *arguments):
        self._main, its_end = pty.openpty()
        self.process = subprocess.Popen(
            [*RUN, *arguments],
            stdin=its_end,
            stdout=its_end,
            stderr=its_end,
            start_new_session=True,
            env={**os.environ, "PYTHONUTF8": "1"},
        )
        os.close(its_end)
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self.shown = ""
        self._seen = 0

    def _read(self):
        """Read what has been shown since; nothing, once the process has ended."""
        if not select.select([self._main], [], [], 30)[0]:
            self.process.kill()
            pytest.fail(f"Nothing more was shown than:\n{self.shown}")
        try:
            data = os.read(self._main, 4096)
        except OSError:
            # Linux says so when the process has closed its end.
            return False
        self.shown += self._decoder.decode(data).replace("\r\n", "\n")
        return bool(data)

    def expect(self, text):
        """Read until *text* is shown behind what was expected before."""
        while (found := self.shown.find(text, self._seen)) < 0:
            assert self._read(), f"{text!r} was not shown, but:\n{self.shown}"
        self._seen = found + len(text)

    def type(self, text):
        os.write(self._main, text.encode())

    def answer(self, question, text):
        self.expect(question)
        self.type(f"{text}\n")

    def interrupt(self):
        """Do what the terminal does on Ctrl+C, as people do: again, if it came before the process was waiting."""
        while self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout=5)

    def ended(self):
        """The exit status, after all was read."""
        while self._read():
            pass
        return self.process.wait(timeout=30)

    def close(self):
        self.process.kill()
        self.process.wait()
        os.close(self._main)


@pytest.fixture
def run_on_terminal():
    """Run the command on a terminal; it is gone after the test, however that ends."""
    terminals = []

    def run(*arguments):
        terminals.append(Terminal(*arguments))
        return terminals[-1]

    yield run
    for terminal in terminals:
        terminal.close()


def test_questions_are_asked_on_a_terminal(here, run_on_terminal):
    terminal = run_on_terminal("shell-loops", "--contact", "ada@example.org")
    terminal.answer("Title of the lesson [Shell loops]: ", "Bücles: «ñ»")
    terminal.answer("Author, as Name <mail>: ", "Ada <ada>")
    terminal.expect("  'ada' is no mail address")
    terminal.answer("Author, as Name <mail>: ", "Ada Lovelace <ada@example.org>")
    terminal.answer("Another author, or nothing: ", "Platon")
    terminal.answer("Another author, or nothing: ", "")
    terminal.answer("Language, such as en, es or pt_BR [en]: ", "es")
    terminal.answer("Licence [CC-BY-4.0]: ", "")
    terminal.answer("Address of the repository, or nothing: ", "")
    assert terminal.ended() == 0
    assert "shell-loops holds a new lesson: Bücles: «ñ» (18 files, text in Spanish)" in terminal.shown
    values = conf("shell-loops")
    assert (values["project"], values["author"]) == ("Bücles: «ñ»", "Ada Lovelace, Platon")
    assert values["html_theme_options"]["contact"] == "ada@example.org"


def test_nothing_is_asked_with_yes(here, run_on_terminal):
    terminal = run_on_terminal("loops", "--yes")
    assert terminal.ended() == 0
    assert "Title of the lesson" not in terminal.shown


@pytest.mark.parametrize(
    ("key", "status", "said"),
    [("", 130, ""), ("\x04", 2, "lesson: the questions were not answered to the end; nothing was written\n")],
    ids=["Ctrl+C", "Ctrl+D"],
)
def test_leaving_the_questions_writes_nothing(here, run_on_terminal, key, status, said):
    terminal = run_on_terminal("loops")
    terminal.answer("Title of the lesson [Loops]: ", "Loops")
    terminal.expect("Author, as Name <mail>: ")
    if key:
        terminal.type(key)
    else:
        terminal.interrupt()
    assert terminal.ended() == status
    assert "Traceback" not in terminal.shown
    assert terminal.shown.endswith(said)
    assert names(here) == set()


def test_a_folder_that_is_not_free_is_told_before_anything_is_asked(here, run_on_terminal):
    (here / "loops").mkdir()
    (here / "loops" / "mine").write_text("mine")
    terminal = run_on_terminal("loops")
    assert terminal.ended() == 2
    assert "Title" not in terminal.shown

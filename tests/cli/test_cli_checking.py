"""How `lesson check` reads: only what has changed, and yet it tells what is told of a lesson that is read from nothing."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys

import pytest

from sphinx_lesson_ext.cli import main

# MyST-Parser's include asks the environment for the application, which Sphinx 9 no longer likes.
pytestmark = pytest.mark.filterwarnings("ignore:'(sphinx.environment|myst_parser).*app' is deprecated")

#: Documents with all kinds of warnings: given while they are read, for what others say too, and for where links lead.
FILES = {
    "conf.py": 'extensions = ["sphinx_lesson_ext"]\nlesson_pages = []\nexclude_patterns = ["part.md"]\n',
    "index.md": "# Home\n\n```{toctree}\nloops\nsorts\n```\n\nSee [it](nowhere.md).\n",
    "loops.md": "# Loops\n\nFIXME: draw the loop\n\n```{include} part.md\n```\n\n![A loop](loop.png)\n",
    "part.md": "#### Deep\n\n```{nothing}\n```\n",
    "sorts.md": "(here)=\n\n# Sorts\n\nRead more [here](https://example.org).\n\n```{include} part.md\n```\n",
    "zoo.md": "---\norphan: true\n---\n\n(here)=\n\n# Zoo\n\n{ref}`there`\n",
}


def write(folder, files):
    for name, text in files.items():
        path = folder / name
        if text is None:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            # A change is one of the time too, however quickly it follows.
            before = path.stat().st_mtime_ns if path.exists() else 0
            path.write_text(text, encoding="utf-8")
            if path.stat().st_mtime_ns <= before:
                os.utime(path, ns=(before + 10**7, before + 10**7))


@pytest.fixture
def lesson(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "lesson", FILES)
    return tmp_path / "lesson"


@pytest.fixture
def check(capsys):
    """Checks a lesson, and returns what is told of it."""

    def run(folder, *arguments):
        status = main(["check", str(folder), "--format", "json", "--fail-on", "note", *arguments])
        captured = capsys.readouterr()
        assert captured.err == ""
        findings = json.loads(captured.out)["findings"]
        assert status == (1 if findings else 0)
        return findings

    return run


@pytest.fixture
def clean(check, tmp_path):
    """Checks a copy of a lesson that nothing is known of."""

    def run(folder, *arguments):
        copy = tmp_path / "copy" / folder.name
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("_build", "site"), symlinks=True)
        return check(copy, *arguments)

    return run


@pytest.fixture
def reads(monkeypatch):
    """The names of the documents that Sphinx reads."""
    from sphinx.builders import Builder

    names = []
    original = Builder.read_doc

    def read_doc(self, docname, **details):
        names.append(docname)
        original(self, docname, **details)

    monkeypatch.setattr(Builder, "read_doc", read_doc)
    return names


def codes(findings):
    return [finding["code"] for finding in findings]


def test_nothing_is_read_twice_and_all_is_told_again(lesson, check, reads):
    (lesson / "loop.png").write_bytes(b"")
    first = check(lesson)
    assert {"fixme", "link-text", "myst.directive_unknown", "sphinx"} <= {*codes(first)}
    assert sorted(reads) == ["index", "loops", "sorts", "zoo"]
    del reads[:]
    assert check(lesson) == first
    assert reads == []
    write(lesson, {"index.md": FILES["index.md"].replace("it", "that")})
    second = check(lesson)
    # Two documents have a name in common, and what was read last is what the other is told to differ from.
    assert sorted(reads) == ["index", "loops", "sorts", "zoo"]
    assert codes(second) == codes(first)


def test_what_was_not_changed_is_not_read(lesson, check, reads):
    write(lesson, {"zoo.md": None, "loop.png": ""})
    check(lesson)
    del reads[:]
    write(lesson, {"index.md": FILES["index.md"].replace("it", "that")})
    check(lesson)
    assert reads == ["index"]


CHANGES = {
    "an edit": {"loops.md": "# Loops\n\n\n\nFIXME: draw it\n\n![A loop](loop.png)\n"},
    "what was missing": {"loop.png": "", "nowhere.md": "---\norphan: true\n---\n\n# Nowhere\n"},
    "an included file": {"part.md": "\n\nNothing but [here](https://example.org).\n"},
    "one that is gone": {"sorts.md": None},
    "one that is new": {"all.md": "(there)=\n\n# All\n"},
    "one that says the same earlier": {"index.md": "(here)=\n\n" + FILES["index.md"]},
    "one that no longer says the same": {"sorts.md": "# Sorts\n"},
    "the settings": {"conf.py": FILES["conf.py"] + 'suppress_warnings = ["myst"]\nlesson_fixmes = "none"\n'},
    "a file that it leads to": {"index.md": "# Home\n\n```{toctree}\nsorts\n```\n"},
}


@pytest.mark.parametrize("name", CHANGES)
def test_after_a_change_the_same_is_told_as_of_a_lesson_that_is_read_from_nothing(lesson, check, clean, name):
    before = check(lesson)
    write(lesson, CHANGES[name])
    after = check(lesson)
    assert after == clean(lesson)
    assert after != before
    assert check(lesson) == after
    write(lesson, {name: FILES.get(name) for name in CHANGES[name]})
    assert check(lesson) == before


def test_two_processes_tell_what_one_tells(lesson, check, clean, tmp_path):
    # Sphinx reads fewer than six documents with one process.
    write(lesson, {f"more{number}.md": "---\norphan: true\n---\n\n[](no.md)\n\n::: odd\n" for number in range(6)})
    one = clean(lesson)
    assert clean(lesson, "--jobs", "2") == one
    assert check(lesson, "--jobs", "2") == one
    write(lesson, {"part.md": "```{odd}\n```\n"})
    assert check(lesson, "--jobs", "2") == clean(lesson)


def test_a_lesson_that_does_not_list_the_extension(lesson, check):
    write(lesson, {"conf.py": 'extensions = ["myst_parser"]\nexclude_patterns = ["part.md"]\n'})
    first = check(lesson)
    assert "link-text" in codes(first)
    assert check(lesson) == first


def test_a_lesson_of_the_workbench(workbench, check, clean):
    first = check(workbench)
    assert codes(first) == ["fixme", "fixme"]
    write(workbench, {"config.yaml": (workbench / "config.yaml").read_text("utf-8").replace("- 02-while.md\n", "")})
    assert check(workbench) == clean(workbench)


def test_nothing_but_a_cache_is_written(lesson, check):
    check(lesson)
    written = {path.relative_to(lesson).as_posix() for path in lesson.rglob("*") if path.is_file()} - {*FILES}
    cache = "_build/.check.lesson-cache/check/"
    tree = re.compile(re.escape(cache) + r"doctrees/(\w+\.doctree|environment\.pickle)")
    assert {name for name in written if not tree.fullmatch(name)} == {
        f"{cache}stamp.json",
        "_build/.check.lesson-cache/.gitignore",
        "_build/.check.lesson-cache/CACHEDIR.TAG",
        "_build/.check.lesson-cache/lock",
    }


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_nothing_is_written_out_of_the_lesson(lesson, check, tmp_path):
    (tmp_path / "mine").mkdir()
    (lesson / "_build").symlink_to(tmp_path / "mine")
    first = check(lesson)
    assert check(lesson) == first != []
    assert list((tmp_path / "mine").iterdir()) == []


def test_a_lesson_that_cannot_be_written_into(lesson, check):
    (lesson / "_build").mkdir()
    (lesson / "_build" / ".check.lesson-cache").mkdir()
    (lesson / "_build" / ".check.lesson-cache" / "notes.txt").write_text("somebody else's")
    assert check(lesson) == check(lesson) != []


def test_nothing_is_left_of_a_lesson_that_cannot_be_read(lesson, capsys):
    write(lesson, {"conf.py": "extensions = 1 / 0"})
    assert main(["check", str(lesson)]) == 2
    assert "ZeroDivisionError" in capsys.readouterr().err
    assert not (lesson / "_build").exists()


def test_what_was_warned_of_is_told_where_reading_fails(lesson, capsys):
    listening = "def setup(app):\n    app.connect('env-updated', fail)\n\n\n"
    write(lesson, {"conf.py": f"{FILES['conf.py']}\n\n{listening}def fail(app, env):\n    raise KeyError('spam')\n"})
    assert main(["check", str(lesson)]) == 2
    told = capsys.readouterr().err
    assert "zoo.md:7: WARNING: duplicate label here" in told
    assert "spam" in told.splitlines()[-1]


def test_a_warning_is_told_once(lesson, capsys):
    """What Sphinx says is among the findings, and so on standard error no more."""
    main(["check", str(lesson)])
    captured = capsys.readouterr()
    assert captured.err == ""
    assert captured.out.count("nowhere.md") == 1

"""``lesson new --episode``: in the place and the style of the episodes that are there, and nothing else changes."""

from __future__ import annotations

import difflib
import os
from pathlib import Path

import pytest
import yaml
from hostile_titles import HOSTILE_TITLES

from sphinx_lesson_ext.cli import main
from sphinx_lesson_ext.starter.answers import Answers
from sphinx_lesson_ext.starter.lesson import files_of

CONF = 'extensions = ["sphinx_lesson_ext"]\nlesson_pages = []\n'
EPISODE = "---\ntitle: Loops\nteaching: 10\n---\n\n::: questions\n\n- What?\n\n:::\n"
RST_EPISODE = ":teaching: 10\n\nLoops\n=====\n\n.. questions::\n\n   - What?\n"


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(files):
    for name, content in files.items():
        file = Path("lesson", name)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())


def snapshot():
    return {
        file.relative_to("lesson").as_posix(): file.read_bytes() for file in Path("lesson").rglob("*") if file.is_file()
    }


def add(title="Branches"):
    """Add an episode; return its path, its text, and the lines that were added elsewhere, by path."""
    before = snapshot()
    assert main(["new", f"--episode={title}", "lesson"]) == 0
    after = snapshot()
    (path,) = after.keys() - before.keys()
    lines = {}
    for name, old in before.items():
        difference = list(difflib.ndiff(old.decode().splitlines(True), after[name].decode().splitlines(True)))
        assert [line for line in difference if line.startswith("- ")] == [], name
        if found := [line[2:] for line in difference if line.startswith("+ ")]:
            lines[name] = found
    return path, after[path].decode(), lines


def problem(capsys):
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    return captured.err.rstrip("\n")


# --- a lesson with tables of contents


def test_a_new_lesson_grows_and_builds_without_warnings(build, capsys):
    write(files_of(Answers(title="Loops", language="es")))
    path, _text, lines = add('Más: «bucles» & "ñ"')
    assert path == "episodes/02-mas-bucles-n.md"
    assert lines == {"index.md": ["episodes/02-mas-bucles-n\n"]}
    assert capsys.readouterr().out == (
        'lesson/episodes/02-mas-bucles-n.md: a new episode, Más: «bucles» & "ñ"\n'
        "lesson/index.md:33: its entry\n"
        "What to write is marked FIXME in it, and listed by: lesson fixmes lesson\n"
    )
    assert add("حلقات")[0] == "episodes/03-حلقات.md"
    built = build(Path("lesson"), nitpicky=True, smartquotes=False)
    assert built.html("episodes/02-mas-bucles-n").h1.contents[0] == 'Más: «bucles» & "ñ"'
    assert [link.get_text() for link in built.html("index").select("main td a")] == [
        "Introducción",
        'Más: «bucles» & "ñ"',
        "حلقات",
    ]
    assert "¿A qué pregunta responde este episodio?" in built.html("episodes/02-mas-bucles-n").main.get_text()


MYST = {
    "plain": ("```{toctree}\n:maxdepth: 1\n\n01-a\n02-b\n```\n", "03-branches\n"),
    "colons": (":::{toctree}\n01-a\n02-b\n:::\n\n02-b\n", "03-branches\n"),
    "absolute": ("```{toctree}\n/01-a\n/02-b\n```\n", "/03-branches\n"),
    "endings": ("```{toctree}\n01-a.md\n02-b.md\nother\n```\n", "03-branches.md\n"),
    "titles": ("```{toctree}\nThe first <01-a>\nThe last <02-b>\n```\n", "03-branches\n"),
    "CRLF": ("```{toctree}\r\n01-a\r\n02-b\r\n```\r\n", "03-branches\r\n"),
    "in a list": ("- Item\n\n  ```{toctree}\n  01-a\n  02-b\n  ```\n", "  03-branches\n"),
    "reStructuredText in it": ("```{eval-rst}\n.. toctree::\n\n   01-a\n   02-b\n```\n", "   03-branches\n"),
}


@pytest.mark.parametrize("contents", MYST)
def test_the_entry_is_written_like_the_last(contents):
    toctree, line = MYST[contents]
    write({"conf.py": CONF, "index.md": f"# Lesson\n\n{toctree}", "01-a.md": EPISODE, "02-b.md": EPISODE})
    write({"other.md": "# Other\n"})
    path, text, lines = add()
    assert path == "03-branches.md"
    (added,) = lines["index.md"]
    assert (added, list(lines)) == (line, ["index.md"])
    assert text.startswith('---\ntitle: "Branches"\nteaching: 0  # in minutes; 0 shows no time\nexercises: 0\n---\n')


def test_restructuredtext_stays_restructuredtext(build):
    index = "Lesson\n======\n\n.. toctree::\n   :caption: Part\n\n   parts/one\n   about\n"
    part = "Part\n====\n\n.. toctree::\n\n   1_a\n   2_b\n\nText.\n"
    write({"docs/conf.py": CONF, "docs/index.rst": index, "docs/about.rst": "About\n=====\n"})
    write({"docs/parts/one.rst": part, "docs/parts/1_a.rst": RST_EPISODE, "docs/parts/2_b.rst": RST_EPISODE})
    path, text, lines = add("Größe")
    assert path == "docs/parts/3_grosse.rst"
    assert lines == {"docs/parts/one.rst": ["   3_grosse\n"]}
    assert text.startswith(":teaching: 0\n:exercises: 0\n\nGröße\n=====\n\n.. questions::\n")
    built = build(Path("lesson/docs"), nitpicky=True)
    assert built.html("parts/3_grosse").select(".lesson-block.fixme")


@pytest.mark.parametrize("toctree", ["```{toctree}\n:glob:\n\n*-*\n```\n", "```{toctree}\n:glob:\nabout\n0*\n```\n"])
def test_a_pattern_needs_no_entry(capsys, toctree):
    write({"conf.py": CONF, "index.md": f"# Lesson\n\n{toctree}", "01-a.md": EPISODE, "about.md": "# About\n"})
    path, _text, lines = add()
    assert (path, lines) == ("02-branches.md", {})
    assert "It needs no entry anywhere" in capsys.readouterr().out


def test_a_pattern_that_is_not_for_it_does_not_count():
    toctree = "```{toctree}\n:glob:\n\n01-*\n02-b\nx*\n```\n\n***\n"
    write(
        {"conf.py": CONF, "index.md": f"# Lesson\n\n{toctree}", "01-a.md": EPISODE, "02-b.md": EPISODE, "x.md": "# X\n"}
    )
    assert add()[2] == {"index.md": ["03-branches\n"]}


def test_contents_that_are_included():
    write({"conf.py": CONF + "exclude_patterns = ['contents.txt']\n", "01-a.rst": RST_EPISODE})
    write(
        {
            "index.rst": "Lesson\n======\n\nText.\n\n.. include:: contents.txt\n",
            "contents.txt": "\n\n.. toctree::\n\n   01-a\n",
        }
    )
    assert add()[2] == {"contents.txt": ["   02-branches\n"]}


def test_pages_behind_the_episodes_stay_behind():
    toctree = "```{toctree}\na\nb\nglossary\n```\n"
    write(
        {
            "conf.py": CONF,
            "index.md": f"# Lesson\n\n{toctree}",
            "a.md": EPISODE,
            "b.md": EPISODE,
            "glossary.md": "# G\n",
        }
    )
    path, _text, lines = add()
    assert (path, lines) == ("branches.md", {"index.md": ["branches\n"]})
    assert "b\nbranches\nglossary\n" in Path("lesson/index.md").read_text()


def test_the_current_folder_is_taken_for_none(monkeypatch, here):
    write({"conf.py": CONF, "index.md": "# Lesson\n\n```{toctree}\na\n```\n", "a.md": EPISODE})
    monkeypatch.chdir(here / "lesson")
    assert main(["new", "--episode", "Branches"]) == 0
    assert Path("branches.md").is_file()


# --- a lesson of the Workbench

CONFIG = "title: 'Loops' # FIXME\nlang: 'es'\n\n# Order\nepisodes:\n- 01-a.md\n- 02-b.Rmd  # the last\n\nlearners:\n"


def test_a_workbench_lesson(capsys):
    write({"config.yaml": CONFIG, "index.md": "", "episodes/01-a.md": EPISODE, "episodes/02-b.Rmd": EPISODE})
    write({"episodes/05-draft.md": EPISODE, "episodes/fig/09-x.md": ""})
    path, text, lines = add()
    assert (path, lines) == ("episodes/06-branches.md", {"config.yaml": ["- 06-branches.md\n"]})
    assert "FIXME: ¿A qué pregunta responde este episodio?" in text
    assert capsys.readouterr().out == (
        "lesson/episodes/06-branches.md: a new episode, Branches\n"
        "lesson/config.yaml:8: its entry\n"
        "What to write is marked FIXME in it, and listed by: lesson fixmes lesson\n"
    )


def test_a_workbench_lesson_that_lists_nothing_takes_all(capsys):
    write({"config.yaml": "title: Loops\nepisodes:\n", "episodes/1-a.md": EPISODE, "episodes/2-b.md": EPISODE})
    path, _text, lines = add()
    assert (path, lines) == ("episodes/3-branches.md", {})
    assert "It needs no entry anywhere" in capsys.readouterr().out


def test_names_on_the_site_are_not_given_twice():
    write(
        {"config.yaml": "episodes:\n- introduction.md\n", "episodes/introduction.md": EPISODE, "learners/setup.md": ""}
    )
    assert add("Setup")[0] == "episodes/setup-2.md"


def test_a_workbench_lesson_with_its_own_settings():
    """As ``conf.py`` and ``config.yaml``: the list counts."""
    write(
        {"conf.py": CONF + "lesson_workbench = True\n", "config.yaml": CONFIG, "index.md": "---\ntitle: Loops\n---\n"}
    )
    write({"episodes/01-a.md": EPISODE, "episodes/02-b.Rmd": EPISODE})
    assert add()[2] == {"config.yaml": ["- 03-branches.md\n"]}


@pytest.mark.parametrize("title", HOSTILE_TITLES)
def test_hostile_titles(title):
    write({"config.yaml": "episodes:\n- a.md\nlang: en\n", "episodes/a.md": EPISODE})
    path, text, lines = add(title)
    assert path.startswith("episodes/")
    assert lines == {"config.yaml": [f"- {Path(path).name}\n"]}
    assert yaml.safe_load(Path("lesson/config.yaml").read_text("utf-8"))["episodes"] == ["a.md", Path(path).name]
    assert set(yaml.safe_load(text.split("\n---\n")[0])) == {"title", "teaching", "exercises"}


# --- what cannot be done


def unchanged(capsys, *arguments):
    """Run the command, which must fail; return what it says."""
    before = snapshot() if Path("lesson").is_dir() else {}
    assert main(["new", "--episode", "Branches", "lesson", *arguments]) == 2
    assert (snapshot() if Path("lesson").is_dir() else {}) == before
    return problem(capsys)


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "lesson does not exist"),
        ({"notes.txt": ""}, "lesson holds no lesson"),
        ({"config.yaml": "episodes: []\n", "index.md": ""}, "lesson has no folder episodes for a new one"),
        ({"config.yaml": "a: [\n", "episodes/a.md": ""}, "lesson/config.yaml:2: "),
        ({"config.yaml": "episodes: a.md\n", "episodes/a.md": ""}, "lesson/config.yaml:1: 'episodes' must be a list"),
        (
            {"config.yaml": b"title: \xe9\n", "episodes/a.md": ""},
            "lesson/config.yaml cannot be read: it is not written in UTF-8",
        ),
        ({"conf.py": CONF, "index.md": "# Lesson\n"}, "lesson has no episode yet that a new one could follow"),
        ({"conf.py": CONF, "index.md": EPISODE}, "no table of contents lists the last episode, index"),
        ({"conf.py": "x = (\n", "index.md": EPISODE}, "lesson/conf.py cannot be used: line 1"),
    ],
)
def test_lessons_that_have_no_place_for_it(capsys, files, said):
    write(files)
    assert unchanged(capsys).startswith(f"lesson: {said}")


def test_a_file_that_cannot_be_written(capsys, monkeypatch):
    write({"config.yaml": CONFIG, "episodes/01-a.md": EPISODE})
    real = Path.open

    def fail(path, *arguments, **keywords):
        if path.name == "03-branches.md":
            raise PermissionError(13, "Permission denied")
        return real(path, *arguments, **keywords)

    monkeypatch.setattr(Path, "open", fail)
    assert unchanged(capsys) == "lesson: lesson/episodes/03-branches.md cannot be written: Permission denied"


def test_a_list_that_cannot_be_written_leaves_no_file(capsys, monkeypatch):
    write({"config.yaml": CONFIG, "episodes/01-a.md": EPISODE})

    def fail(_path, _target):
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(Path, "replace", fail)
    assert unchanged(capsys) == "lesson: lesson/config.yaml cannot be written: No space left on device"


def test_an_interrupt_leaves_no_file(capsys, monkeypatch):
    write({"config.yaml": CONFIG, "episodes/01-a.md": EPISODE})
    before = snapshot()

    def interrupt(_path, _target):
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupt)
    assert main(["new", "--episode", "Branches", "lesson"]) == 130
    assert snapshot() == before


def test_a_folder_that_may_not_be_looked_into(capsys, monkeypatch):
    write({"config.yaml": CONFIG, "episodes/01-a.md": EPISODE})
    before = snapshot()

    def fail(_path):
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "iterdir", fail)
        assert main(["new", "--episode", "Branches", "lesson"]) == 2
    assert problem(capsys) == "lesson: lesson cannot be read: Permission denied"
    assert snapshot() == before


def test_options_of_a_new_lesson_are_refused(capsys):
    write({"config.yaml": CONFIG, "episodes/01-a.md": EPISODE})
    assert unchanged(capsys, "--title", "x") == (
        "lesson: --episode takes only the lesson's folder; the other options are for a new lesson"
    )


def test_contents_outside_of_the_lesson_are_left_alone(capsys, here):
    (here / "contents.txt").write_text(".. toctree::\n\n   01-a\n")
    write({"conf.py": CONF, "01-a.rst": RST_EPISODE, "index.rst": "Lesson\n======\n\n.. include:: ../contents.txt\n"})
    said = unchanged(capsys)
    assert (
        said
        == f"lesson: {here}/contents.txt lists the episodes, and is no file of the lesson; add 02-branches to it yourself"
    )

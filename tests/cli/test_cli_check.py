"""``lesson check``: what it takes, what it prints, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sphinx_lesson_ext.checks.catalogue import CATALOGUE
from sphinx_lesson_ext.cli import main

TEXT = """\
lesson/episodes/a.md (2)
lesson/episodes/a.md:14:5: link-text the text of this link is 'here', which does not say where it leads
    Name what the link leads to, such as the title of the page.
lesson/episodes/a.md:16:1: fixme draw it

Code       Severity  Found  Files
fixme      warning       1      1
link-text  warning       1      1

File                  Errors  Warnings  Notes  Found
lesson/episodes/a.md       0         2      0      2

2 findings in 1 file.
"""
ASKED = "fixme,link-text"
_CONFIG = """\
carpentry: incubator
title: Sorting
created: 2024-03-01
keywords: sorting, lesson
life_cycle: stable
license: CC-BY 4.0
source: https://github.com/some-org/sorting
branch: main
contact: sorting@some-org.edu
"""
_EPISODE = """\
---
title: Sorting
teaching: 10
exercises: 5
---

::: questions
- How?
:::

::: keypoints
- Sorted.
:::
See [here](https://example.org).

FIXME: draw it
"""


@pytest.fixture
def lesson(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A lesson of The Carpentries Workbench with a FIXME and a link of no use; the current folder is the one above."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "lesson"
    (folder / "episodes").mkdir(parents=True)
    (folder / "config.yaml").write_text(_CONFIG)
    (folder / "index.md").write_text("---\nsite: sandpaper::sandpaper_site\n---\n\nSort.\n")
    (folder / "episodes" / "a.md").write_text(_EPISODE)
    return folder


def set_in_config(lesson: Path, text: str) -> None:
    with (lesson / "config.yaml").open("a") as config:
        config.write(text)


def codes(capsys: pytest.CaptureFixture[str], *options: str) -> list[str]:
    """Return the codes of what is found with *options*."""
    main(["check", "lesson", "--format", "json", *options])
    return [finding["code"] for finding in json.loads(capsys.readouterr().out)["findings"]]


def test_what_people_read(lesson: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "lesson", "--select", ASKED]) == 0
    assert capsys.readouterr().out == TEXT


def test_paths_begin_where_the_user_is(
    lesson: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(lesson)
    main(["check", ".", "--select", "fixme"])
    assert capsys.readouterr().out.startswith("episodes/a.md (1)\nepisodes/a.md:16:1: draw it\n")
    monkeypatch.chdir(lesson / "episodes")
    main(["check", "..", "--select", "fixme"])
    assert capsys.readouterr().out.startswith(f"{lesson}/episodes/a.md (1)\n")


def test_colours_where_they_are_wanted(
    lesson: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("FORCE_COLOR", "1")
    main(["check", "lesson", "--select", ASKED])
    assert "\x1b[33mlink-text\x1b[0m the text" in capsys.readouterr().out
    main(["check", "lesson", "--select", ASKED, "-o", "out.txt"])
    assert Path("out.txt").read_text() == TEXT
    monkeypatch.setenv("NO_COLOR", "1")
    main(["check", "lesson", "--select", ASKED])
    assert capsys.readouterr().out == TEXT


def test_nothing_found(lesson: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "lesson", "--select", "image-missing", "--fail-on", "note"]) == 0
    assert capsys.readouterr().out == "Nothing found that needs mending.\n"


@pytest.mark.parametrize(
    ("options", "status"),
    [
        ([], 0),
        (["--fail-on", "error"], 0),
        (["--fail-on", "warning"], 1),
        (["--fail-on", "note"], 1),
        (["--fail-on", "never"], 0),
        (["--fail-on", "note", "--severity", "error"], 0),
    ],
)
def test_exit_status(lesson: Path, options: list[str], status: int) -> None:
    assert main(["check", "lesson", "--select", ASKED, *options]) == status


@pytest.mark.parametrize(
    ("setting", "options", "status"),
    [
        ("lesson_check_fail_on: warning\n", [], 1),
        ("lesson_check_fail_on: warning\n", ["--fail-on", "never"], 0),
        ("lesson_check_severity: {links: error}\n", [], 1),
        ("lesson_check_severity: {links: error, link-text: note}\n", [], 0),
    ],
)
def test_the_lesson_says_what_fails(lesson: Path, setting: str, options: list[str], status: int) -> None:
    set_in_config(lesson, setting)
    assert main(["check", "lesson", "--select", ASKED, *options]) == status


@pytest.mark.parametrize(
    ("setting", "options", "expected"),
    [
        ("lesson_check_select: [link-text]\n", [], ["link-text"]),
        ("lesson_check_select: link-text, fixme\n", [], ["link-text", "fixme"]),
        ("lesson_check_select: [link-text]\n", ["--select", "fixme"], ["fixme"]),
        ("lesson_check_select: [fixme, link-text]\nlesson_check_ignore: [links]\n", [], ["fixme"]),
        ("lesson_check_ignore: [link-text]\n", ["--select", "link-text"], ["link-text"]),
        ("lesson_check_select: [fixme, link-text]\n", ["--ignore", "fixme"], ["link-text"]),
        ("lesson_check_ignore_in: {'episodes/*': [links]}\n", ["--select", ASKED], ["fixme"]),
        ("lesson_check_ignore_in: {'learners/*': [links]}\n", ["--select", ASKED], ["link-text", "fixme"]),
    ],
)
def test_the_lesson_says_what_is_looked_for(
    lesson: Path, capsys: pytest.CaptureFixture[str], setting: str, options: list[str], expected: list[str]
) -> None:
    set_in_config(lesson, setting)
    assert codes(capsys, *options) == expected


def test_conf_py_says_it_too(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (project / "conf.py").open("a") as conf:
        conf.write('lesson_check_select = ["fixme"]\nlesson_check_fail_on = "warning"\n')
    assert main(["check", "project"]) == 1
    assert capsys.readouterr().out.endswith("1 FIXME in 1 file.\n")


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        (
            "lesson_check_select: [lnk-text]\n",
            "lesson_check_select: no rule and no group is called 'lnk-text'; did you mean 'link-text'?",
        ),
        (
            "lesson_check_fail_on: sometimes\n",
            "lesson_check_fail_on is 'sometimes', but must be error, warning, note or never; the default 'error' is used",
        ),
        (
            "lesson_check_severity: {link-text: bad}\n",
            "lesson_check_severity is {'link-text': 'bad'}, but must be a mapping of codes and groups to error, warning",
        ),
    ],
)
def test_what_is_set_wrong_is_told_with_its_line(
    lesson: Path, capsys: pytest.CaptureFixture[str], setting: str, said: str
) -> None:
    set_in_config(lesson, setting)
    main(["check", "lesson", "--select", "config", "--format", "json"])
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert (finding["path"], finding["line"]) == ("config.yaml", 10)
    assert finding["message"].startswith(said)


def test_what_is_set_wrong_in_conf_py(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (project / "conf.py").open("a") as conf:
        conf.write('if True:\n    lesson_check_ignore = ["lnk-text"]\n')
    main(["check", "project", "--select", "config", "--format", "json"])
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert (finding["path"], finding["line"], finding["docname"]) == ("conf.py", 5, "")


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_names_that_there_are_not(lesson: Path, capsys: pytest.CaptureFixture[str], option: str) -> None:
    assert main(["check", "lesson", option, "links,lnk-text"]) == 2
    assert capsys.readouterr().err == ("lesson: no rule and no group is called 'lnk-text'; did you mean 'link-text'?\n")


def test_without_a_lesson(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 2
    assert capsys.readouterr().err == "lesson: which lesson? name its folder: lesson check .\n"


@pytest.mark.parametrize("name", ["text", "html", "json", "csv", "sarif", "github"])
def test_every_format_in_a_file(lesson: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    main(["check", "lesson", "--select", ASKED, "--format", name, "-o", "out"])
    assert capsys.readouterr().out == ""
    assert "which does not say where it leads" in Path("out").read_text("utf-8").replace("&#39;", "'")


def test_nothing_is_written_into_the_lesson_but_what_is_kept(lesson: Path) -> None:
    before = sorted(lesson.rglob("*"))
    main(["check", "lesson"])
    assert [
        path for path in sorted(lesson.rglob("*")) if path not in before and lesson / "site" not in path.parents
    ] == [lesson / "site"]


def test_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--list"]) == 0
    head, *lines = capsys.readouterr().out.splitlines()
    assert head.split("  ")[0] == "Code"
    assert [line.split()[0] for line in lines[: len(CATALOGUE)]] == list(CATALOGUE)
    link_text = next(line for line in lines if line.startswith("link-text "))
    assert link_text.split() == [
        "link-text",
        "links",
        "warning",
        "always",
        "A",
        "link's",
        "text",
        "says",
        "where",
        "it",
        "leads.",
    ]


@pytest.mark.parametrize("code", [*CATALOGUE, "lesson.link-text", "myst.header"])
def test_every_code_is_explained(capsys: pytest.CaptureFixture[str], code: str) -> None:
    assert main(["check", "--explain", code]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith(f"{code.removeprefix('lesson.')} (")
    assert f"<!-- lesson-ignore: {code.removeprefix('lesson.')} -->" in shown


def test_an_explanation(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--explain", "link-text"])
    shown = capsys.readouterr().out
    assert "\n\nWhat to do: Name what the link leads to, such as the title of the page.\n" in shown
    assert "\nNot like this:\n\n    Read more [here](https://example.org/manual).\n" in shown
    assert "\nBut like this:\n\n    Read more in [the manual](https://example.org/manual).\n" in shown


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("links", "'links' is no code; see --list"),
        ("lnk-text", "no rule and no group is called 'lnk-text'; did you mean 'link-text'?"),
    ],
)
def test_what_cannot_be_explained(capsys: pytest.CaptureFixture[str], name: str, said: str) -> None:
    assert main(["check", "--explain", name]) == 2
    assert capsys.readouterr().err == f"lesson: {said}\n"

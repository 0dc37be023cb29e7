"""`lesson check --baseline`: what is left out, what is told, and what is written."""

from __future__ import annotations

import json

import pytest

from sphinx_lesson_ext.cli import main

PAGE = "# Home\n\nRead more [here](https://example.org).\n\nFIXME: write\n"
FILE = ".lesson-baseline.json"


@pytest.fixture
def lesson(tmp_path, monkeypatch):
    folder = tmp_path / "lesson"
    folder.mkdir()
    (folder / "conf.py").write_text('extensions = ["sphinx_lesson_ext"]\nlesson_pages = []\n')
    (folder / "index.md").write_text(PAGE)
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.fixture
def told(capsys):
    """Checks the lesson, and returns the codes that are told, the lines on standard error, and the status."""

    def run(*arguments):
        status = main(["check", "lesson", "--format", "json", "--fail-on", "note", *arguments])
        captured = capsys.readouterr()
        findings = json.loads(captured.out)["findings"] if captured.out else []
        return [finding["code"] for finding in findings], captured.err.splitlines(), status

    return run


def test_from_the_first_time_to_the_last(lesson, told):
    assert told()[0] == ["link-text", "fixme"]
    assert told("--write-baseline") == ([], [f"lesson/{FILE}: 2 findings written."], 0)
    assert told() == ([], [f"2 findings left out, as lesson/{FILE} says."], 0)
    assert told("--no-baseline")[0] == ["link-text", "fixme"]
    # What is written above it does not matter; what is new is told.
    (lesson / "index.md").write_text(f"# Home\n\nTODO: more\n\n{PAGE.removeprefix('# Home')}")
    assert told()[:2] == (["fixme"], [f"2 findings left out, as lesson/{FILE} says."])
    # What is mended is said to be.
    (lesson / "index.md").write_text("# Home\n\nFIXME: write\n")
    assert told() == (
        [],
        [
            f"1 finding left out, as lesson/{FILE} says.",
            f"1 finding in lesson/{FILE} can be dropped (--write-baseline), for they are gone:",
            "  index.md: Read more [here](https://example.org). [link-text]",
        ],
        0,
    )
    told("--write-baseline")
    assert [finding["code"] for finding in json.loads((lesson / FILE).read_text())["findings"]] == ["fixme"]


def test_what_is_not_asked_for_is_neither_gone_nor_forgotten(lesson, told):
    told("--write-baseline")
    before = (lesson / FILE).read_bytes()
    assert told("--select", "accessibility") == ([], [], 0)
    told("--write-baseline", "--select", "link-text")
    assert (lesson / FILE).read_bytes() == before
    told("--write-baseline", "--ignore", "link-text")
    assert (lesson / FILE).read_bytes() == before


def test_another_file(lesson, told, tmp_path):
    file = tmp_path / "known.json"
    assert told("--baseline", str(file), "--write-baseline") == ([], [f"{file}: 2 findings written."], 0)
    assert not (lesson / FILE).exists()
    assert told("--baseline", str(file))[0] == []
    assert told()[0] == ["link-text", "fixme"]


def test_what_is_known_is_not_mended(lesson, told):
    (lesson / "index.md").write_text("# Home\n\nSee [it] (https://example.org).\n")
    told("--write-baseline")
    assert told("--diff")[2] == 0
    assert told("--fix")[1][0] == "0 findings mended in 0 files, 0 findings left."
    assert "[it] (" in (lesson / "index.md").read_text()


@pytest.mark.parametrize("text", [b"", b"\xff", b"[]", b'{"schema": 2}', b'{"schema": 1, "findings": [1]}'])
def test_a_file_that_cannot_be_used(lesson, capsys, text):
    (lesson / FILE).write_bytes(text)
    assert main(["check", "lesson"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(f"lesson: lesson/{FILE} is no baseline: ")
    assert captured.err.count("\n") == 1
    assert main(["check", "lesson", "--no-baseline", "--fail-on", "note"]) == 1


def test_a_file_that_is_not_there(lesson, capsys):
    assert main(["check", "lesson", "--baseline", "no.json"]) == 2
    assert capsys.readouterr().err == "lesson: no.json cannot be read: No such file or directory\n"


def test_nothing_is_written_through_a_link_that_a_lesson_brings_along(lesson, tmp_path, capsys):
    (tmp_path / "mine").write_text("precious")
    (lesson / FILE).symlink_to(tmp_path / "mine")
    assert main(["check", "lesson", "--write-baseline"]) == 2
    assert "leads out of the lesson" in capsys.readouterr().err
    (tmp_path / "mine").unlink()
    assert main(["check", "lesson", "--write-baseline"]) == 2
    assert not (tmp_path / "mine").exists()


def test_what_does_not_go_together(lesson, capsys):
    with pytest.raises(SystemExit):
        main(["check", "lesson", "--baseline", "a.json", "--no-baseline"])
    assert main(["check", "lesson", "--write-baseline", "--no-baseline"]) == 2
    assert "do not go together" in capsys.readouterr().err

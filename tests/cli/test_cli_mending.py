"""`lesson check --fix` and `--diff`: what they write, and what they leave alone."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from sphinx_lesson_ext.cli import main, mending
from sphinx_lesson_ext.cli.mending import changes, difference, repair
from sphinx_lesson_ext.findings import Finding, Severity

PAGE = "\ufeff# Home\r\n\r\nSee [it] (https://example.org).\r\n\r\n##Next\r\n\r\nFIXME: write\r\n\r\nZürich ends here"
MENDED = PAGE.replace("] (", "](").replace("##Next", "## Next")
DIFFERENCE = """\
--- a/index.md
+++ b/index.md
@@ -1,8 +1,8 @@
 \ufeff# Home\r
 \r
-See [it] (https://example.org).\r
+See [it](https://example.org).\r
 \r
-##Next\r
+## Next\r
 \r
 FIXME: write\r
 \r
"""


@pytest.fixture
def lesson(tmp_path, monkeypatch):
    folder = tmp_path / "lesson"
    folder.mkdir()
    (folder / "conf.py").write_text('extensions = ["sphinx_lesson_ext"]\nlesson_pages = []\n')
    (folder / "index.md").write_bytes(PAGE.encode())
    monkeypatch.chdir(tmp_path)
    return folder


def finding(path="index.md", old="odd", new="even", **more):
    values = {"code": "odd", "severity": Severity.WARNING, "docname": "index", "line": 1, "column": 1, "message": "odd"}
    return Finding(path=path, old=old, new=new, **{**values, **more})


def test_a_difference_is_shown_and_nothing_is_written(lesson, capfdbinary):
    assert main(["check", "lesson", "--diff"]) == 1
    assert capfdbinary.readouterr() == (DIFFERENCE.encode(), b"")
    assert (lesson / "index.md").read_bytes() == PAGE.encode()


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
def test_git_can_apply_the_difference(lesson, capfdbinary):
    (lesson / "index.md").write_bytes(PAGE.removesuffix("\r\n\r\nFIXME: write\r\n\r\nZürich ends here").encode())
    main(["check", "lesson", "--diff"])
    subprocess.run(["git", "apply", "-"], cwd=lesson, input=capfdbinary.readouterr().out, check=True)
    assert (lesson / "index.md").read_bytes() == MENDED.partition("\r\n\r\nFIXME")[0].encode()


def test_it_is_mended_once_for_all(lesson, capsys):
    (lesson / "index.md").chmod(0o640)
    assert main(["check", "lesson", "--fix", "--fail-on", "note"]) == 1
    captured = capsys.readouterr()
    assert captured.err.splitlines()[-1] == "2 findings mended in 1 file, 1 finding left."
    assert captured.err.startswith("index.md:3:5: mended: ")
    assert "write" in captured.out
    assert (lesson / "index.md").read_bytes() == MENDED.encode()
    assert (lesson / "index.md").stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in lesson.iterdir()) == ["_build", "conf.py", "index.md"]
    status = (lesson / "index.md").stat()
    assert main(["check", "lesson", "--fix", "--fail-on", "note"]) == 1
    assert capsys.readouterr().err == "0 findings mended in 0 files, 1 finding left.\n"
    assert (lesson / "index.md").stat() == status
    assert main(["check", "lesson", "--diff"]) == 0


def test_only_what_is_asked_for_is_mended(lesson):
    main(["check", "lesson", "--fix", "--ignore", "link-form"])
    assert (lesson / "index.md").read_bytes() == PAGE.replace("##Next", "## Next").encode()


def test_one_or_the_other(capsys):
    with pytest.raises(SystemExit):
        main(["check", "lesson", "--fix", "--diff"])
    assert "not allowed with" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["../mine.md", "/mine.md", "no.md", "", ".", "linked.md", "folder/mine.md"])
def test_what_is_not_in_the_lesson_is_left_alone(lesson, tmp_path, name):
    (tmp_path / "mine.md").write_text("odd")
    (lesson / "linked.md").symlink_to(tmp_path / "mine.md")
    (lesson / "folder").symlink_to(tmp_path)
    name = str(tmp_path / "mine.md") if name == "/mine.md" else name
    assert changes([finding(name)], lesson) == []


def test_a_link_within_the_lesson_stays_a_link(lesson):
    (lesson / "real.md").write_text("odd, odd\n")
    (lesson / "linked.md").symlink_to(lesson / "real.md")
    found = [finding("linked.md"), finding("real.md"), finding("real.md", column=6)]
    result = repair(found, lesson, list)
    assert (lesson / "real.md").read_text() == "even, even\n"
    assert (lesson / "linked.md").is_symlink()
    assert (len(result.mended), result.taken_back, result.findings) == (3, [], [])


def test_a_file_that_is_not_in_utf_8_is_left_alone(lesson):
    (lesson / "latin.md").write_bytes("odd Zürich".encode("latin-1"))
    assert changes([finding("latin.md")], lesson) == []


def test_what_does_not_help_is_taken_back(lesson, capsys):
    (lesson / "loops.md").write_text("odd bad\n")
    found = [finding("loops.md"), finding("loops.md", column=5, old="bad", new="good", code="bad")]

    def again():
        text = (lesson / "loops.md").read_text()
        return [found[0], *(found[1:] if "bad" in text else [])]

    result = repair(found, lesson, again)
    mending.tell_repair(result)
    assert (lesson / "loops.md").read_text() == "odd good\n"
    assert result == ([found[1]], [found[0]], [found[0]])
    assert capsys.readouterr().err == (
        "loops.md:1:5: mended: odd [bad]\n"
        "loops.md:1:1: taken back, for it does not help: odd [odd]\n"
        "1 finding mended in 1 file, 1 finding left.\n"
    )


def test_what_was_in_the_way_of_something_else_is_mended_next(lesson):
    (lesson / "loops.md").write_text("oddest\n")
    first = finding("loops.md", old="oddest", new="bad odd")
    second = finding("loops.md", column=4, old="est", new="", code="long")

    def again():
        text = (lesson / "loops.md").read_text()
        return [finding("loops.md", old="bad", new="good", code="long")] if "bad" in text else []

    result = repair([first, second], lesson, again)
    assert (lesson / "loops.md").read_text() == "good odd\n"
    assert len(result.mended) == 2
    assert result.findings == []


def test_a_file_without_a_line_end_at_its_end(lesson):
    (lesson / "loops.md").write_text("odd")
    told = difference(changes([finding("loops.md")], lesson)).decode()
    assert told.endswith("-odd\n\\ No newline at end of file\n+even\n\\ No newline at end of file\n")


@pytest.mark.skipif(os.name != "posix", reason="rights are others there")
@pytest.mark.skipif(os.name == "posix" and os.geteuid() == 0, reason="root may write everywhere")
def test_a_file_that_cannot_be_written(lesson, capsys):
    lesson.chmod(0o555)
    assert main(["check", "lesson", "--fix"]) == 2
    assert "cannot be written" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="there are no terminals")
def test_colours_on_a_terminal(lesson, monkeypatch, capsys):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    (lesson / "loops.md").write_text("odd \x1b[31m\n")
    mending.show_difference([finding("loops.md")], lesson)
    told = capsys.readouterr().out
    assert "\x1b[31m-odd \\x1b[31m\x1b[0m\n\x1b[32m+even \\x1b[31m\x1b[0m\n" in told
    monkeypatch.setenv("NO_COLOR", "1")
    mending.show_difference([finding("loops.md")], lesson)
    assert "\x1b" not in capsys.readouterr().out


def test_what_mending_brings_to_light_is_mended_too(lesson, capsys):
    (lesson / "index.md").write_text("# Home\n\n### One\n\nText.\n\n#### Two\n\nText.\n")
    assert main(["check", "lesson", "--fix"]) == 0
    assert (lesson / "index.md").read_text() == "# Home\n\n## One\n\nText.\n\n### Two\n\nText.\n"
    assert capsys.readouterr().err.endswith("2 findings mended in 1 file, 0 findings left.\n")


def test_lines_that_come_and_go(lesson):
    (lesson / "loops.md").write_text("a\nb\nodd\n")
    joined = finding("loops.md", old="a\nb", new="ab", code="joined")
    odd = finding("loops.md", line=3)

    def again():
        # Found where it stands now, though it was to be mended.
        return [joined, odd] if (lesson / "loops.md").read_text().startswith("a\n") else [finding("loops.md", line=2)]

    result = repair([joined, odd], lesson, again)
    assert result == ([joined], [odd], [finding("loops.md", line=2)])
    assert (lesson / "loops.md").read_text() == "ab\nodd\n"

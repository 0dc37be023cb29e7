"""What belongs to a folder, whatever links lie in it."""

from __future__ import annotations

import os

import pytest

from sphinx_lesson_ext.confinement import files_below, is_file_inside, is_inside

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs links and pipes")


@pytest.fixture
def lesson(tmp_path):
    """A lesson beside a secret, with links to it, to itself and to what is in it."""
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "key.txt").write_text("key")
    folder = tmp_path / "lesson"
    (folder / "data/.git").mkdir(parents=True)
    for name in ("data/b.csv", "data/a.csv", "data/.hidden", "data/.git/config", "page.md"):
        (folder / name).write_text("text")
    (folder / "data/key.txt").symlink_to(secret / "key.txt")
    (folder / "data/more").symlink_to(secret)
    (folder / "data/page.md").symlink_to("../page.md")
    (folder / "data/circle").symlink_to("circle")
    (folder / "all").symlink_to(".")
    (folder / "disk").symlink_to("/")
    (folder / "files").symlink_to("data")
    os.mkfifo(folder / "data/pipe")
    return folder


@pytest.mark.parametrize(
    ("path", "inside", "is_file"),
    [
        ("page.md", True, True),
        ("data/page.md", True, True),
        ("data", True, False),
        ("data/pipe", True, False),
        ("missing", True, False),
        ("data/key.txt", False, False),
        ("data/more/key.txt", False, False),
        ("data/circle", False, False),
        ("../secret/key.txt", False, False),
        ("/etc/passwd", False, False),
        ("a\0b", False, False),
        ("x" * 5000, True, False),
    ],
)
def test_paths(lesson, path, inside, is_file):
    assert (is_inside(lesson, path), is_file_inside(lesson, path)) == (inside, is_file)


def test_files_below(lesson):
    """They come in order, without hidden ones, pipes, and what links lead out of the lesson to."""
    found = [file.relative_to(lesson).as_posix() for file in files_below(lesson, lesson / "data")]
    assert found == ["data/a.csv", "data/b.csv", "data/page.md"]
    linked = [file.relative_to(lesson).as_posix() for file in files_below(lesson, lesson / "files")]
    assert linked == ["files/a.csv", "files/b.csv", "files/page.md"]


@pytest.mark.parametrize("name", ["all", "disk", "missing"])
def test_folders_that_hold_the_lesson_are_not_gone_through(lesson, name):
    assert list(files_below(lesson, lesson / name)) == []

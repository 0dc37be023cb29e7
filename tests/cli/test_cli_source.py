"""Which folders are lessons, and what is said of others."""

from __future__ import annotations

import os

import pytest

from sphinx_lesson_ext.cli.command import CommandError
from sphinx_lesson_ext.cli.implicit import IMPLICIT_SETTINGS
from sphinx_lesson_ext.cli.source import find_source


def make(folder, *names):
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()


def problem(folder):
    with pytest.raises(CommandError) as error:
        find_source(folder)
    return str(error.value)


def test_a_lesson_of_the_workbench(tmp_path):
    make(tmp_path, "config.yaml", "episodes/01.md")
    source = find_source(tmp_path)
    assert (source.folder, source.confdir, source.site) == (tmp_path, None, tmp_path / "site")
    assert source.settings == IMPLICIT_SETTINGS
    assert source.settings_file == tmp_path / "config.yaml"


@pytest.mark.parametrize("text", ["index.md", "index.Rmd"])
def test_it_may_have_no_episodes_yet(tmp_path, text):
    make(tmp_path, "config.yaml", text)
    assert find_source(tmp_path).is_workbench


def test_with_a_conf_file_its_output_stays_where_it_was(tmp_path):
    make(tmp_path, "config.yaml", "episodes/01.md", "conf.py")
    source = find_source(tmp_path)
    assert (source.confdir, source.site, source.settings) == (tmp_path, tmp_path / "site", {})


def test_a_manual_beside_a_lesson_is_not_taken_for_it(tmp_path):
    make(tmp_path, "config.yaml", "episodes/01.md", "docs/conf.py")
    assert find_source(tmp_path).folder == tmp_path


def test_many_things_have_a_config_file(tmp_path):
    make(tmp_path, "config.yaml", "docs/conf.py")
    source = find_source(tmp_path)
    assert (source.folder, source.site) == (tmp_path / "docs", tmp_path / "docs" / "_build")


def test_a_lesson_of_the_older_kind(tmp_path):
    make(tmp_path, "_config.yml", "_episodes/01.md")
    assert "holds no lesson: it is one of the older kind, which Jekyll builds (_config.yml, _episodes/); " in problem(
        tmp_path
    )


def test_a_config_file_and_nothing_else(tmp_path):
    make(tmp_path, "config.yaml")
    assert problem(tmp_path).endswith("holds no lesson: config.yaml is there, but neither episodes/ nor index.md")


@pytest.mark.parametrize(
    ("folder", "meant"),
    [
        (".", "loops or other"),
        ("loops/episodes", "loops"),
        ("loops/episodes/fig", "loops"),
    ],
)
def test_the_lesson_that_was_meant(tmp_path, monkeypatch, folder, meant):
    make(tmp_path, "loops/config.yaml", "loops/episodes/fig/loop.svg", "other/docs/conf.py", ".hidden/conf.py")
    monkeypatch.chdir(tmp_path)
    path = type(tmp_path)(folder)
    assert problem(path).endswith(f"; did you mean {meant}?")


def test_the_lesson_above_the_current_folder(tmp_path, monkeypatch):
    make(tmp_path, "loops/config.yaml", "loops/episodes/fig/loop.svg")
    monkeypatch.chdir(tmp_path / "loops" / "episodes" / "fig")
    assert problem(type(tmp_path)(".")).endswith("; did you mean ../..?")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_cannot_be_read(tmp_path):
    closed = tmp_path / "closed"
    make(closed, "conf.py")
    closed.chmod(0)
    try:
        assert problem(closed).endswith("cannot be read: Permission denied")
        # Nobody asked for that one.
        assert "there is neither config.yaml nor conf.py" in problem(tmp_path)
    finally:
        closed.chmod(0o755)


def test_a_name_that_no_folder_can_have(tmp_path):
    assert problem(tmp_path / ("a" * 300)).endswith("cannot be read: File name too long")

"""git is asked for what it knows; what a folder's own settings name is not run."""

from __future__ import annotations

import os
import shutil

import pytest

from sphinx_lesson_ext.checkout.git import ask, ask_of_files
from sphinx_lesson_ext.programs import find_program

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the programs are those of a shell")


@pytest.fixture
def tree(git, tmp_path):
    """The id of the tree of the one commit of a checkout, whose settings name programs that leave a file ``ran-…``."""
    git.commit({"page.md": "One\n"})

    def leave(name):
        return f"touch {tmp_path}/ran-{name}; false"

    with (tmp_path / ".git/config").open("a") as settings:
        settings.write(
            f'[filter "one"]\n clean = {leave("clean")}\n smudge = {leave("smudge")}\n required = true\n'
            f'[filter "a.b=c"]\n process = {leave("process")}\n'
            f'[diff "one"]\n textconv = {leave("textconv")}\n command = {leave("diff")}\n'
            f"[core]\n fsmonitor = {leave('monitor')}\n pager = {leave('pager')}\n sshCommand = {leave('ssh')}\n"
            '[extensions]\n partialClone = origin\n[remote "origin"]\n url = ssh://nowhere/x\n promisor = true\n'
            '[protocol "ssh"]\n allow = always\n'
        )
    (tmp_path / ".gitattributes").write_text("*.md filter=one diff=one\n*.txt filter=a.b=c\n")
    return git("rev-parse", "HEAD^{tree}").strip()


def ran(folder):
    return sorted(file.name for file in folder.glob("ran-*"))


@pytest.mark.usefixtures("tree")
def test_files_are_looked_into_without_filters(tmp_path):
    """A lesson may come with settings whose filters would run when git looks at a changed file."""
    with (tmp_path / "page.md").open("a") as page:
        page.write("Two\n")
    (tmp_path / "page.txt").write_text("Three\n")
    blame = ("blame", "--porcelain", "--no-textconv", "--", "page.md")
    assert "\tTwo\n" in ask_of_files(tmp_path, *blame)
    assert ask_of_files(tmp_path, "hash-object", "page.txt")
    assert ran(tmp_path) == []
    # So one would have been run:
    ask(tmp_path, *blame)
    assert ran(tmp_path) == ["ran-clean"]


def test_nothing_is_fetched(tree, tmp_path):
    """What is missing from a checkout is not asked of another machine, whatever its settings allow."""
    (tmp_path / ".git/objects" / tree[:2] / tree[2:]).unlink()
    assert ask(tmp_path, "ls-tree", "HEAD") == ""
    assert ran(tmp_path) == []


def test_programs_of_the_current_folder_do_not_count(tmp_path, monkeypatch):
    """Windows looks there first, and others do where somebody has set that up."""
    program = tmp_path / "git"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", ".")
    assert shutil.which("git")
    assert find_program("git") is None
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_program("git") == str(program)

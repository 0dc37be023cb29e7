"""When files were last changed, as git knows it."""

from __future__ import annotations

import os
import subprocess

import pytest

from sphinx_lesson_ext.checkout import history
from sphinx_lesson_ext.checkout.git import GitError, ask, ask_for_names, top_of
from sphinx_lesson_ext.checkout.history import History


@pytest.fixture
def changes(tmp_path_factory):
    """Return a function that tells the days of files, with what it remembers in a folder of its own."""
    memory = tmp_path_factory.mktemp("memory") / "new" / "days.json"
    return lambda folder, *paths: History(folder, memory).last_changes(paths)


def commands(asked):
    """Return the commands of git that were asked for, and forget them."""
    found = [arguments[0] for arguments in asked]
    asked.clear()
    return found


def test_the_last_commit_of_each_file_counts(git, tmp_path, changes):
    git.commit({"a.md": "1", "b.md": "1", "deep/er/c.md": "1"}, date="2024-01-01T12:00:00+0000")
    git.commit({"a.md": "2"}, date="2024-02-02T12:00:00+0000")
    git.commit({"a.md": "2", "other": "1"}, date="2024-03-03T12:00:00+0000")
    assert changes(tmp_path, "a.md", "b.md", "deep/er/c.md") == {
        "a.md": "2024-02-02",
        "b.md": "2024-01-01",
        "deep/er/c.md": "2024-01-01",
    }


def test_it_is_the_day_of_the_committer_where_the_committer_was(git, tmp_path, changes):
    git.commit({"a.md": "1"}, date="2023-01-01T12:00:00+0000", committed="2024-05-31T23:30:00-0500")
    assert changes(tmp_path, "a.md") == {"a.md": "2024-05-31"}


@pytest.mark.parametrize("name", ["-a.md", "--help", "a b.md", "ä$(x);'.md", "*.md", ":(top)a.md", "é/ü ö.md", "n\nl.md", "\nl.md"])  # fmt: skip
def test_odd_names(git, tmp_path, changes, name):
    git.commit({name: "1", "other.md": "1"}, date="2024-01-01T12:00:00+0000")
    git.commit({"other.md": "2"}, date="2024-02-02T12:00:00+0000")
    assert changes(tmp_path, name) == {name: "2024-01-01"}


def test_paths_begin_at_the_folder(git, tmp_path, changes):
    git.commit({"lesson/a.md": "1", "shared/b.md": "1", "a.md": "1"}, date="2024-01-01T12:00:00+0000")
    git.commit({"a.md": "2"}, date="2024-02-02T12:00:00+0000")
    whole = str(tmp_path / "shared" / "b.md")
    known = changes(tmp_path / "lesson", "a.md", "../shared/b.md", whole, "../../outside.md", "/etc/hosts")
    assert known == {"a.md": "2024-01-01", "../shared/b.md": "2024-01-01", whole: "2024-01-01"}


def test_a_folder_reached_by_a_link(git, tmp_path, changes):
    git.commit({"lesson/a.md": "1"})
    (tmp_path / "link").symlink_to(tmp_path / "lesson")
    assert changes(tmp_path / "link", "a.md") == {"a.md": "2024-03-01"}


def test_what_is_not_committed_has_no_day(git, tmp_path, changes):
    git.commit({"a.md": "1", "gone.md": "1"}, date="2024-01-01T12:00:00+0000")
    git("rm", "-q", "--cached", "gone.md")
    git.commit({".gitignore": "gone.md\nignored.md\n"}, date="2024-02-02T12:00:00+0000")
    for name in ("a.md", "new.md", "ignored.md", "staged.md"):
        (tmp_path / name).write_text("changed", encoding="utf-8")
    git("add", "staged.md")
    names = ("a.md", "new.md", "ignored.md", "staged.md", "gone.md", "absent.md")
    assert changes(tmp_path, *names) == {"a.md": "2024-01-01"}


def test_a_file_that_is_deleted_and_comes_back(git, tmp_path, changes):
    git.commit({"a.md": "1"}, date="2024-01-01T12:00:00+0000")
    (tmp_path / "a.md").unlink()
    git.commit({}, date="2024-02-02T12:00:00+0000")
    git.commit({"a.md": "1"}, date="2024-03-03T12:00:00+0000")
    assert changes(tmp_path, "a.md") == {"a.md": "2024-03-03"}


def test_a_file_under_a_new_name_is_a_new_file(git, tmp_path, changes):
    git.commit({"a.md": "a long text\n" * 9}, date="2024-01-01T12:00:00+0000")
    git("mv", "a.md", "b.md")
    git.commit({}, date="2024-02-02T12:00:00+0000")
    assert changes(tmp_path, "b.md") == {"b.md": "2024-02-02"}


def test_a_merge_counts_where_it_is_like_none_of_its_parents(git, tmp_path, changes):
    git.commit({"a.md": "1\n", "b.md": "1\n", "c.md": "1\n"}, date="2024-01-01T12:00:00+0000")
    git("branch", "side")
    git.commit({"a.md": "2\n"}, date="2024-02-02T12:00:00+0000")
    git("checkout", "-q", "side")
    git.commit({"a.md": "3\n", "b.md": "3\n"}, date="2024-03-03T12:00:00+0000")
    git("checkout", "-q", "-")
    with pytest.raises(subprocess.CalledProcessError):
        git("merge", "-q", "side")
    git.commit({"a.md": "23\n"}, date="2024-04-04T12:00:00+0000")
    assert changes(tmp_path, "a.md", "b.md", "c.md") == {
        "a.md": "2024-04-04",
        "b.md": "2024-03-03",
        "c.md": "2024-01-01",
    }


def test_a_shallow_clone_knows_only_what_it_holds(git, tmp_path, changes):
    lesson = tmp_path / "lesson"
    lesson.mkdir()
    git("init", "-q", folder=lesson)
    for month, name in enumerate(("a.md", "b.md", "c.md"), start=1):
        git.commit({name: "1"}, folder=lesson, date=f"2024-0{month}-01T12:00:00+0000")
    git("clone", "-q", "--depth", "2", lesson.as_uri(), str(tmp_path / "clone"))
    assert changes(tmp_path / "clone", "a.md", "b.md", "c.md") == {"c.md": "2024-03-01"}
    # Once the rest has been fetched, the same commit says more.
    git("fetch", "-q", "--unshallow", folder=tmp_path / "clone")
    assert changes(tmp_path / "clone", "a.md", "b.md") == {"a.md": "2024-01-01", "b.md": "2024-02-01"}


def test_a_worktree_and_a_submodule(git, tmp_path, changes):
    part = tmp_path / "part"
    part.mkdir()
    git("init", "-q", folder=part)
    git.commit({"b.md": "1"}, folder=part, date="2024-02-02T12:00:00+0000")
    whole = tmp_path / "whole"
    whole.mkdir()
    git("init", "-q", folder=whole)
    git.commit({"a.md": "1"}, folder=whole, date="2024-01-01T12:00:00+0000")
    git("submodule", "--quiet", "add", part.as_uri(), "part", folder=whole)
    git.commit({}, folder=whole, date="2024-03-03T12:00:00+0000")
    git("worktree", "add", "-q", str(tmp_path / "tree"), folder=whole)
    assert changes(tmp_path / "tree", "a.md") == {"a.md": "2024-01-01"}
    assert changes(whole / "part", "b.md") == {"b.md": "2024-02-02"}
    # Seen from outside, what a submodule holds is not known.
    assert changes(whole, "a.md", "part/b.md") == {"a.md": "2024-01-01"}


def test_what_a_person_has_set_up_changes_nothing(git, tmp_path, changes):
    git.commit({"old.md": "a long text\n" * 9, "deep/a.md": "1"}, date="2024-01-01T12:00:00+0000")
    git("mv", "old.md", "deep/b.md")
    git.commit({}, date="2024-02-02T12:00:00+0000")
    for setting in ("log.follow", "log.showSignature", "diff.relative", "diff.renames", "core.quotePath"):
        git("config", setting, "true")
    git("config", "log.date", "relative")
    git("config", "color.ui", "always")
    assert changes(tmp_path / "deep", "a.md", "b.md") == {"a.md": "2024-01-01", "b.md": "2024-02-02"}


def test_git_is_asked_again_only_for_another_commit_or_file(git, tmp_path, changes, asked):
    git.commit({"a.md": "1", "b.md": "1"}, date="2024-01-01T12:00:00+0000")
    assert changes(tmp_path, "a.md", "b.md") == {"a.md": "2024-01-01", "b.md": "2024-01-01"}
    assert commands(asked) == ["rev-parse", "ls-tree", "log"]
    assert changes(tmp_path, "a.md") == {"a.md": "2024-01-01"}
    assert commands(asked) == ["rev-parse"]
    assert changes(tmp_path, "a.md", "b.md", "c.md") == {"a.md": "2024-01-01", "b.md": "2024-01-01"}
    git.commit({"a.md": "2"}, date="2024-02-02T12:00:00+0000")
    assert changes(tmp_path, "a.md") == {"a.md": "2024-02-02"}
    assert commands(asked) == ["rev-parse", "ls-tree", "log"] * 2


def test_what_was_remembered_may_be_spoilt(git, tmp_path):
    git.commit({"a.md": "1"})
    memory = tmp_path / "memory.json"
    for text in ("", "{", "{}", "[]"):
        memory.write_text(text, encoding="utf-8")
        assert History(tmp_path, memory).last_changes(["a.md"]) == {"a.md": "2024-03-01"}


def test_no_process_is_started_where_there_is_no_checkout(tmp_path, changes, asked):
    assert top_of(tmp_path) is None
    assert changes(tmp_path, "a.md") == {}
    assert asked == []


def test_a_repository_without_a_commit(git, tmp_path, changes):
    (tmp_path / "a.md").write_text("1", encoding="utf-8")
    assert changes(tmp_path, "a.md") == {}


def test_what_looks_like_a_repository(tmp_path, changes):
    (tmp_path / ".git").mkdir()
    assert changes(tmp_path, "a.md") == {}


def test_no_git(git, tmp_path, changes, monkeypatch):
    git.commit({"a.md": "1"})
    monkeypatch.setenv("PATH", str(tmp_path))
    assert changes(tmp_path, "a.md") == {}


def test_a_git_that_takes_too_long(git, tmp_path, changes, slow_git):
    assert changes(tmp_path, "a.md") == {}


def test_a_history_that_takes_too_long_is_not_gone_through_again(git, tmp_path, changes, asked, monkeypatch):
    git.commit({"a.md": "1"})

    def give_up(*_arguments, **_options):
        raise GitError

    monkeypatch.setattr(history, "ask_for_names", give_up)
    assert changes(tmp_path, "a.md") == changes(tmp_path, "a.md") == {}
    assert commands(asked) == ["rev-parse"] * 2


def test_nobody_to_ask_for(git, tmp_path, changes):
    git.commit({"a.md": "1"})
    assert changes(tmp_path) == {}


def test_names_come_as_they_are_asked_for(git, tmp_path):
    git.commit({f"{number}.md": "1" for number in range(50)})
    names = ask_for_names(tmp_path, "ls-tree", "-r", "-z", "--name-only", "HEAD")
    assert next(names) == "0.md"
    names.close()
    assert len(list(ask_for_names(tmp_path, "ls-tree", "-r", "-z", "--name-only", "HEAD"))) == 50
    with pytest.raises(GitError):
        list(ask_for_names(tmp_path, "no-such-command"))


def test_a_failing_git_says_nothing(tmp_path):
    assert ask(tmp_path, "no-such-command") == ""
    assert ask(tmp_path, "log\0") == ""
    assert ask(tmp_path / "nowhere", "log") == ""


def test_names_that_are_not_utf_8(git, tmp_path, changes):
    name = os.fsdecode(b"\xff.md")
    try:
        git.commit({name: "1"})
    except OSError:
        pytest.skip("this file system knows no such names")
    assert changes(tmp_path, name) == {name: "2024-03-01"}

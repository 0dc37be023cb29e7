"""Who wrote a line, and when."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sphinx_lesson_ext.findings import Finding, Severity
from sphinx_lesson_ext.fixmes.blame import add_blame


def at(path, line=1):
    return Finding(
        code="fixme",
        severity=Severity.WARNING,
        docname="x",
        path=path,
        line=line,
        column=1,
        message="m",
        marker="FIXME",
    )


def blamed(findings, folder):
    return [(finding.path, finding.line, finding.author, finding.date) for finding in add_blame(findings, folder)]


def test_each_line_has_its_own_author(git, tmp_path):
    git.commit({"a.md": "FIXME one\ntext\n"})
    git.commit({"a.md": "FIXME one\ntext\nFIXME two\n"}, author="Bo", date="2025-12-31T01:00:00+0530")
    assert blamed([at("a.md", 1), at("a.md", 3), at("a.md", 1)], tmp_path) == [
        ("a.md", 1, "Ana Á", "2024-03-01"),
        ("a.md", 3, "Bo", "2025-12-31"),
        ("a.md", 1, "Ana Á", "2024-03-01"),
    ]


def test_all_else_of_a_finding_stays(git, tmp_path):
    git.commit({"a.md": "FIXME one\n"})
    (finding,) = add_blame([at("a.md")], tmp_path)
    assert finding == replace(at("a.md"), author="Ana Á", date="2024-03-01")


def test_git_is_asked_once_for_a_file(git, tmp_path, asked):
    git.commit({"a.md": "1\n2\n3\n", "b.md": "1\n"})
    git.commit({"a.md": "one\ntwo\nthree\n", "b.md": "one\n"})
    add_blame([at("a.md", 1), at("b.md"), at("a.md", 3), at("a.md", 2)], tmp_path)
    assert [arguments[-1] for arguments in asked if arguments[0] == "blame"] == ["a.md", "b.md"]


@pytest.mark.parametrize("name", ["-L1.md", "--help", "a b.md", "ä$(x);'.md", "deep/er/a.md", "*.md", ":(top)a.md"])
def test_odd_names(git, tmp_path, name):
    git.commit({name: "FIXME\n", "other.md": "text\n"})
    assert blamed([at(name)], tmp_path) == [(name, 1, "Ana Á", "2024-03-01")]


def test_what_git_does_not_know_stays_empty(git, tmp_path):
    git.commit({"a.md": "FIXME one\ntext\n", ".gitignore": "ignored.md\n"})
    (tmp_path / "a.md").write_text("FIXME one\nFIXME new\n", encoding="utf-8")
    (tmp_path / "new.md").write_text("FIXME\n", encoding="utf-8")
    (tmp_path / "ignored.md").write_text("FIXME\n", encoding="utf-8")
    findings = [
        at("a.md", 1),
        at("a.md", 2),
        at("new.md"),
        at("ignored.md"),
        at("gone.md"),
        at("no/where.md"),
        at("a.md/x"),
    ]
    assert [(author, date) for _, _, author, date in blamed(findings, tmp_path)] == [
        ("Ana Á", "2024-03-01"), *[("", "")] * 6,
    ]  # fmt: skip


def test_a_line_that_is_not_there_costs_only_its_file(git, tmp_path):
    git.commit({"a.md": "FIXME\n", "b.md": "FIXME\n"})
    assert blamed([at("a.md", 99), at("b.md")], tmp_path) == [("a.md", 99, "", ""), ("b.md", 1, "Ana Á", "2024-03-01")]


def test_a_file_above_the_source_folder(git, tmp_path):
    git.commit({"shared/a.md": "FIXME\n", "docs/index.md": "text\n"})
    assert blamed([at("../shared/a.md")], tmp_path / "docs") == [("../shared/a.md", 1, "Ana Á", "2024-03-01")]


def test_a_folder_that_is_no_checkout(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    (tmp_path / "a.md").write_text("FIXME\n", encoding="utf-8")
    assert blamed([at("a.md")], tmp_path) == [("a.md", 1, "", "")]


def test_no_git(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    findings = [at("a.md")]
    assert add_blame(findings, tmp_path) == findings


def test_a_git_that_takes_too_long(git, tmp_path, slow_git):
    assert blamed([at("a.md")], tmp_path) == [("a.md", 1, "", "")]


def test_a_shallow_clone_knows_only_what_it_holds(git, tmp_path):
    lesson = tmp_path / "lesson"
    lesson.mkdir()
    git("init", "-q", folder=lesson)
    texts = ["FIXME one\n", "FIXME one\nFIXME two\n", "FIXME one\nFIXME two\nFIXME three\n"]
    for author, text in zip(("Ana", "Bo", "Cy"), texts, strict=True):
        (lesson / "a.md").write_text(text, encoding="utf-8")
        git("add", "a.md", folder=lesson)
        git("commit", "-q", "-m", "change", folder=lesson, author=author)
    git("clone", "-q", "--depth", "2", lesson.as_uri(), str(tmp_path / "clone"))
    findings = [at("a.md", line) for line in (1, 2, 3)]
    assert [author for _, _, author, _ in blamed(findings, tmp_path / "clone")] == ["", "", "Cy"]
    assert [author for _, _, author, _ in blamed(findings, lesson)] == ["Ana", "Bo", "Cy"]


def test_nothing_to_ask():
    assert add_blame([], None) == []

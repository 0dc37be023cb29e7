"""Who wrote the line of a finding, and when, as git knows it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

from sphinx_lesson_ext.checkout.git import ask, ask_of_files

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sphinx_lesson_ext.findings import Finding


@dataclass(slots=True)
class _Commit:
    author: str = ""
    seconds: int = 0
    zone: str = "+0000"
    is_boundary: bool = False

    @property
    def date(self) -> str:
        """The day of the commit where its author was, as YYYY-MM-DD."""
        hours, minutes = int(self.zone[1:3]), int(self.zone[3:5])
        offset = timedelta(hours=hours, minutes=minutes) * (-1 if self.zone.startswith("-") else 1)
        return datetime.fromtimestamp(self.seconds, timezone(offset)).date().isoformat()


def add_blame(findings: Iterable[Finding], source_dir: Path) -> list[Finding]:
    """Return *findings* with the author and the date of each line's last change.

    git is asked once for each file.  Where it does not know, both stay empty: there is no git, the folder is no
    checkout, the file is not tracked, the line is not committed yet or is older than what a shallow clone holds, or git
    takes longer than it may.
    """
    findings = list(findings)
    lines: dict[str, set[int]] = {}
    for finding in findings:
        lines.setdefault(finding.path, set()).add(finding.line)
    known = {path: _blame(source_dir / path, sorted(numbers)) for path, numbers in lines.items()}
    blamed = []
    for finding in findings:
        commit = known[finding.path].get(finding.line)
        blamed.append(finding if commit is None else replace(finding, author=commit.author, date=commit.date))
    return blamed


def _blame(file: Path, lines: list[int]) -> dict[int, _Commit]:
    """Return the commit of each of *lines* that git knows of."""
    ranges = [f"-L{line},{line}" for line in lines]
    # A folder's own settings may name a program that makes texts of files; it is not run.
    output = ask_of_files(
        file.parent, "blame", "--porcelain", "--no-textconv", "--encoding=UTF-8", *ranges, "--", file.name
    )
    commits = _read_porcelain(output)
    # The first commit of all is a boundary too; in a shallow clone, one only stands in for those that are not there.
    if any(commit.is_boundary for commit in commits.values()) and _is_shallow(file.parent):
        commits = {line: commit for line, commit in commits.items() if not commit.is_boundary}
    return commits


def _is_shallow(folder: Path) -> bool:
    return ask(folder, "rev-parse", "--is-shallow-repository").strip() != "false"


def _read_porcelain(output: str) -> dict[int, _Commit]:
    """Read what git-blame(1) calls the porcelain format: a header for each line, with details once for each commit."""
    commits: dict[str, _Commit] = {}
    by_line: dict[int, _Commit] = {}
    name = ""
    for row in output.split("\n"):
        if row.startswith("\t"):
            # The line itself; a header follows.
            name = ""
        elif not name:
            name, *numbers = row.split(" ")
            # What is not committed yet has a name of zeros.
            if name.strip("0"):
                by_line[int(numbers[1])] = commits.setdefault(name, _Commit())
        else:
            _read_detail(commits.setdefault(name, _Commit()), row)
    return by_line


def _read_detail(commit: _Commit, row: str) -> None:
    key, _, value = row.partition(" ")
    match key:
        case "author":
            commit.author = value
        case "author-time":
            commit.seconds = int(value)
        case "author-tz":
            commit.zone = value
        case "boundary":
            commit.is_boundary = True

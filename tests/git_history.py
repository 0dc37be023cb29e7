"""Repositories with a history whose days are known."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class Git:
    """Runs git in a new repository, as people of whom nothing but what a test says is known."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(
        self,
        *arguments: str,
        folder: Path | None = None,
        author: str = "Ana Á",
        date: str = "2024-03-01T23:30:00-0500",
        committed: str = "",
    ) -> str:
        """Run git and return what it says.

        :param committed: When it is committed; *date*, unless given.
        """
        days = {"AUTHOR": date, "COMMITTER": committed or date}
        who = {f"GIT_{role}_{what}": value for role, day in days.items()
               for what, value in (("NAME", author), ("EMAIL", "a@example.com"), ("DATE", day))}  # fmt: skip
        command = ["git", "-c", "protocol.file.allow=always", *arguments]
        where = folder or self.folder
        run = subprocess.run(command, cwd=where, env={**os.environ, **who}, check=True, capture_output=True, text=True)
        return run.stdout

    def commit(self, files: Mapping[str, str], *, folder: Path | None = None, **who: str) -> None:
        """Write files and commit everything that has changed."""
        where = folder or self.folder
        for name, text in files.items():
            (where / name).parent.mkdir(parents=True, exist_ok=True)
            (where / name).write_text(text, encoding="utf-8")
        self("add", "--all", folder=where)
        self("commit", "-q", "--allow-empty", "-m", "change", folder=where, **who)

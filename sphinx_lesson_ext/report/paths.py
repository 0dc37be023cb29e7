"""Where a lesson's files are in its repository, as GitHub and SARIF want to know."""

from __future__ import annotations

import posixpath
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_lesson_ext.findings import Finding


def repository_prefix(source: Path) -> str:
    """Return the path of the folder *source* from the top of its repository, with forward slashes.

    The top is the nearest folder above that holds ``.git`` (a file in a worktree or submodule); where there is none,
    the current folder.  Git itself is not asked: it may be absent, or refuse a checkout that somebody else owns.
    """
    source = source.resolve()
    holders = (folder for folder in (source, *source.parents) if (folder / ".git").exists())
    top = next(holders, Path.cwd().resolve())
    return source.relative_to(top).as_posix() if source.is_relative_to(top) else "."


def moved(findings: Iterable[Finding], prefix: str) -> list[Finding]:
    """Return *findings* with paths that begin at the folder in which *prefix* leads to the source folder."""
    return [replace(finding, path=posixpath.normpath(posixpath.join(prefix, finding.path))) for finding in findings]

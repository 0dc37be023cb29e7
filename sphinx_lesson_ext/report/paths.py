"""Where a lesson's files are in its repository, as GitHub and SARIF want to know."""

from __future__ import annotations

import posixpath
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_lesson_ext.checkout.git import top_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_lesson_ext.findings import Finding


def repository_prefix(source: Path) -> str:
    """Return the path of the folder *source* from the top of its repository, with forward slashes.

    Where there is no repository, the path begins at the current folder.
    """
    source = source.resolve()
    top = top_of(source) or Path.cwd().resolve()
    return source.relative_to(top).as_posix() if source.is_relative_to(top) else "."


def prefix_from_here(source: Path) -> str:
    """Return the path of the folder *source* as a terminal can follow it: from the current folder, if it is there."""
    source, here = source.resolve(), Path.cwd().resolve()
    return (source.relative_to(here) if source.is_relative_to(here) else source).as_posix()


def moved(findings: Iterable[Finding], prefix: str) -> list[Finding]:
    """Return *findings* with paths that begin at the folder in which *prefix* leads to the source folder."""
    return [replace(finding, path=posixpath.normpath(posixpath.join(prefix, finding.path))) for finding in findings]

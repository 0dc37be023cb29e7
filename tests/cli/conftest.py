"""Lessons for the commands."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: The command as a process of its own.
RUN = [sys.executable, "-c", "from sphinx_lesson_ext.cli import main; raise SystemExit(main())"]

_CONFIG = """\
carpentry: incubator
title: Loops
created: 2024-05-01
keywords: loops
life_cycle: alpha
license: CC-BY 4.0
source: https://github.com/example/loops
branch: main
contact: ann@example.org
episodes:
- 01-for.md
- 02-while.md
"""
_EPISODE = """\
---
title: {title}
teaching: 10
exercises: 5
---

:::::: questions
- How do I repeat?
::::::

:::::: objectives
- Repeat.
::::::

:::::: challenge
## Count to ten

FIXME: write it.
::::::

:::::: keypoints
- A loop repeats.
::::::
"""


@pytest.fixture(autouse=True)
def search_for_garbage() -> Iterator[None]:
    """Let Python search again for what the commands leave to the end of their process."""
    yield
    gc.unfreeze()


def _write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def run() -> list[str]:
    """The command as a process of its own."""
    return RUN


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of Sphinx with two documents; the current folder is the one above it."""
    monkeypatch.chdir(tmp_path)
    return _write(
        tmp_path / "project",
        {
            "conf.py": 'project = "Loops"\nextensions = ["sphinx_lesson_ext"]\nlesson_pages = []\n',
            "index.md": "# Home\n\n```{toctree}\nloops\n```\n",
            "loops.md": "# Loops\n\nFIXME: draw the loop\n\n::: challenge\n\n## Count\n\nTo ten.\n\n:::\n",
        },
    )


@pytest.fixture
def workbench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A lesson of The Carpentries Workbench with two episodes; the current folder is the one above it."""
    monkeypatch.chdir(tmp_path)
    return _write(
        tmp_path / "lesson",
        {
            "config.yaml": _CONFIG,
            "index.md": "---\nsite: sandpaper::sandpaper_site\n---\n\nThis lesson repeats.\n",
            "episodes/01-for.md": _EPISODE.format(title="For"),
            "episodes/02-while.md": _EPISODE.format(title="While"),
            "learners/setup.md": "---\ntitle: Setup\n---\n\nInstall Python.\n",
        },
    )

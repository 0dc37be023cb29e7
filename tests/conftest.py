"""What the tests of every part use."""

from __future__ import annotations

from pathlib import Path

import pytest
from built_lesson import LessonBuilder
from hypothesis import settings

# The same examples in every run, however slow the machine is.
settings.register_profile("steady", derandomize=True, database=None, deadline=None)
settings.load_profile("steady")

pytest_plugins = ("sphinx.testing.fixtures",)


@pytest.fixture(scope="session")
def rootdir() -> Path:
    """The folder of the projects for ``@pytest.mark.sphinx(testroot=…)``."""
    return Path(__file__).parent / "roots"


@pytest.fixture
def build(tmp_path: Path) -> LessonBuilder:
    """Build small projects; the test fails on a warning that it does not expect."""
    return LessonBuilder(tmp_path)


@pytest.fixture(scope="module")
def build_once(tmp_path_factory: pytest.TempPathFactory) -> LessonBuilder:
    """Build what several tests of a module look at and none of them changes."""
    return LessonBuilder(tmp_path_factory.mktemp("once"))


@pytest.fixture(autouse=True)
def _no_colors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep Sphinx from colouring what it says, as it does on a terminal and where ``CI`` is set."""
    monkeypatch.setenv("NO_COLOR", "1")

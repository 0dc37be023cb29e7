"""What the tests of every part use."""

from __future__ import annotations

import gc
import logging
import os
import shutil
import signal
import threading
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
import pytest
from built_lesson import LessonBuilder
from git_history import Git
from hypothesis import settings

from sphinx_lesson_ext.checkout import git as git_runner

if TYPE_CHECKING:
    from collections.abc import Iterator

# The same examples in every run, however slow the machine is.
settings.register_profile("steady", derandomize=True, database=None, deadline=None)
settings.load_profile("steady")

pytest_plugins = ("sphinx.testing.fixtures",)


#: What takes long and has little to do with the version of Sphinx: pages in a browser, but for search, whose index is
#: Sphinx's own; thousands of texts that are compared with pandoc; processes that are started and watched; what is made
#: of facts and findings, whoever has found them; catalogues that are made of our own sources; files
#: that the command keeps and writes.  The examples of all rules are tested with every version.
ONCE = (
    "browser/",
    "checks/test_accessibility.py",
    "checks/test_mend.py",
    "checks/test_mended.py",
    "cli/test_cli_baselines.py",
    "cli/test_cli_cache.py",
    "cli/test_cli_mending.py",
    "cli/test_cli_new.py",
    "cli/test_cli_new_episode.py",
    "cli/test_cli_report.py",
    "cli/test_cli_serve.py",
    "health/test_comment.py",
    "health/test_health_json.py",
    "health/test_health_pages.py",
    "markdown/test_fences_like_pandoc.py",
    "markdown/test_inline_like_pandoc.py",
    "markdown/test_real_lessons.py",
    "printing/test_pdf.py",
    "printing/test_ways.py",
    "report/test_as_html.py",
    "starter/test_starter_titles.py",
    "test_bench.py",
    "test_html.py",
    "words/test_catalogues.py",
    "workbench/test_real_workbench_lessons.py",
)
NOT_ONCE = "browser/test_search.py"


def pytest_configure() -> None:
    """Let processes that tests start hear Ctrl-C, even where a shell started the tests beside something else."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN and threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is tested with one version of Sphinx."""
    folder = Path(__file__).parent
    for item in items:
        name = item.path.relative_to(folder).as_posix()
        if name.startswith(ONCE) and name != NOT_ONCE:
            item.add_marker("once")


def pytest_collection_finish() -> None:
    """Let Python never look for garbage among all that was imported and collected, which stays to the end."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def without_repetition() -> Iterator[None]:
    """Do once what every build does alike, and nothing that none shows: a fifth of what a small one costs.

    Sphinx asks all installed packages for themes, and makes a record of each thing that extensions add, to drop it.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sphinx.theming.entry_points", cache(entry_points))
        logging.disable(logging.DEBUG)
        yield
        logging.disable(logging.NOTSET)


@pytest.fixture(scope="session", autouse=True)
def compiled_templates() -> Iterator[None]:
    """Compile each template once, not in every build: that is more than half of what a small one costs."""
    kept: dict[tuple[object, ...], object] = {}
    compile_anew = jinja2.Environment.compile

    def compile_once(environment: jinja2.Environment, source: object, *names: object, **options: object) -> object:
        if options or not isinstance(source, str):
            return compile_anew(environment, source, *names, **options)
        # What else the code depends on.
        key = (type(environment), frozenset(environment.extensions), source, *names)
        if key not in kept:
            kept[key] = compile_anew(environment, source, *names)
        return kept[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jinja2.Environment, "compile", compile_once)
        yield


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
    return LessonBuilder(tmp_path_factory.mktemp("once"), shared=True)


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """Run git in a new repository in the test's folder, whatever else is set up on this machine."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    for scope in ("GLOBAL", "SYSTEM"):
        monkeypatch.setenv(f"GIT_CONFIG_{scope}", os.devnull)
    git = Git(tmp_path)
    git("init", "-q")
    return git


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """Return what git has been asked since the test began, which grows."""
    questions: list[tuple[str, ...]] = []
    answer = git_runner._answer

    def note(folder: Path, arguments: tuple[str, ...], *details: object) -> Iterator[bytes]:
        questions.append(arguments)
        return answer(folder, arguments, *details)

    monkeypatch.setattr(git_runner, "_answer", note)
    return questions


@pytest.fixture
def slow_git(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a git first in the path that takes half a minute for anything, where a tenth of a second is too long."""
    program = tmp_path_factory.mktemp("slow") / "git"
    program.write_text("#!/bin/sh\nexec sleep 30\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent), prepend=os.pathsep)
    for module in ("git", "history"):
        monkeypatch.setattr(f"sphinx_lesson_ext.checkout.{module}.TIME_LIMIT", 0.1)


@pytest.fixture(autouse=True)
def _no_colors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep Sphinx from colouring what it says, as it does on a terminal and where ``CI`` is set."""
    monkeypatch.setenv("NO_COLOR", "1")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Show what tests have measured (``record_property("theme figure", …)``)."""
    figures = [
        figure
        for report in terminalreporter.getreports("passed") + terminalreporter.getreports("failed")
        if report.when == "call"
        for name, figure in report.user_properties
        if name == "theme figure"
    ]
    if figures:
        terminalreporter.section("theme figures")
        for figure in figures:
            terminalreporter.line(figure)

"""The builds that are compared, each run as a process of its own and measured by the operating system."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .lessons import change_episode, write_lesson

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

#: MyST with what it understands of lesson Markdown, and the lesson's blocks as docutils' own admonitions.
_PLAIN = """\
from docutils import nodes
from docutils.parsers.rst.directives.admonitions import BaseAdmonition

extensions = ["myst_parser"]
html_theme = "basic"
myst_enable_extensions = ["attrs_inline", "colon_fence", "deflist", "dollarmath", "linkify", "tasklist"]
myst_title_to_header = True
myst_heading_anchors = 6


class Block(BaseAdmonition):
    optional_arguments = 1
    final_argument_whitespace = True
    node_class = nodes.admonition

    def run(self):
        self.arguments = self.arguments or [self.name.title()]
        return super().run()


def setup(app):
    for name in ("questions", "objectives", "challenge", "solution", "callout", "keypoints"):
        app.add_directive(name, Block)
"""

# Sphinx stems the words of its search index with PyStemmer where that is installed, which it does not ask for itself.
_WITHOUT_STEMMER = """\
import sys

assert "snowballstemmer" not in sys.modules
sys.modules["Stemmer"] = None
"""

#: The build that others are compared with.
FLOOR = "plain"

#: What each build has as ``conf.py``.  The first, which all others are compared with, is what an installation of
#: Sphinx and MyST-Parser does; this extension brings PyStemmer, so the second tells what is owed to that alone.
BUILDS = {
    FLOOR: _WITHOUT_STEMMER + _PLAIN,
    "plain+stemmer": _PLAIN,
    "extension": 'extensions = ["sphinx_lesson_ext"]\nhtml_theme = "basic"\n',
    "lesson": 'extensions = ["sphinx_lesson_ext"]\nhtml_theme = "lesson"\n',
}


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process has cost.

    :ivar cpu: Seconds of all its processors, children included.
    :ivar wall: Seconds that passed.
    :ivar memory: MB that its largest process held at most.
    """

    cpu: float
    wall: float
    memory: float


#: As for those who installed the extension: Python keeps what it has compiled of it.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


#: The arguments of Python for the command.
LESSON = ["-c", "from sphinx_lesson_ext.cli import main; raise SystemExit(main())"]


def run_measured(arguments: Sequence[str], folder: Path, statuses: Sequence[int] = (0,)) -> Cost:
    """Run Python in *folder*, and return what that cost.

    :raises RuntimeError: If it ends with another status than one of *statuses*.
    """
    log = folder / "log"
    start = time.perf_counter()
    with log.open("w") as stream:
        command = [sys.executable, *arguments]
        process = subprocess.Popen(command, cwd=folder, env=ENVIRONMENT, stdout=stream, stderr=stream)  # noqa: S603
        # The only call that tells the memory of one child; Popen learns the status in this way too.
        _pid, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    if process.returncode not in statuses:
        raise RuntimeError(f"{' '.join(arguments)} failed:\n{log.read_text(encoding='utf-8')}")
    # macOS counts bytes, others kilobytes.
    unit = 1_000_000 if sys.platform == "darwin" else 1_000
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / unit)


class Build:
    """A lesson that is built in one of the ways of :data:`BUILDS`.

    :param folder: A folder that is not there yet, for its source and all that is built of it.
    """

    def __init__(self, name: str, folder: Path, pages: int, jobs: int) -> None:
        self.name = name
        self.pages = pages
        self._folder = folder
        self._jobs = jobs
        write_lesson(folder / "source", pages)
        (folder / "source" / "conf.py").write_text(BUILDS[name], encoding="utf-8")

    def clean(self) -> Cost:
        """Build from nothing."""
        shutil.rmtree(self._folder / "out", ignore_errors=True)
        return self.run()

    def change(self, round_: int) -> Cost:
        """Build again after a change of one file."""
        # So that the file's time differs from that of the last build.
        time.sleep(0.01)
        change_episode(self._folder / "source", round_)
        return self.run()

    def run(self) -> Cost:
        """Build what is not built yet; a build that ends with an error or a warning says nothing of what it costs.

        :raises RuntimeError: If it does.
        """
        return run_measured(["-m", "sphinx", "-W", "-q", "-j", str(self._jobs), "source", "out"], self._folder)

    def page_size(self) -> float:
        """Return how many kB of HTML an episode has."""
        sizes = [path.stat().st_size for path in (self._folder / "out" / "episodes").glob("*.html")]
        return sum(sizes) / len(sizes) / 1_000

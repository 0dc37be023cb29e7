"""What `lesson build` and `lesson serve` cost on a lesson of The Carpentries Workbench."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from http.client import HTTPException
from statistics import median
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import urlopen

from .builds import BUILDS, ENVIRONMENT, FLOOR, LESSON, Cost, run_measured
from .lessons import copy_of_lesson
from .requirements import verdict
from .table import spread

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: What plain Sphinx warns of in such a lesson says nothing of what it costs.
_PLAIN = f"{BUILDS[FLOOR]}\nexclude_patterns = ['site']\n"

#: Seconds after which a change is given up.
_PATIENCE = 60


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured.

    :ivar costs: Those of clean builds with `lesson build`.
    :ivar floor: Those of plain Sphinx with MyST-Parser on the same files, run for run.
    :ivar saves: Seconds from the moment an episode is saved to the moment its new page is served.
    """

    episodes: int
    costs: list[Cost]
    floor: list[Cost]
    saves: list[float]

    @property
    def ratios(self) -> list[float]:
        """How many times the CPU seconds of the floor each run has cost."""
        return [cost.cpu / floor.cpu for cost, floor in zip(self.costs, self.floor, strict=True)]

    @property
    def memory(self) -> float:
        """MB that a build held at most."""
        return max(cost.memory for cost in self.costs)

    def __str__(self) -> str:
        costs, floor = ([cost.cpu for cost in costs] for costs in (self.costs, self.floor))
        return (
            f"A lesson of the Workbench ({self.episodes} episodes): clean `lesson build` {spread(costs)} s CPU"
            f", plain {spread(floor)} s, ratio {spread(self.ratios)}, {self.memory:.0f} MB; "
            f"`lesson serve` from save to new page {spread(self.saves)} s"
        )


def measure_workbench(folder: Path, lesson: Path | None, runs: int) -> Measured:
    """Measure a lesson.

    :param folder: An empty folder.
    :param lesson: The lesson, which is copied; by default one is made up.
    :param runs: How many times each build, and each change, is measured.
    """
    source, plain = folder / "lesson", folder / "plain"
    copy_of_lesson(lesson, source)
    shutil.copytree(source, plain)
    (plain / "conf.py").write_text(_PLAIN, encoding="utf-8")
    costs, floor = [], []
    for _run in range(runs):
        shutil.rmtree(folder / "plain-out", ignore_errors=True)
        floor.append(run_measured(["-m", "sphinx", "-q", "plain", "plain-out"], folder))
        shutil.rmtree(source / "site", ignore_errors=True)
        costs.append(run_measured([*LESSON, "build", "-q", "lesson"], folder))
    episodes = sorted((source / "episodes").glob("*.md"))
    return Measured(len(episodes), costs, floor, _saves(source, episodes[len(episodes) // 2], runs))


def _saves(source: Path, episode: Path, runs: int) -> list[float]:
    """Return how long it takes until a change of *episode* is served, for each of so many changes."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, *LESSON, "serve", str(source), "--no-open", "--port", str(port)]
    with (source.parent / "log").open("w") as log:
        process = subprocess.Popen(command, env=ENVIRONMENT, stdout=log, stderr=log)  # noqa: S603
        try:
            page = f"http://127.0.0.1:{port}/{episode.stem}.html"
            _wait_for(page, "</html>")
            saves = []
            for run in range(runs):
                # So that nothing of the build before is still going on.
                time.sleep(1)
                start = time.perf_counter()
                episode.write_text(f"{episode.read_text(encoding='utf-8').rstrip()} changed{run}\n", encoding="utf-8")
                _wait_for(page, f"changed{run}")
                saves.append(time.perf_counter() - start)
        finally:
            process.terminate()
            process.wait()
    return saves


def _wait_for(page: str, text: str) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        try:
            with urlopen(page) as answer:  # noqa: S310 (the address is our own)
                if text in answer.read().decode():
                    return
        except (URLError, HTTPException):
            # It is not there yet, or is just being replaced.
            pass
        time.sleep(0.01)
    raise RuntimeError(f"{page} does not show {text!r}")


def workbench_verdicts(measured: Measured) -> Iterator[str]:
    """Yield a sentence for each requirement."""
    yield verdict("CPU of `lesson build`, at most 1.30 times the floor", 1.3, median(measured.ratios))
    yield verdict("MB of `lesson build`, at most 200", 200, measured.memory)
    yield verdict("seconds from save to new page, at most 1", 1, median(measured.saves))

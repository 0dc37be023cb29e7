"""What `lesson check` costs on a lesson of The Carpentries Workbench, beside Sphinx that only reads and resolves it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from .builds import BUILDS, LESSON, Cost, run_measured
from .lessons import copy_of_lesson
from .requirements import verdict
from .table import spread

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: What `lesson eject` writes, in short: the same settings as those of a lesson without a file of its own for them.
_SETTINGS = f"{BUILDS['lesson']}lesson_workbench = True\nexclude_patterns = ['site']\n"


@dataclass(frozen=True, slots=True)
class Checked:
    """What was measured, run for run.

    :ivar costs: Those of the checks.
    :ivar floor: Those of Sphinx's builder that writes nothing, on the same files.
    """

    what: str
    costs: list[Cost]
    floor: list[Cost]

    @property
    def ratios(self) -> list[float]:
        """How many times the CPU seconds of the floor each run has cost."""
        return [cost.cpu / floor.cpu for cost, floor in zip(self.costs, self.floor, strict=True)]

    def __str__(self) -> str:
        costs, floor = ([cost.cpu for cost in costs] for costs in (self.costs, self.floor))
        return (
            f"`lesson check` {self.what}: {spread(costs)} s CPU, dummy {spread(floor)} s, ratio {spread(self.ratios)}"
        )


def measure_checks(folder: Path, lesson: Path | None, runs: int) -> list[Checked]:
    """Measure a lesson that is read from nothing, and then with nothing changed.

    :param folder: An empty folder.
    :param lesson: The lesson, which is copied; by default one is made up.
    :param runs: How many times each is measured.
    """
    copy_of_lesson(lesson, folder / "lesson")
    copy_of_lesson(lesson, folder / "plain")
    (folder / "plain" / "conf.py").write_text(_SETTINGS, encoding="utf-8")
    measured = [Checked(what, [], []) for what in ("from nothing", "with nothing changed")]
    for _run in range(runs):
        shutil.rmtree(folder / "out", ignore_errors=True)
        shutil.rmtree(folder / "lesson" / "site", ignore_errors=True)
        for checked in measured:
            checked.floor.append(run_measured(["-m", "sphinx", "-q", "-b", "dummy", "plain", "out"], folder))
            # There may be findings.
            checked.costs.append(run_measured([*LESSON, "check", "lesson"], folder, statuses=(0, 1)))
    return measured


def checks_verdicts(measured: list[Checked]) -> Iterator[str]:
    """Yield a sentence for each requirement."""
    for checked in measured:
        rule = f"CPU of `lesson check` {checked.what}, at most 1.15 times the builder dummy"
        yield verdict(rule, 1.15, median(checked.ratios))

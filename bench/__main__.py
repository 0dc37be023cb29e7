"""Measure what builds cost: ``python -m bench --pages 20 100 --runs 5``.  Nothing is written but a table."""

from __future__ import annotations

import argparse
import compileall
import sys
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import sphinx_lesson_ext

from .builds import BUILDS, Build
from .checks import checks_verdicts, measure_checks
from .requirements import verdicts
from .table import HEADER, Row
from .workbench import measure_workbench, workbench_verdicts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .builds import Cost

#: Projects of Sphinx of any size; one lesson of The Carpentries Workbench; and what it costs to check that.
_PARTS = ("pages", "lesson", "check")

_KINDS = ("clean", "nothing", "one")


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure what *arguments* ask for, and print it as it is known, then whether the requirements are met."""
    asked = _parser().parse_args(arguments)
    # As an installation does: the command keeps nothing of what Python compiles while it builds.
    compileall.compile_dir(Path(sphinx_lesson_ext.__file__).parent, quiet=1)
    told = [
        *(_measure_pages(asked) if "pages" in asked.parts else ()),
        *(_measure_lesson(asked) if "lesson" in asked.parts else ()),
        *(_measure_checks(asked) if "check" in asked.parts else ()),
    ]
    for sentence in told:
        _print(sentence)


def _measure_lesson(asked: argparse.Namespace) -> Iterator[str]:
    with TemporaryDirectory(prefix="lesson-bench-") as folder:
        measured = measure_workbench(Path(folder), asked.lesson, asked.runs)
    _print(str(measured))
    return workbench_verdicts(measured)


def _measure_checks(asked: argparse.Namespace) -> Iterator[str]:
    with TemporaryDirectory(prefix="lesson-bench-") as folder:
        measured = measure_checks(Path(folder), asked.lesson, asked.runs)
    for checked in measured:
        _print(str(checked))
    return checks_verdicts(measured)


def _measure_pages(asked: argparse.Namespace) -> Iterator[str]:
    floor, *others = BUILDS
    builds = [floor, *(name for name in others if name in asked.builds)]
    _print(f"clean: from nothing; nothing: with nothing changed; one: with one file changed; ratios to '{floor}'")
    _print(HEADER)
    rows: list[Row] = []
    for pages in asked.pages:
        for jobs in asked.jobs:
            for row in measure(builds, pages, jobs, asked.runs):
                rows.append(row)
                _print(str(row))
    return verdicts(rows)


def measure(builds: Sequence[str], pages: int, jobs: int, runs: int) -> Iterator[Row]:
    """Measure each of *builds*, in turn so that what else the machine does meets all of them, and yield the rows.

    :param runs: How many times each is measured.
    """
    costs: dict[tuple[str, str], list[Cost]] = defaultdict(list)
    with TemporaryDirectory(prefix="lesson-bench-") as folder:
        made = [Build(name, Path(folder, name), pages, jobs) for name in builds]
        for round_ in range(runs):
            # One after the other, kind by kind: the two of a pair are measured within seconds.
            for build in made:
                costs["clean", build.name].append(build.clean())
            for build in made:
                costs["nothing", build.name].append(build.run())
            for build in made:
                costs["one", build.name].append(build.change(round_))
        sizes = {build.name: build.page_size() for build in made}
    for kind in _KINDS:
        for name in builds:
            yield Row(pages, jobs, kind, name, costs[kind, name], costs[kind, builds[0]], sizes[name], sizes[builds[0]])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--parts", nargs="+", choices=_PARTS, default=_PARTS, help="what to measure (default: all)")
    parser.add_argument("--lesson", type=Path, help="a lesson of the Workbench, in place of one that is made up")
    parser.add_argument("--pages", type=_count, nargs="+", default=[20, 100, 300, 500], help="sizes of the lessons")
    parser.add_argument("--jobs", type=_count, nargs="+", default=[1, 2], help="processes of Sphinx (its option -j)")
    parser.add_argument("--runs", type=_count, default=3, help="how often each build is measured")
    parser.add_argument("--builds", nargs="+", choices=BUILDS, default=["lesson"], help="what to compare with 'plain'")
    return parser


def _count(text: str) -> int:
    count = int(text)
    if count < 1:
        raise ValueError(text)
    return count


def _print(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()

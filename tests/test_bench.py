"""The benchmark: its lessons are the same each time and build without a warning, and its table tells what was run."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from docutils import nodes

from bench.__main__ import main, measure
from bench.builds import BUILDS, Cost
from bench.lessons import change_episode, episode, write_lesson, write_workbench_lesson
from bench.requirements import verdicts
from bench.table import HEADER, Row
from bench.workbench import Measured, workbench_verdicts
from sphinx_lesson_ext.blocks.nodes import lesson_block
from sphinx_lesson_ext.lesson import entries
from sphinx_lesson_ext.lesson.copies import copy_of


def files_of(folder):
    return {str(path.relative_to(folder)): path.read_text() for path in folder.rglob("*.md")}


def test_a_lesson_is_the_same_each_time(tmp_path):
    write_lesson(tmp_path / "one", 3)
    write_lesson(tmp_path / "two", 3)

    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")
    assert len(files_of(tmp_path / "one")) == 4


def test_an_episode_is_as_long_as_real_ones():
    lengths = [len(episode(number, 20).split()) for number in range(1, 21)]

    assert 1050 < sum(lengths) / len(lengths) < 1250


def test_a_change_is_another_one_each_time(tmp_path):
    write_lesson(tmp_path / "lesson", 1)
    texts = []
    for round_ in range(2):
        change_episode(tmp_path / "lesson", round_)
        texts.append((tmp_path / "lesson" / "episodes" / "001.md").read_text())

    assert len({episode(1, 1), *texts}) == 3


def test_every_kind_of_build_is_measured(tmp_path):
    rows = list(measure(list(BUILDS), pages=2, jobs=1, runs=1))

    assert [(row.kind, row.build) for row in rows] == [
        (kind, build) for kind in ("clean", "nothing", "one") for build in BUILDS
    ]
    assert all(row.ratios == [1.0] for row in rows if row.build == "plain")
    assert all(row.costs[0].cpu > 0 and row.costs[0].memory > 10 and row.page_size > 5 for row in rows)


def test_the_table_tells_the_middle_and_the_spread():
    costs = [Cost(cpu, cpu * 2, 100) for cpu in (3.0, 2.0, 4.0)]
    floor = [Cost(cpu, cpu, 90) for cpu in (1.0, 2.0, 2.0)]

    row = str(Row(20, 1, "clean", "lesson", costs, floor, 34.56, 17.28))

    assert re.split(r"\s{2,}", row.strip()) == [
        *(
            "20",
            "1",
            "clean",
            "lesson",
            "3.00 (2.00-4.00)",
            "6.00 (4.00-8.00)",
            "2.00 (1.00-3.00)",
            "100",
            "34.6 (2.00)",
        )
    ]
    assert len(row) == len(HEADER)


def test_what_was_measured_is_held_against_the_requirements():
    def row(pages, kind, cpu, size=30.0, build="lesson"):
        costs = [Cost(seconds, seconds, 100) for seconds in cpu]
        return Row(pages, 2, kind, build, costs, [Cost(1.0, 1.0, 90)] * 3, size, 20.0)

    rows = [
        row(20, "clean", (9.0, 9.0, 9.0)),
        row(300, "clean", (0.8, 0.9, 9.0)),
        row(500, "clean", (0.9, 0.95, 0.99), size=41.0),
        row(500, "clean", (9.0, 9.0, 9.0), build="extension"),
        row(300, "nothing", (1.2, 1.3, 1.4)),
    ]

    clean, nothing, one, size = verdicts(rows)

    assert clean.endswith("at most 1.00 times the floor: 0.95 (500 pages, -j 2): met")
    assert nothing.endswith("at most 1.20 times the floor: 1.30 (300 pages, -j 2): NOT MET")
    assert one.endswith("at most 1.20 times the floor: not measured")
    assert size.endswith("at most 2.00 times the floor: 2.05 (500 pages, -j 2): NOT MET")


def test_a_lesson_of_the_workbench_is_as_long_as_a_real_one(tmp_path):
    write_workbench_lesson(tmp_path / "lesson")

    words = [len(file.read_text().split()) for file in (tmp_path / "lesson" / "episodes").iterdir()]
    assert len(words) == 7
    assert 22_000 < sum(words) < 27_000


def test_a_given_lesson_is_measured_and_left_alone(tmp_path, capsys):
    write_workbench_lesson(tmp_path)
    for number in range(2, 8):
        (tmp_path / "episodes" / f"{number:02}-episode.md").unlink()
    (tmp_path / "config.yaml").write_text("title: A short lesson\n")
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}

    main(["--parts", "lesson", "--lesson", str(tmp_path), "--runs", "1"])

    measured, *found = capsys.readouterr().out.splitlines()
    assert re.match(r"A lesson of the Workbench \(1 episodes\): clean `lesson build` \d+\.\d\d \(", measured)
    assert [line.split(", ")[0].split(": ")[0] for line in found] == [
        "CPU of `lesson build`",
        "MB of `lesson build`",
        "seconds from save to new page",
    ]
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_what_was_measured_of_a_lesson_is_held_against_the_requirements():
    measured = Measured(
        7, [Cost(1.2, 1, 150), Cost(1.5, 1, 201), Cost(1.3, 1, 100)], [Cost(1, 1, 90)] * 3, [0.5, 1.5, 0.9]
    )

    clean, memory, save = workbench_verdicts(measured)

    assert clean.endswith("at most 1.30 times the floor: 1.30: met")
    assert memory.endswith("at most 200: 201.00: NOT MET")
    assert save.endswith("at most 1: 0.90: met")


def test_checks_of_a_lesson_are_measured_and_held_against_the_requirements(tmp_path, capsys):
    write_workbench_lesson(tmp_path)
    for number in range(2, 8):
        (tmp_path / "episodes" / f"{number:02}-episode.md").unlink()
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}

    main(["--parts", "check", "--lesson", str(tmp_path), "--runs", "1"])

    *measured, clean, again = capsys.readouterr().out.splitlines()
    assert [line.split(": ")[0] for line in measured] == [
        "`lesson check` from nothing",
        "`lesson check` with nothing changed",
    ]
    assert re.search(r"at most 1\.15 times the builder dummy: \d\.\d\d: (met|NOT MET)$", clean)
    assert again.startswith("CPU of `lesson check` with nothing changed")
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_the_benchmark_ends_with_the_verdicts(capsys, monkeypatch):
    cost = [Cost(1.0, 1.0, 100)]
    rows = [Row(1, 1, kind, "lesson", cost, cost, 30.0, 20.0) for kind in ("clean", "nothing", "one")]
    monkeypatch.setattr("bench.__main__.measure", lambda *_asked: rows)

    main(["--parts", "pages", "--pages", "1", "--jobs", "1", "--runs", "1"])

    _explained, header, *lines = capsys.readouterr().out.splitlines()
    assert [header, *lines[:3]] == [HEADER, *map(str, rows)]
    assert [line.split(", ")[0] for line in lines[3:]] == [
        "CPU of a clean build",
        "CPU of a build with nothing changed",
        "CPU of a build with one file changed",
        "size of an HTML page",
    ]


def test_options_that_make_no_sense_are_refused(capsys):
    with pytest.raises(SystemExit):
        main(["--pages", "0"])

    assert "--pages" in capsys.readouterr().err


@pytest.fixture
def work(build, tmp_path, monkeypatch):
    """Return a function that builds a lesson of some episodes and counts what is done for it."""

    def count(pages):
        calls = Counter()

        def counted(name, function):
            def call(*args, **details):
                calls[name] += 1
                return function(*args, **details)

            return call

        source = tmp_path / f"lesson-{pages}"
        write_lesson(source, pages)
        (source / "conf.py").write_text(BUILDS["extension"])
        with monkeypatch.context() as patch:
            patch.setattr(nodes.Element, "findall", counted("walks", nodes.Element.findall))
            patch.setattr(lesson_block, "copy", counted("copies of blocks", lesson_block.copy))
            patch.setattr(lesson_block, "pformat", counted("digests", lesson_block.pformat))
            patch.setattr("sphinx_lesson_ext.lesson.list_context.copy_of", counted("copied points", copy_of))
            patch.setattr(entries, "_originals", counted("looks for blocks", entries._originals))
            built = build(source)
        calls["documents loaded"] = len(built.app.env._pickled_doctree_cache)
        return calls

    return count


def test_the_work_for_a_page_does_not_grow_with_the_lesson(work):
    small, large, largest = work(10), work(25), work(40)

    assert small.keys() == large.keys()
    assert small["walks"] > 100
    # A step of 15 pages costs as much at the end as at the beginning.
    growth = {name: (large[name] - small[name], largest[name] - large[name]) for name in small}
    assert {name: steps for name, steps in growth.items() if abs(steps[1] - steps[0]) > 0.01 * abs(steps[0])} == {}

"""``lesson report``: the health of a lesson, or of many, at a glance."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_lesson_ext.report.wording import number, visible

from .build import jobs
from .command import Command, CommandError
from .loading import loading
from .output import complain, say, tell, write_file, write_stdout
from .source import find_source

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Mapping

    from sphinx_lesson_ext.health.compare import Comparison
    from sphinx_lesson_ext.health.records import Health

_DESCRIPTION = """\
Report on the health of a lesson: how long it is and how much there is in it,
what is unfinished and for how long, what checks find, and what has changed
since the last report. Of many lessons, an overview of all comes first.

A lesson of The Carpentries Workbench is read without running any of its code.
A conf.py is a program: it runs when a lesson that has one is read.
"""

_EXAMPLES = """\
examples:
  lesson report . -o report                     a page, and the same as JSON
  lesson report . -o report --base old.json     what has changed since then
  lesson report . --comment --base old.json     the same for a pull request
  lesson report lessons/* -o reports            many lessons, on all processors

exit status:
  0, or 1 if any of many lessons could not be read, or 2 if nothing could be
"""


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("sources", metavar="SRC", type=Path, nargs="+", help="the lesson's folder, or several")
    parser.add_argument("-o", "--output", metavar="DIR", type=Path, help="the folder to write the report into")
    parser.add_argument(
        "--base",
        metavar="FILE",
        type=Path,
        help="the report.json of a former report to compare with (default: the one in DIR, if there is one)",
    )
    parser.add_argument(
        "--comment", action="store_true", help="print what has changed as Markdown for a pull request (one lesson)"
    )
    parser.add_argument(
        "-j",
        "--jobs",
        metavar="N",
        type=jobs,
        default="auto",
        help="read N of many lessons at a time, or auto: one on each processor (default: auto)",
    )


@loading()
def _run(arguments: Namespace) -> int:
    if arguments.output is None and not arguments.comment:
        raise CommandError("say where to write the report, with -o DIR, or ask for --comment")
    if len(arguments.sources) > 1:
        return _report_on_many(arguments)
    return _report_on_one(arguments)


def _report_on_one(arguments: Namespace) -> int:
    from sphinx_lesson_ext.health.comment import comment
    from sphinx_lesson_ext.health.files import DATA, files_of_lesson

    from .health import health_of

    base = arguments.base or (arguments.output / DATA if arguments.output is not None else None)
    health = health_of(find_source(arguments.sources[0]))
    comparison = _comparison(health, base, is_asked=arguments.base is not None)
    if arguments.output is not None:
        _write(files_of_lesson(health, comparison), arguments.output)
    if arguments.comment:
        write_stdout(comment(health, comparison).encode())
    else:
        _tell(_told(health), arguments.output)
    return 0


def _report_on_many(arguments: Namespace) -> int:
    from sphinx_lesson_ext.clock import now, written
    from sphinx_lesson_ext.health.files import DATA, files_of_lessons
    from sphinx_lesson_ext.health.lessons import Entry, slugs_of

    from .health import healths_of

    if arguments.comment:
        raise CommandError("a comment is about one lesson; name one, or leave --comment out")
    folders = arguments.sources
    if arguments.base is not None and not arguments.base.is_file():
        complain(f"there is no {arguments.base}; nothing is compared with it")
    # The reports on single lessons lie beside the one on all.
    bases = arguments.base.parent if arguments.base is not None else arguments.output
    entries = []
    for folder, slug, health in zip(folders, slugs_of(folders), healths_of(folders, arguments.jobs), strict=True):
        if isinstance(health, str):
            problem = health if health.startswith(str(folder)) else f"{folder}: {health}"
            complain(problem)
            entries.append(Entry(slug=slug, folder=folder, problem=problem))
        else:
            tell(f"{visible(_told(health))}\n", sys.stdout)
            comparison = _comparison(health, bases / slug / DATA, is_asked=False)
            entries.append(Entry(slug=slug, folder=folder, health=health, comparison=comparison))
    _write(files_of_lessons(entries, written(now())), arguments.output)
    failed = sum(entry.health is None for entry in entries)
    _tell(f"{number(len(entries), 'lesson')}, {failed} not read", arguments.output)
    return 1 if failed else 0


def _comparison(health: Health, file: Path | None, *, is_asked: bool) -> Comparison | None:
    """Set a report beside the former one in *file*, and say so if that cannot be.

    :param is_asked: Whether it is this file that was asked for: then it has to be there, and may be about any lesson.
    """
    from sphinx_lesson_ext.health.base import BaseError, read_base
    from sphinx_lesson_ext.health.compare import compare

    if file is None or not (is_asked or file.exists()):
        return None
    try:
        return compare(health, read_base(file, None if is_asked else health.about.title))
    except BaseError as error:
        complain(f"{error}; nothing is compared with it")
        return None


def _write(files: Mapping[str, str], folder: Path) -> None:
    for name, text in files.items():
        file = folder / name
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CommandError(f"{file.parent} cannot be made: {error.strerror}") from error
        # A file name that is not UTF-8 reaches us as half characters.
        write_file(text.encode(errors="backslashreplace"), file)


def _told(health: Health) -> str:
    return f"{health.about.title}: {number(health.totals.tally.findings, 'finding')}"


def _tell(text: str, folder: Path) -> None:
    from sphinx_lesson_ext.health.files import PAGE

    say(f"{visible(text)}: {(folder / PAGE).resolve().as_uri()}\n")


COMMAND = Command("report", "report on the health of lessons", _DESCRIPTION, _EXAMPLES, _add_arguments, _run)

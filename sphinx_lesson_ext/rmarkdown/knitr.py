"""The user's own R with knitr, asked to run a file of R Markdown: the one place where code of a lesson is run.

It is asked only if the person who builds said so (``lesson_run_r``).  The code runs with all that this person may do.
"""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_lesson_ext.markdown.chunks import chunks_in
from sphinx_lesson_ext.programs import find_program

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_lesson_ext.markdown.chunks import Chunk

#: The program, and what it is not to do: take a profile of somebody's, or restore and save what is in memory.
_PROGRAM = "Rscript"
_OPTIONS = ("--no-init-file", "--no-save", "--no-restore")
SCRIPT = Path(__file__).with_name("knit.R")
#: How knitr tells where it stopped: ``Quitting from lines 12-14 (ages.Rmd)``, since 1.50 ``from ages.Rmd:12-14``.
_QUITTING = re.compile(r"^Quitting from .*?(?:lines |:)(\d+)-\d+", re.MULTILINE)

#: What R says, in English, if a package is not installed.
_NO_PACKAGE = re.compile("there is no package called .([A-Za-z0-9.]+)")
#: What R says after an error.
_AFTER_ERROR = ("Calls:", "Execution halted")


class KnitrMissingError(Exception):
    """Nothing can be run; its text is a sentence that says why and what to do."""


@dataclass(frozen=True, slots=True)
class Knitr:
    """A knitr that can be asked.

    :ivar program: The program.
    :ivar versions: Those of R and knitr.
    :ivar libraries: The folders that it takes packages from.
    """

    program: str
    versions: tuple[str, str]
    libraries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that failed.

    :ivar line: The line of it, from 1; of a chunk that of its header.  It is not known in child documents.
    :ivar text: What R said, on one line.
    """

    line: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Run:
    """What came of running a file.

    :ivar stopped: What stopped R before the end, if anything.
    :ivar failures: What failed in chunks, and is shown with their output, although their authors did not say that it
        would.
    """

    stopped: Failure | None
    failures: tuple[Failure, ...]


def missing_packages(failures: Iterable[Failure]) -> list[str]:
    """Return the packages of R for want of which something failed, each once."""
    found = (_NO_PACKAGE.search(failure.text) for failure in failures)
    return list(dict.fromkeys(match[1] for match in found if match is not None))


def find_knitr(lesson: Path) -> Knitr:
    """Return the knitr that the lesson in the folder *lesson* is run with.

    :raises KnitrMissingError: If there is none.
    """
    program = find_program(_PROGRAM)
    if program is None:
        raise KnitrMissingError(
            "R is not installed here (there is no program 'Rscript'): install R and its package knitr"
        )
    try:
        result = _run(program, lesson, "versions", str(lesson))
    except OSError as error:
        raise KnitrMissingError(f"R cannot be started ({error}): is it installed as it should be?") from error
    said: dict[str, list[str]] = {}
    for line in result.stdout.splitlines():
        name, _blank, value = line.partition(" ")
        said.setdefault(name, []).append(value.strip())
    if result.returncode or "R" not in said:
        raise KnitrMissingError(f"R cannot be started ({_last_line(result.stderr)}): is it installed as it should be?")
    if not any(said.get("knitr", ())):
        raise KnitrMissingError('R is installed, but its package knitr is not: run install.packages("knitr") in R')
    return Knitr(program, (said["R"][0], said["knitr"][0]), tuple(said.get("library", ())))


def knit(knitr: Knitr, *, lesson: Path, source: Path, output: Path, folder: Path, notes: Path) -> Run:
    """Run a file.

    :param lesson: The folder of the lesson.
    :param source: The file.
    :param output: The file that becomes the knitted text.
    :param folder: The folder that the code runs in; pictures come into its folder ``fig``.
    :param notes: A file that does not exist yet, for what R notes.
    """
    result = _run(knitr.program, folder, "knit", str(lesson), str(source), str(output), source.stem, str(notes))
    failures = tuple(_read_notes(notes, source))
    if result.returncode or not output.is_file():
        return Run(_why_stopped(result.stderr), failures)
    return Run(None, failures)


def _run(program: str, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 (no shell; that code of the lesson is run is what was asked for)
        [program, *_OPTIONS, str(SCRIPT), *arguments],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def _read_notes(notes: Path, source: Path) -> Iterator[Failure]:
    """Yield what failed in chunks, unless it was to fail."""
    said = _read(notes).splitlines()
    if not said:
        return
    chunks: dict[str, tuple[int, Chunk]] = {}
    unnamed = 0
    for line, chunk in chunks_in(_read(source)):
        unnamed += not chunk.label
        # So knitr names those without a label; it goes on counting in child documents.
        chunks[chunk.label or f"unnamed-chunk-{unnamed}"] = line, chunk
    for note in said:
        label, _tab, text = note.partition("\t")
        found = chunks.get(label)
        if found is None:
            yield Failure(None, text.strip())
        elif found[1].option("error") is not True:
            yield Failure(found[0], text.strip())


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return ""


def _why_stopped(said: str) -> Failure:
    quitting = _QUITTING.search(said)
    line = int(quitting[1]) if quitting else None
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    begin = next((number for number, line in enumerate(lines) if line.startswith("Error")), None)
    if begin is None:
        return Failure(line, _last_line(said))
    ends = (number for number in range(begin, len(lines)) if lines[number].startswith(_AFTER_ERROR))
    return Failure(line, " ".join(" ".join(lines[begin : next(ends, len(lines))]).split()))


def _last_line(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return lines[-1] if lines else "it said nothing"

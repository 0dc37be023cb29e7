"""``lesson check --fix`` and ``--diff``: write what mends findings into the files of a lesson, or show what would."""

from __future__ import annotations

import difflib
import os
import sys
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from sphinx_lesson_ext.checks.mend import is_mendable, mend
from sphinx_lesson_ext.report.paint import Colour, paint_for
from sphinx_lesson_ext.report.wording import number, text_of, visible

from .output import say, tell, write_file, write_stdout

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from sphinx_lesson_ext.findings import Finding
    from sphinx_lesson_ext.report.paint import Paint

    from .baselines import BaselineFile

#: How often what is left is tried again: what was mended may have been in the way of something else.
_ROUNDS = 5
#: How lines of a difference begin, and the colours that git gives them.
_COLOURS = (
    ("---", Colour.STRONG),
    ("+++", Colour.STRONG),
    ("@@", Colour.CYAN),
    ("-", Colour.RED),
    ("+", Colour.GREEN),
)


class Changed(NamedTuple):
    """What becomes of a file.

    :ivar path: Its path in the lesson.
    :ivar file: The file itself, whatever links lead to it.
    :ivar findings: What is mended.
    """

    path: str
    file: Path
    before: bytes
    after: bytes
    findings: Sequence[Finding]


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what is asked for."""
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument("--fix", action="store_true", help="mend what can be mended without doubt, in the lesson's files")
    ways.add_argument("--diff", action="store_true", help="show what --fix would change, and write nothing")


def changes(findings: Iterable[Finding], folder: Path) -> list[Changed]:
    """Return what mends *findings* in the files of the lesson in *folder*; files out of it are left alone."""
    by_file: dict[Path, list[Finding]] = defaultdict(list)
    top = folder.resolve()
    for finding in findings:
        if is_mendable(finding) and finding.path:
            file = (folder / finding.path).resolve()
            if file.is_relative_to(top) and file.is_file():
                by_file[file].append(finding)
    return sorted(filter(None, (_changed(file, found) for file, found in by_file.items())))


def _changed(file: Path, findings: Sequence[Finding]) -> Changed | None:
    try:
        before = file.read_bytes()
        # A mark at its beginning is a character like any other, and stays.
        mended = mend(before.decode(), findings)
    except (OSError, UnicodeDecodeError):
        return None
    after = mended.text.encode()
    return Changed(findings[0].path, file, before, after, mended.findings) if mended.findings else None


def difference(changed: Iterable[Changed]) -> bytes:
    """Return what changes, as ``git apply`` and ``patch`` understand it."""
    return b"".join(line for change in changed for line in _difference(change))


def _difference(change: Changed) -> Iterator[bytes]:
    # Lines are what ends with a line feed; a carriage return alone ends none.
    before, after = (_lines(text) for text in (change.before, change.after))
    name = change.path.encode("utf-8", "surrogateescape")
    for line in difflib.diff_bytes(difflib.unified_diff, before, after, b"a/" + name, b"b/" + name):
        yield line
        if not line.endswith(b"\n"):
            yield b"\n\\ No newline at end of file\n"


def _lines(text: bytes) -> list[bytes]:
    *lines, last = text.split(b"\n")
    return [*(line + b"\n" for line in lines), *([last] if last else [])]


def show_difference(findings: Iterable[Finding], folder: Path) -> int:
    """Show on standard output what mending *findings* would change, and return 1 if that is anything."""
    told = difference(changes(findings, folder))
    if not told:
        tell("Nothing is found that could be mended without doubt.\n", sys.stderr)
    if sys.stdout.isatty():
        # On a screen a file is not to steer it; elsewhere each byte counts.
        lines = told.decode("utf-8", "backslashreplace").split("\n")
        paint = paint_for(sys.stdout, os.environ)
        say("\n".join(_painted(visible(line, keep="\t"), paint) for line in lines))
    else:
        write_stdout(told)
    return 1 if told else 0


def _painted(line: str, paint: Paint) -> str:
    colour = next((colour for start, colour in _COLOURS if line.startswith(start)), None)
    return line if colour is None else paint(line, colour)


class Repair(NamedTuple):
    """What came of mending a lesson.

    :ivar mended: What was mended.
    :ivar taken_back: What was written, and taken back: the same was found after it.
    :ivar findings: What is found now.
    """

    mended: Sequence[Finding]
    taken_back: Sequence[Finding]
    findings: list[Finding]


def repair(findings: list[Finding], folder: Path, again: Callable[[], list[Finding]]) -> Repair:
    """Mend *findings* in the files of the lesson in *folder*.

    :param again: Checks the lesson again, in the same way.
    :raises CommandError: If a file cannot be written.
    """
    mended: list[Finding] = []
    taken_back: list[Finding] = []
    for _round in range(_ROUNDS):
        hopeless = {(finding.path, finding.code) for finding in taken_back}
        changed = changes((finding for finding in findings if (finding.path, finding.code) not in hopeless), folder)
        if not changed:
            break
        for change in changed:
            write_file(change.after, change.file)
        findings = again()
        there = {(finding.path, finding.code, finding.line) for finding in findings}
        is_vain = False
        for change in changed:
            vain = [finding for finding, line in _lines_after(change) if (finding.path, finding.code, line) in there]
            if vain:
                is_vain = True
                taken_back += vain
                write_file(change.before, change.file)
            else:
                mended += change.findings
        if is_vain:
            findings = again()
    return Repair(mended, taken_back, findings)


def _lines_after(change: Changed) -> Iterator[tuple[Finding, int]]:
    """Yield what was mended in a file, each with the line that it would be found in if it still were."""
    moved = 0
    before = None
    for finding in change.findings:
        yield finding, finding.line + moved
        edit = (finding.line, finding.column, finding.old, finding.new)
        if edit != before:
            moved += finding.new.count("\n") - finding.old.count("\n")
        before = edit


def repaired(check: Callable[[], list[Finding]], baseline: BaselineFile, folder: Path) -> list[Finding]:
    """Mend the lesson in *folder*, tell on standard error what came of it, and return what is found now.

    :param check: Checks the lesson.
    :param baseline: Knows what is left as it is.
    """
    found = check()

    def again() -> list[Finding]:
        nonlocal found
        found = check()
        return baseline.compare(found).new

    tell_repair(repair(baseline.compare(found).new, folder, again))
    return found


def tell_repair(repair: Repair) -> None:
    """Tell on standard error what was mended, and what could not be."""
    for title, findings in (("mended", repair.mended), ("taken back, for it does not help", repair.taken_back)):
        for finding in findings:
            place = f"{visible(finding.path)}:{finding.line}:{finding.column}"
            tell(f"{place}: {title}: {visible(text_of(finding))} [{finding.code}]\n", sys.stderr)
    files = len({finding.path for finding in repair.mended})
    told = f"{number(len(repair.mended), 'finding')} mended in {number(files, 'file')}"
    left = f"{number(len(repair.findings), 'finding')} left"
    tell(f"{told}, {left}.\n", sys.stderr)

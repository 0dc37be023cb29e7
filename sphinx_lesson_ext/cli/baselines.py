"""``lesson check --baseline``: what a lesson has had for long is not told, as long as its line stays as it is."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_lesson_ext.checks.baseline import Baseline, BaselineError, baseline_of, read, written
from sphinx_lesson_ext.checks.catalogue import rule_of
from sphinx_lesson_ext.checks.view import lines_of
from sphinx_lesson_ext.findings import Finding
from sphinx_lesson_ext.report.wording import number, visible

from .command import CommandError
from .output import tell, write_file

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Sequence

    from sphinx_lesson_ext.checks.baseline import Compared, Known

#: The file in a lesson's folder that is looked for.
NAME = ".lesson-baseline.json"
#: How much of what is gone is named.
_NAMED = 10


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what is asked for."""
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument(
        "--baseline",
        metavar="FILE",
        type=Path,
        help=f"tell only what is not in this file (default: {NAME} in the lesson's folder, if it is there)",
    )
    ways.add_argument("--no-baseline", action="store_true", help="tell all, whatever is in that file")
    parser.add_argument(
        "--write-baseline", action="store_true", help="write what is found into that file, and tell nothing of it"
    )


@dataclass(frozen=True, slots=True)
class BaselineFile:
    """The baseline of a lesson.

    :ivar file: Its file.
    :ivar folder: The lesson's folder.
    :ivar baseline: What is in it.
    """

    file: Path
    folder: Path
    baseline: Baseline

    def compare(self, findings: Sequence[Finding]) -> Compared:
        """Return which findings are to be told."""
        return self.baseline.compare(findings, partial(lines_of, self.folder))

    def write(self, findings: Sequence[Finding], is_asked: Callable[[Finding], bool]) -> None:
        """Write what was found into the file, and tell how much that is; what was not asked for stays as it is.

        :raises CommandError: If it cannot be written.
        """
        new = baseline_of(findings, partial(lines_of, self.folder))
        new.update({known: count for known, count in self.baseline.items() if not is_asked(_finding(known))})
        write_file(written(new).encode(), self.file)
        tell(f"{visible(str(self.file))}: {number(new.total(), 'finding')} written.\n", sys.stderr)

    def told(self, findings: Sequence[Finding], is_asked: Callable[[Finding], bool]) -> list[Finding]:
        """Return what is not in the file; tell on standard error how much is, and what is in it for nothing."""
        compared = self.compare(findings)
        file = visible(str(self.file))
        if compared.known:
            tell(f"{number(compared.known, 'finding')} left out, as {file} says.\n", sys.stderr)
        gone = {known: count for known, count in sorted(compared.gone.items()) if is_asked(_finding(known))}
        if gone:
            tell(_told(gone, file), sys.stderr)
        return compared.new


def _finding(known: Known) -> Finding:
    """Return a finding like one that is known."""
    severity = rule_of(known.code).severity
    return Finding(code=known.code, severity=severity, docname="", path=known.path, line=1, column=1, message="")


def _told(gone: dict[Known, int], file: str) -> str:
    total = sum(gone.values())
    lines = [f"{number(total, 'finding')} in {file} can be dropped (--write-baseline), for they are gone:"]
    lines += [f"  {visible(known.path)}: {visible(known.text)} [{visible(known.code)}]" for known in [*gone][:_NAMED]]
    if len(gone) > _NAMED:
        lines.append(f"  ... and {len(gone) - _NAMED} more")
    return "\n".join((*lines, ""))


def baseline_for(arguments: Namespace, folder: Path) -> BaselineFile:
    """Return the baseline that is asked for: one that knows nothing, where there is none.

    :raises CommandError: If it cannot be used.
    """
    file = arguments.baseline or folder / NAME
    if arguments.no_baseline:
        if arguments.write_baseline:
            raise CommandError("--no-baseline and --write-baseline do not go together")
        return BaselineFile(file, folder, Baseline())
    if arguments.baseline is None and not file.resolve().is_relative_to(folder.resolve()):
        # A lesson may bring along a link to a file of whoever checks it.
        raise CommandError(f"{file} leads out of the lesson, to {file.resolve()}; remove it, or name it as --baseline")
    if not os.path.lexists(file) and (arguments.baseline is None or arguments.write_baseline):
        return BaselineFile(file, folder, Baseline())
    try:
        return BaselineFile(file, folder, read(file.read_text(encoding="utf-8")))
    except BaselineError as error:
        raise CommandError(f"{file} is no baseline: {error}; remove it, and write it anew") from error
    except UnicodeDecodeError as error:
        raise CommandError(
            f"{file} is no baseline: it is not written in UTF-8; remove it, and write it anew"
        ) from error
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}") from error

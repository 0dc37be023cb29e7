"""``lesson fixmes``: report what a lesson's authors marked as unfinished."""

from __future__ import annotations

from argparse import ArgumentTypeError
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_lesson_ext.report.wording import NOTHING, counted

from . import findings_report
from .command import Command
from .loading import loading
from .output import complain
from .source import find_source

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

_DESCRIPTION = """\
Report every FIXME of a lesson, with its file and line. The lesson is read, but
no page is built and nothing is written into its folder.
"""

_EXAMPLES = """\
examples:
  lesson fixmes .                                    show them
  lesson fixmes . --max 0                            fail if there is any
  lesson fixmes docs --format sarif -o fixmes.sarif  for code scanning

exit status:
  0, or 1 if there are more than --max allows, or 2 if the lesson cannot be read
"""


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("source", metavar="SRC", type=Path, help="the lesson's folder")
    findings_report.add_arguments(parser)
    parser.add_argument("--max", metavar="N", type=_count, help="exit with status 1 if there are more than N")
    parser.add_argument("--blame", action="store_true", help="ask git who last changed each line, and when")


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise ArgumentTypeError(f"{text!r} is not a whole number of 0 or more")
    return int(text)


@loading()
def _run(arguments: Namespace) -> int:
    from .reading import read_fixmes

    source = find_source(arguments.source)
    findings = read_fixmes(source, {"lesson_fixme_git": True} if arguments.blame else {})
    findings_report.write(findings, arguments, source.folder, NOTHING)
    if arguments.blame and findings and not any(finding.author for finding in findings):
        complain("git does not know who wrote these lines; is the lesson in a git checkout, and committed?")
    if arguments.max is not None and len(findings) > arguments.max:
        complain(f"{counted(findings)}, but --max allows {arguments.max}")
        return 1
    return 0


COMMAND = Command("fixmes", "report what is marked as unfinished", _DESCRIPTION, _EXAMPLES, _add_arguments, _run)

"""``lesson check``: tell what in a lesson is unfinished, wrong or old, and how to mend it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from . import baselines, choosing, explaining, findings_report, links, mending
from .build import add_jobs_argument
from .command import Command, CommandError
from .loading import loading
from .source import find_source

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from sphinx_lesson_ext.findings import Finding


_DESCRIPTION = """\
Check a lesson: what in it is unfinished, wrong or old is told with its file and
line, and how to mend it. Nothing in its files changes without --fix.
"""

_EXAMPLES = """\
examples:
  lesson check .                             all that is always looked for
  lesson check . --select accessibility      one group of rules, or one rule
  lesson check . --ignore link-text          all but one
  lesson check . --fail-on warning           fail if a warning is found, too
  lesson check . --format sarif -o a.sarif   for code scanning
  lesson check --explain link-text           why, and what to do

exit status:
  0, or 1 if something was found that matters as much as --fail-on says,
  or 2 if the lesson cannot be read
"""

#: What is said where nothing is found.
_NOTHING = "Nothing found that needs mending."


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("source", metavar="SRC", type=Path, nargs="?", help="the lesson's folder")
    choosing.add_arguments(parser)
    findings_report.add_arguments(parser)
    mending.add_arguments(parser)
    baselines.add_arguments(parser)
    links.add_arguments(parser)
    add_jobs_argument(parser)
    explaining.add_arguments(parser)


def _run(arguments: Namespace) -> int:
    if explaining.is_asked(arguments):
        explaining.tell(arguments)
        return 0
    return _check(arguments)


@loading()
def _check(arguments: Namespace) -> int:
    from .checking import check_lesson

    choice = choosing.Choice(arguments)
    if arguments.source is None:
        raise CommandError("which lesson? name its folder: lesson check .")
    source = find_source(arguments.source)
    baseline = baselines.baseline_for(arguments, source.folder)

    def check() -> list[Finding]:
        return check_lesson(source, {}, choice.findings_of, jobs=arguments.jobs)

    if arguments.diff:
        return mending.show_difference(baseline.compare(check()).new, source.folder)
    findings = mending.repaired(check, baseline, source.folder) if arguments.fix else check()
    if arguments.write_baseline:
        baseline.write(findings, choice.includes)
        return 0
    findings = baseline.told(findings, choice.includes)
    findings_report.write(findings, arguments, source.folder, _NOTHING)
    return choice.status(findings)


COMMAND = Command("check", "tell what is unfinished, wrong or old", _DESCRIPTION, _EXAMPLES, _add_arguments, _run)

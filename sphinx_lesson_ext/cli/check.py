"""``lesson check``: tell what in a lesson is unfinished, wrong or old, and how to mend it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_lesson_ext.report.formats import FORMATS

from . import baselines, links, mending
from .build import add_jobs_argument
from .command import Command
from .loading import loading
from .source import find_source

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from sphinx.environment import BuildEnvironment

    from sphinx_lesson_ext.findings import Finding

_DESCRIPTION = """\
Check a lesson: what in it is unfinished, wrong or old is told with its file and
line, and how to mend it.
"""

_EXAMPLES = """\
examples:
  lesson check .                             all that is always looked for
  lesson check . --select accessibility      one group of rules, or one rule
  lesson check . --ignore link-text          all but one

exit status:
  0, or 1 if anything was found, or 2 if the lesson cannot be read
"""


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("source", metavar="SRC", type=Path, help="the lesson's folder")
    parser.add_argument("--format", choices=FORMATS, default="text", help="the form of the report (default: text)")
    parser.add_argument("--select", metavar="CODES", default="default", help="rules and groups, separated by commas")
    parser.add_argument("--ignore", metavar="CODES", default="", help="rules and groups that are left out of these")
    mending.add_arguments(parser)
    baselines.add_arguments(parser)
    links.add_arguments(parser)
    add_jobs_argument(parser)


@loading()
def _run(arguments: Namespace) -> int:
    from sphinx_lesson_ext.checks.selection import Selection
    from sphinx_lesson_ext.report.collect import findings_of

    from .checking import check_lesson

    source = find_source(arguments.source)
    baseline = baselines.baseline_for(arguments, source.folder)
    selection = Selection(_codes(arguments.select), _codes(arguments.ignore))

    def ask(env: BuildEnvironment) -> list[Finding]:
        return findings_of(env, selection, links.findings_of_links(env) if arguments.links else ())

    def is_asked(finding: Finding) -> bool:
        return selection.includes(finding) and (arguments.links or finding.code not in links.CODES)

    def check() -> list[Finding]:
        return check_lesson(source, {}, ask, jobs=arguments.jobs)

    if arguments.diff:
        return mending.show_difference(baseline.compare(check()).new, source.folder)
    findings = mending.repaired(check, baseline, source.folder) if arguments.fix else check()
    if arguments.write_baseline:
        baseline.write(findings, is_asked)
        return 0
    findings = baseline.told(findings, is_asked)
    sys.stdout.write(FORMATS[arguments.format].report(findings, source.folder))
    return 1 if findings else 0


def _codes(text: str) -> tuple[str, ...]:
    return tuple(code.strip() for code in text.split(",") if code.strip())


COMMAND = Command("check", "tell what is unfinished, wrong or old", _DESCRIPTION, _EXAMPLES, _add_arguments, _run)

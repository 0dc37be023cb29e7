"""What of a lesson's findings ``lesson check`` is asked for: by the command line, and by the lesson itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_lesson_ext.findings import Severity

from . import links
from .command import CommandError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterable

    from sphinx.environment import BuildEnvironment

    from sphinx_lesson_ext.checks.selection import Selection
    from sphinx_lesson_ext.findings import Finding

_SEVERITIES = [severity.value for severity in Severity]
_NEVER = "never"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what is asked for."""
    parser.add_argument(
        "--select",
        metavar="CODES",
        type=_codes,
        default=(),
        help="codes, groups, 'default' and 'all', separated by commas (default: what the lesson says, else default)",
    )
    parser.add_argument("--ignore", metavar="CODES", type=_codes, default=(), help="what is left out of these")
    parser.add_argument(
        "--severity", choices=_SEVERITIES, default=Severity.NOTE.value, help="the least that is told (default: note)"
    )
    parser.add_argument(
        "--fail-on",
        choices=[*_SEVERITIES, _NEVER],
        help="the least that makes the exit status 1 (default: what the lesson says, else error)",
    )


def _codes(text: str) -> tuple[str, ...]:
    return tuple(code.strip() for code in text.split(",") if code.strip())


class Choice:
    """What is asked for; what the lesson says of it is known once it was read.

    :raises CommandError: If something is asked for that there is not.
    """

    _selection: Selection
    _fail_on: str

    def __init__(self, arguments: Namespace) -> None:
        from sphinx_lesson_ext.checks.catalogue import unknown_name

        for name in (*arguments.select, *arguments.ignore):
            if problem := unknown_name(name):
                raise CommandError(problem)
        self._arguments = arguments

    def findings_of(self, env: BuildEnvironment) -> list[Finding]:
        """Return what is found of it in a lesson that was read."""
        from sphinx_lesson_ext.checks.settings import selection_of
        from sphinx_lesson_ext.report.collect import findings_of

        asked = self._arguments
        self._fail_on = asked.fail_on or env.config.lesson_check_fail_on
        self._selection = selection_of(
            env.config, select=asked.select, ignore=asked.ignore, severity=Severity(asked.severity)
        )
        return findings_of(env, self._selection, links.findings_of_links(env) if asked.links else ())

    def includes(self, finding: Finding) -> bool:
        """Tell whether a finding would be told, if it were there."""
        return self._selection.includes(finding) and (self._arguments.links or not links.is_of_links(finding))

    def status(self, findings: Iterable[Finding]) -> int:
        """Return the exit status: 1, if what was found matters so much."""
        from sphinx_lesson_ext.checks.selection import is_at_least

        if self._fail_on == _NEVER:
            return 0
        return int(any(is_at_least(finding.severity, Severity(self._fail_on)) for finding in findings))

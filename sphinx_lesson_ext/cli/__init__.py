"""The command ``lesson``: a table of its sub-commands, each in a module of its own."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from sphinx_lesson_ext import __version__
from sphinx_lesson_ext.report.wording import visible

from . import fixmes, new
from .command import CommandError

if TYPE_CHECKING:
    from collections.abc import Sequence

_COMMANDS = (
    new.COMMAND,
    fixmes.COMMAND,
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status: 0, 1 for what it was asked to find, 2 if it could not do its work.

    :param argv: The arguments after the command's name, by default those of the process.
    :raises SystemExit: With 2 for arguments that cannot be understood, with 0 after ``--help`` and ``--version``.
    """
    arguments = _parser().parse_args(argv)
    try:
        status: int = arguments.run(arguments)
    except CommandError as error:
        print(f"lesson: {visible(str(error))}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        # What a shell gives for a process that the signal ended.
        return 130
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="lesson", description="Work on a lesson that is written for Sphinx.")
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in _COMMANDS:
        command_parser = commands.add_parser(
            command.name,
            help=command.summary,
            description=command.description,
            epilog=command.examples,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        command.add_arguments(command_parser)
        command_parser.set_defaults(run=command.run)
    return parser

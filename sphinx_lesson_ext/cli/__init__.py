"""The command ``lesson``: a table of its sub-commands, each in a module of its own."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from sphinx_lesson_ext import __version__
from sphinx_lesson_ext.report.wording import visible

from . import build, check, eject, fixmes, new, report, serve
from .command import INTERRUPTED, CommandError
from .output import discard_stdout

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Every command, in the order in which they are listed.
COMMANDS = (new.COMMAND, build.COMMAND, serve.COMMAND, check.COMMAND, fixmes.COMMAND, report.COMMAND, eject.COMMAND)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status: 0, 1 for what it was asked to find, 2 if it could not do its work.

    :param argv: The arguments after the command's name, by default those of the process.
    :raises SystemExit: With 2 for arguments that cannot be understood, with 0 after ``--help`` and ``--version``.
    """
    arguments = make_parser().parse_args(argv)
    try:
        status: int = arguments.run(arguments)
    except CommandError as error:
        print(f"lesson: {visible(str(error))}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read what is told has seen enough; the status is a shell's, too.
        discard_stdout()
        return 141
    return status


def make_parser() -> argparse.ArgumentParser:
    """Return what understands the command line."""
    description = "Write, build and check lessons: those of The Carpentries Workbench, and any that Sphinx builds."
    parser = argparse.ArgumentParser(prog="lesson", description=description)
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in COMMANDS:
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

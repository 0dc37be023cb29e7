"""The command ``lesson``: a table of its sub-commands, each in a module of its own."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from typing import TYPE_CHECKING

from sphinx_lesson_ext import __version__

from .command import INTERRUPTED, Command, CommandError
from .output import complain, discard_stdout, open_closed_streams

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: Every command, in the order in which they are listed.
COMMANDS = ("new", "build", "serve", "check", "fixmes", "report", "translate", "eject")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status: 0, 1 for what it was asked to find, 2 if it could not do its work.

    :param argv: The arguments after the command's name, by default those of the process.
    :raises SystemExit: With 2 for arguments that cannot be understood, with 0 after ``--help`` and ``--version``.
    """
    open_closed_streams()
    words = sys.argv[1:] if argv is None else argv
    # The others need not be loaded, nor what they need.
    asked = [name for name in COMMANDS if name in words[:1]]
    try:
        # Loading a command takes long enough for Ctrl+C.
        arguments = make_parser(asked or COMMANDS).parse_args(words)
        status: int = arguments.run(arguments)
    except CommandError as error:
        complain(str(error))
        return 2
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read what is told has seen enough; the status is a shell's, too.
        discard_stdout()
        return 141
    except OSError as error:
        # A folder or file that no command could foresee, and that the system refuses.
        place = f"{error.filename}: " if error.filename is not None else ""
        complain(f"{place}{error.strerror or error}")
        return 2
    return status


def command_of(name: str) -> Command:
    """Return the command of that name."""
    command: Command = import_module(f".{name}", __name__).COMMAND
    return command


def make_parser(names: Iterable[str] = COMMANDS) -> argparse.ArgumentParser:
    """Return what understands the command line.

    :param names: The commands that it may name.
    """
    description = "Write, build and check lessons: those of The Carpentries Workbench, and any that Sphinx builds."
    parser = argparse.ArgumentParser(prog="lesson", description=description)
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in map(command_of, names):
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

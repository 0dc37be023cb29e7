"""What a sub-command of ``lesson`` consists of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable


#: The exit status after Ctrl+C: what a shell gives for a process that the signal ended.
INTERRUPTED = 130


class Command(NamedTuple):
    """A sub-command.

    :ivar name: Its name on the command line.
    :ivar summary: What it does, in a few words.
    :ivar description: What it does, in a sentence or two.
    :ivar examples: What its help ends with, laid out as it is shown.
    :ivar add_arguments: Declares its arguments.
    :ivar run: Does its work, given the arguments, and returns the exit status; raises :class:`CommandError`.
    """

    name: str
    summary: str
    description: str
    examples: str
    add_arguments: Callable[[ArgumentParser], None]
    run: Callable[[Namespace], int]


class CommandError(Exception):
    """A command cannot do its work; the message says why, in a sentence."""

"""A process that builds a lesson again and again: Python, Sphinx and the extensions are loaded once.

It is a process of its own so that the server answers while it builds, that it can be ended at any point, and that
nothing which a lesson's ``conf.py`` does reaches the server.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import signal
import sys
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sphinx_lesson_ext.report.wording import visible

from .command import CommandError
from .loading import loading
from .output import tell

if TYPE_CHECKING:
    from collections.abc import Sequence
    from multiprocessing.connection import Connection
    from pathlib import Path

    from .building import Request

#: The number of changed files that are named.
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a build.

    :ivar problem: Why there is no new one; empty where there is.
    """

    problem: str = ""


class Worker:
    """Builds what *request* asks for, in a process of its own."""

    def __init__(self, request: Request) -> None:
        # Forking would copy the server with its threads.
        context = multiprocessing.get_context("spawn")
        self._ours, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, request), name="lesson-build")
        self._process.start()
        theirs.close()

    def build(self, changed: Sequence[Path] = ()) -> Outcome:
        """Build the lesson, tell on the terminal what came of it, and return that.

        :param changed: The files that have changed since the last time.
        """
        try:
            self._ours.send(changed)
            outcome = self._ours.recv()
        except (EOFError, OSError):
            return Outcome("the process that builds has ended")
        assert isinstance(outcome, Outcome)
        return outcome

    def stop(self) -> None:
        """End the process, whatever it does: what it has not finished, it begins anew the next time."""
        self._process.terminate()
        self._process.join()
        self._ours.close()


def _work(requests: Connection, request: Request) -> None:
    # Ctrl+C is sent to every process of the terminal; it is the server who says when this one ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(EOFError, OSError):
        with loading():
            requests.send(_outcome(request, requests.recv()))
        while True:
            # Each build leaves circles of nodes behind; now nobody waits.
            gc.collect()
            requests.send(_outcome(request, requests.recv()))


def _outcome(request: Request, changed: Sequence[Path]) -> Outcome:
    from .build import told_result
    from .building import build

    if changed:
        _say(f"{_names(request.source.folder, changed)} changed")
    try:
        # All is told once; after that, what an author does is of interest.
        request = replace(request, repeats_warnings=not changed)
        result = build(request, sys.stdout, sys.stderr)
        _say(told_result(result))
        for language in () if "language" in request.settings else result.translations:
            translated = build(replace(request, language=language), sys.stdout, sys.stderr)
            _say(f"{language}: {told_result(translated)}")
    except CommandError as error:
        print(f"lesson: {visible(str(error))}", file=sys.stderr, flush=True)
        return Outcome(str(error))
    return Outcome()


def _say(text: str) -> None:
    tell(f"{time.strftime('%H:%M:%S')}  {text}\n", sys.stdout)


def _names(folder: Path, changed: Sequence[Path]) -> str:
    # Editors write to a file of another name first, which is gone again; a file that was removed is gone, too.
    there = [path for path in changed if path.exists()] or changed
    names = sorted({visible(os.path.relpath(path, folder.resolve())) for path in there})
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return f"{', '.join(names[:_NAMED])}{more}"

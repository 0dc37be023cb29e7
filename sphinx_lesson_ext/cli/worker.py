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

from sphinx_lesson_ext.language_codes import tag_of
from sphinx_lesson_ext.report.wording import visible
from sphinx_lesson_ext.translation.places import language_of_catalogue

from .command import CommandError
from .loading import loading
from .output import complain, tell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from multiprocessing.connection import Connection
    from pathlib import Path

    from .building import Request

#: The number of changed files that are named.
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a build in one language.

    :ivar problem: Why there is no new one in any language; empty where there is.
    :ivar language: The language, as HTML names it; that which the lesson is written in, if empty.
    """

    problem: str = ""
    language: str = ""


class Worker:
    """Builds what *request* asks for, in a process of its own."""

    def __init__(self, request: Request) -> None:
        # Forking would copy the server with its threads.
        context = multiprocessing.get_context("spawn")
        self._ours, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, request), name="lesson-build")
        self._process.start()
        theirs.close()

    def build(self, changed: Sequence[Path] = (), shown: str = "") -> Iterator[Outcome]:
        """Build the lesson, tell on the terminal what came of it, and yield that of each language once it is there.

        :param changed: The files that have changed since the last time.
        :param shown: The language that somebody looks at, which is built first.
        """
        try:
            self._ours.send((changed, shown))
            while isinstance(outcome := self._ours.recv(), Outcome):
                yield outcome
        except (EOFError, OSError):
            yield Outcome("the process that builds has ended")

    def stop(self) -> None:
        """End the process, whatever it does: what it has not finished, it begins anew the next time."""
        self._process.terminate()
        self._process.join()
        self._ours.close()


def _work(requests: Connection, request: Request) -> None:
    # Ctrl+C is sent to every process of the terminal; it is the server who says when this one ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    builds = Builds(request)
    with contextlib.suppress(EOFError, OSError):
        with loading():
            _answer(requests, builds)
        while True:
            # Each build leaves circles of nodes behind; now nobody waits.
            gc.collect()
            _answer(requests, builds)


def _answer(requests: Connection, builds: Builds) -> None:
    changed, shown = requests.recv()
    for outcome in builds.outcomes(changed, shown):
        requests.send(outcome)
    # That was all.
    requests.send(None)


class Builds:
    """One build after the other, each in the languages that it is about."""

    def __init__(self, request: Request) -> None:
        self._request = request
        #: The languages that were built the last time, beside that which the lesson is written in.
        self._translations: tuple[str, ...] = ()

    def outcomes(self, changed: Sequence[Path], shown: str) -> Iterator[Outcome]:
        """Build, and tell on the terminal what came of it (as :meth:`Worker.build`)."""
        if changed:
            _say(f"{_names(self._request.source.folder, changed)} changed")
        # All is told once; after that, what an author does is of interest.
        request = replace(self._request, repeats_warnings=not changed)
        translated = self._translated(changed)
        wanted, done = translated or self._first(changed, shown), set[str]()
        try:
            while wanted:
                language, *wanted = wanted
                translations = _build(request, language)
                yield Outcome(language=language)
                done.add(language)
                if not translated:
                    self._translations = translations
                    wanted = [other for other in ("", *translations) if other not in done]
        except CommandError as error:
            # What is to be built next is all that was not.
            self._translations = ()
            complain(str(error))
            yield Outcome(str(error))

    def _translated(self, changed: Sequence[Path]) -> list[str]:
        """Return the languages whose catalogues are all that has changed; none, if anything else has."""
        languages = {tag_of(language_of_catalogue(path)) for path in changed}
        return sorted(languages) if languages.issubset(self._translations) else []

    def _first(self, changed: Sequence[Path], shown: str) -> list[str]:
        """Return what is built first: the language that is shown, if the lesson surely has it still."""
        settings = self._request.source.settings_file.resolve()
        return [shown if shown in self._translations and settings not in changed else ""]


def _build(request: Request, language: str) -> tuple[str, ...]:
    """Build the lesson in a language, and return the other ones that it is to be built in."""
    from .build import told_result
    from .building import build

    result = build(replace(request, language=language), sys.stdout, sys.stderr)
    _say(f"{language}: {told_result(result)}" if language else told_result(result))
    return () if "language" in request.settings else result.translations


def _say(text: str) -> None:
    tell(f"{time.strftime('%H:%M:%S')}  {text}\n", sys.stdout)


def _names(folder: Path, changed: Sequence[Path]) -> str:
    # Editors write to a file of another name first, which is gone again; a file that was removed is gone, too.
    there = [path for path in changed if path.exists()] or changed
    names = sorted({visible(os.path.relpath(path, folder.resolve())) for path in there})
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return f"{', '.join(names[:_NAMED])}{more}"

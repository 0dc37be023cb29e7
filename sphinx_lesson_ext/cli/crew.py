"""Processes that answer the same question about many things; none of them can harm the others, or keep them waiting."""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import signal
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import wait
from queue import Empty, SimpleQueue
from threading import Lock
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection

#: How long one answer may take, in seconds.
TIME_LIMIT = 600.0

Question = TypeVar("Question")
Answer = TypeVar("Answer")


class Crew(Generic[Question, Answer]):
    """Some processes, each of which is started when it is needed.

    :param answer: Gives the answer to a question, in another process; it is a function of a module.
    :param size: How many work at a time.
    """

    def __init__(self, answer: Callable[[Question], Answer], size: int) -> None:
        self._answer = answer
        self._threads = ThreadPoolExecutor(size, thread_name_prefix="crew")
        self._idle: SimpleQueue[_Member] = SimpleQueue()
        #: Each is ended by who takes it out of this.
        self._all: set[_Member] = set()
        self._lock = Lock()
        self._has_ended = False

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *_error: object) -> None:
        """End every process, whatever it does."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        with self._lock:
            self._has_ended = True
            members, self._all = self._all, set()
        for member in members:
            member.stop()
        self._threads.shutdown()

    def answers(self, questions: Sequence[tuple[Question, bool]]) -> Iterator[Answer | str]:
        """Yield the answer to each question, in the same order; in its place, why there is none, in a sentence.

        :param questions: Each with whether a process that was asked this is not to be asked anything else.
        """
        return self._threads.map(lambda asked: self._ask(*asked), questions)

    def _ask(self, question: Question, is_last: bool) -> Answer | str:
        member = self._next_member()
        if member is None:
            return "nobody waits for the answer any more"
        try:
            answer: Answer = member.ask(question)
        except _NoAnswerError as error:
            self._dismiss(member)
            return str(error)
        if is_last:
            self._dismiss(member)
        else:
            self._idle.put(member)
        return answer

    def _next_member(self) -> _Member | None:
        """Return one that has nothing to do; none begins once all are ended, for nobody would end it."""
        with self._lock:
            if self._has_ended:
                return None
            try:
                return self._idle.get_nowait()
            except Empty:
                member = _Member(self._answer)
                self._all.add(member)
                return member

    def _dismiss(self, member: _Member) -> None:
        with self._lock:
            is_ours = member in self._all
            self._all.discard(member)
        if is_ours:
            member.stop()


class _NoAnswerError(Exception):
    """A process has not answered; the message says why, in a sentence."""


class _Member:
    """A process that answers one question after the other."""

    def __init__(self, answer: Callable[[Any], Any]) -> None:
        # Forking would copy this process with its threads.
        context = multiprocessing.get_context("spawn")
        self._ours, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, answer), name="lesson-crew")
        self._process.start()
        theirs.close()

    def ask(self, question: object) -> Any:
        """Return the answer.

        :raises _NoAnswerError: If there is none.
        """
        try:
            self._ours.send(question)
            ready = wait([self._ours, self._process.sentinel], TIME_LIMIT)
            if not ready:
                raise _NoAnswerError(f"it takes longer than {TIME_LIMIT:g} seconds")
            return self._ours.recv()
        except (EOFError, OSError):
            self._process.join(1)
            raise _NoAnswerError(f"the process that reads it was ended{self._how()}") from None

    def stop(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.join()
        self._ours.close()

    def _how(self) -> str:
        code = self._process.exitcode or 0
        with contextlib.suppress(ValueError):
            return f" by the signal {signal.Signals(-code).name}" if code < 0 else f" with status {code}"
        return ""


def _work(questions: Connection, answer: Callable[[Any], Any]) -> None:
    # Ctrl+C is sent to every process of the terminal; it is the first one who says when this one ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(EOFError, OSError):
        while True:
            questions.send(answer(questions.recv()))
            gc.collect()

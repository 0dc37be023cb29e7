"""Asking on the terminal what options have not told."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TypeVar

from sphinx_lesson_ext.report.wording import visible
from sphinx_lesson_ext.starter.answers import AnswerError

from .command import CommandError
from .output import tell, writable

if TYPE_CHECKING:
    from collections.abc import Callable

Answer = TypeVar("Answer")


def can_ask() -> bool:
    """Tell whether somebody is there to answer."""
    return sys.stdin is not None and sys.stdin.isatty()


def ask(prompt: str, default: str, read: Callable[[str], Answer]) -> Answer:
    """Ask until the answer can be used.

    :param default: What an empty answer stands for; it is shown in brackets.
    :raises CommandError: If there are no more answers.
    """
    shown = f"{prompt} [{visible(default)}]: " if default else f"{prompt}: "
    while True:
        try:
            text = input(writable(shown, sys.stdout))
        except EOFError as error:
            tell("\n", sys.stdout)
            raise CommandError("the questions were not answered to the end; nothing was written") from error
        try:
            return read(text if text.strip() else default)
        except AnswerError as error:
            tell(f"  {visible(str(error))}\n", sys.stdout)


def ask_for_all(prompt: str, another: str, default: str, read: Callable[[str], Answer]) -> tuple[Answer, ...]:
    """Ask for one, and for another until an answer is empty."""
    answers: list[Answer] = []
    while True:
        answer = ask(another if answers else prompt, "" if answers else default, _or_none(read))
        if answer is None:
            return tuple(answers)
        answers.append(answer)


def _or_none(read: Callable[[str], Answer]) -> Callable[[str], Answer | None]:
    return lambda text: read(text) if text.strip() else None

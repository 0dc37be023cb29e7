"""What is wrong with a text, found while it is parsed, and told when it is rendered: only then is its file known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import MutableMapping

#: Where ``env`` keeps the list of :class:`Problem`.
PROBLEMS = "problems"


class Problem(NamedTuple):
    """What an author should know about a text.

    :ivar code: A key of :data:`~sphinx_lesson_ext.messages.WARNINGS`.
    :ivar line: The line it is about, from 0, in the text that was parsed.
    :ivar text: What is wrong and how to mend it.
    :ivar old: What stands there in the text; an empty string, if that is not told.
    :ivar new: What is to be written in its place, if that mends it without doubt.
    """

    code: str
    line: int
    text: str
    old: str = ""
    new: str | None = None


def add_problem(
    env: MutableMapping[str, Any], code: str, line: int, text: str, *, old: str = "", new: str | None = None
) -> None:
    """Note a problem of the text that is parsed with *env*."""
    env.setdefault(PROBLEMS, []).append(Problem(code, line, text, old, new))


def take_problems(env: MutableMapping[str, Any]) -> list[Problem]:
    """Return what was noted, in the order of the lines, and forget it."""
    problems: list[Problem] = env.pop(PROBLEMS, [])
    return sorted(problems, key=lambda problem: problem.line)

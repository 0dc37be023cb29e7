"""Rules about exercises and their solutions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_lesson_ext.checks.rule import Group, Problem, page_rule
from sphinx_lesson_ext.findings import Severity
from sphinx_lesson_ext.kinds import KINDS
from sphinx_lesson_ext.lesson.answers import unsolved
from sphinx_lesson_ext.lesson.plan import is_episode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_lesson_ext.checks.view import Page

#: What a solution can be of: all that learners do.
_EXERCISES = frozenset(kind.name for kind in KINDS.values() if kind.timed)


@page_rule("challenge-solution", Severity.NOTE, Group.TEACHING, opt_in=True)
def challenge_solution(page: Page) -> Iterator[Problem]:
    """A challenge has a solution.

    Who learns alone cannot ask whether an answer is right, and who teaches a lesson for the first time is glad of one
    that the authors have in mind.  The solution may stand in the challenge, or after it in the same section.  An open
    question is better written as a `discussion`, which needs none.

    Fix: Write a block 'solution' in the challenge; where there can be none, call the block 'discussion'.

    Bad:
        ::: challenge

        Which of these lists is sorted?

        :::

    Good:
        ::: challenge

        Which of these lists is sorted?

        ::: solution

        The second.

        :::

        :::
    """
    for block in unsolved(page.record):
        shown = f"the challenge {block.title!r}" if block.title else "this challenge"
        yield Problem(f"{shown} has no solution", block.spot, block.spelling)


@page_rule("solution-place", Severity.NOTE, Group.TEACHING, opt_in=True)
def solution_place(page: Page) -> Iterator[Problem]:
    """A solution belongs to an exercise.

    The answer to what nobody asked puzzles learners, and no list of exercises shows it.  Mostly the block around the
    question has been left out, or was closed too early; but some authors fold into it what is no answer.  Only episodes
    are looked at: on other pages, such as those on setting up, many fold what is for one system into such blocks.

    Fix: Put question and solution into a block 'challenge'; to fold what is no answer, write 'spoiler'.

    Bad:
        Which of these lists is sorted?

        ::: solution

        The second.

        :::

    Good:
        ::: challenge

        Which of these lists is sorted?

        ::: solution

        The second.

        :::

        :::
    """
    if not is_episode(page.record):
        return
    asked: set[tuple[tuple[str, ...], str]] = set()
    for block in page.record.blocks:
        if block.kind in _EXERCISES:
            asked.add((block.within, block.section))
        if block.kind != "solution" or _EXERCISES.intersection(block.within):
            continue
        if (block.within, block.section) not in asked:
            yield Problem("this solution is of no exercise", block.spot, block.spelling)


RULES = (challenge_solution, solution_place)

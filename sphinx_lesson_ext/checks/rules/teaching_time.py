"""Rules about the minutes that episodes and exercises are said to take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_lesson_ext.checks.rule import Group, Problem, lesson_rule, page_rule
from sphinx_lesson_ext.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_lesson_ext.checks.view import Lesson, Page
    from sphinx_lesson_ext.lesson.records import Block, DocumentRecord

#: What learners do in the minutes that the front matter gives to exercises.
_EXERCISES = frozenset({"challenge", "discussion"})
#: The most minutes that an episode should take.
MOST_MINUTES = 60


@page_rule("exercise-minutes", Severity.WARNING, Group.TEACHING)
def exercise_minutes(page: Page) -> Iterator[Problem]:
    """An episode with exercises gives them time.

    The schedule is the sum of what episodes say.  With `exercises: 0` and three challenges, who teaches finds out in
    the room that the time is not enough.

    Fix: Write at 'exercises:' in the front matter how many minutes learners need for all challenges of the episode.

    Bad:
        ---
        title: Sorting
        teaching: 20
        exercises: 0
        ---

        ::: questions

        - How are things sorted?

        :::

        ::: objectives

        - Sort three things.

        :::

        ::: challenge

        Sort three things.

        ::: solution

        They are sorted.

        :::

        :::

        ::: keypoints

        - Sorting makes finding faster.

        :::

    Good:
        ---
        title: Sorting
        teaching: 20
        exercises: 5
        ---

        ::: questions

        - How are things sorted?

        :::

        ::: objectives

        - Sort three things.

        :::

        ::: challenge

        Sort three things.

        ::: solution

        They are sorted.

        :::

        :::

        ::: keypoints

        - Sorting makes finding faster.

        :::
    """
    timing = page.record.timing
    count = len(page.record.blocks_of("challenge"))
    # Where there are no minutes at all, their author wants none to be shown.
    if timing.exercises == 0 and timing.teaching and count:
        challenges = "1 challenge" if count == 1 else f"{count} challenges"
        yield Problem(f"this episode has {challenges}, but 0 minutes for exercises", page.top, "exercises:")


@page_rule("minutes-sum", Severity.WARNING, Group.TEACHING)
def minutes_sum(page: Page) -> Iterator[Problem]:
    """The minutes of exercises add up to those of their episode.

    Challenges and discussions that say how long they take must fit into the minutes that the front matter gives to
    exercises; where each of them says it, the sum is that number.

    Fix: Write the sum at 'exercises:' in the front matter, or correct the minutes of the blocks.

    Bad:
        ::: {.challenge time=20}

        Sort a hundred things.

        ::: solution

        They are sorted.

        :::

        :::

    Good:
        ::: {.challenge time=5}

        Sort three things.

        ::: solution

        They are sorted.

        :::

        :::
    """
    exercises = _exercises(page.record)
    minutes = [block.minutes for block in exercises if block.minutes is not None]
    total, given = sum(minutes), page.record.timing.exercises
    if not minutes or not given:
        return
    if total > given or (total < given and len(minutes) == len(exercises)):
        message = f"the exercises take {total} minutes by what they say, but the front matter gives them {given}"
        yield Problem(message, page.top, "exercises:")


@lesson_rule("minutes-missing", Severity.NOTE, Group.TEACHING)
def minutes_missing(lesson: Lesson) -> Iterator[Problem]:
    """Each exercise says how long it takes, where most do.

    Where exercises say their minutes, one without seems to take none.

    Fix: Write the minutes at the block, as in '::: {.challenge time=10}', or ':time: 10' in a directive.

    Bad:
        === episodes/first.md
        ::: {.challenge time=3}

        Sort three things.

        ::: solution

        They are sorted.

        :::

        :::

        ::: challenge

        Sort two things.

        ::: solution

        They are sorted.

        :::

        :::

    Good:
        === episodes/first.md
        ::: {.challenge time=3}

        Sort three things.

        ::: solution

        They are sorted.

        :::

        :::

        ::: {.challenge time=2}

        Sort two things.

        ::: solution

        They are sorted.

        :::

        :::
    """
    challenges = [block for page in lesson.episode_pages() for block in page.record.blocks_of("challenge")]
    silent = [block for block in challenges if block.minutes is None]
    if 2 * len(silent) <= len(challenges):
        for block in silent:
            yield Problem("this exercise does not say how long it takes", block.spot, block.spelling)


@lesson_rule("episode-length", Severity.NOTE, Group.TEACHING, opt_in=True)
def episode_length(lesson: Lesson) -> Iterator[Problem]:
    """An episode takes no more than an hour.

    Learners need a break, and who plans a workshop needs places to have one.  The Carpentries' Lesson Development
    Training advises 20 to 60 minutes for an episode, with its exercises.

    Fix: Divide the episode, where one of its objectives is reached.

    Bad:
        === episodes/first.md
        ---
        title: Sorting
        teaching: 70
        exercises: 25
        ---

        ::: questions

        - How are things sorted?

        :::

        ::: objectives

        - Sort three things.

        :::

        Sort them.

        ::: keypoints

        - Sorting makes finding faster.

        :::

    Good:
        === episodes/first.md
        ---
        title: Sorting
        teaching: 30
        exercises: 25
        ---

        ::: questions

        - How are things sorted?

        :::

        ::: objectives

        - Sort three things.

        :::

        Sort them.

        ::: keypoints

        - Sorting makes finding faster.

        :::
    """
    for page in lesson.episode_pages():
        minutes = page.record.timing.without_pause
        if minutes > MOST_MINUTES:
            yield Problem(f"this episode takes {minutes} minutes, which is more than an hour", page.top, "teaching:")


def _exercises(record: DocumentRecord) -> list[Block]:
    """Return the exercises of a document; one in another is a part of it."""
    return [block for block in record.blocks if block.kind in _EXERCISES and not _EXERCISES.intersection(block.within)]


RULES = (exercise_minutes, minutes_sum, minutes_missing, episode_length)

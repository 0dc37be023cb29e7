"""Rules about what an episode has to have, and what it may build on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_lesson_ext.checks.rule import Group, Problem, lesson_rule
from sphinx_lesson_ext.findings import Severity
from sphinx_lesson_ext.lesson.plan import EPISODE_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_lesson_ext.checks.view import Lesson, Page
    from sphinx_lesson_ext.lesson.records import DocumentRecord

#: From how many minutes on an episode is long enough for somebody who has taught it to have something to say.
LONG = 45
#: With fewer words, no minutes and none of an episode's blocks, a page is a break.
FEWEST_WORDS = 50


@lesson_rule("episode-questions", Severity.WARNING, Group.TEACHING)
def episode_questions(lesson: Lesson) -> Iterator[Problem]:
    """An episode begins with the questions that it answers.

    They tell readers whether the episode is for them before they know its words; the Workbench requires them.  In
    other lessons an episode that has the rest is told of, if four of five have them.  Breaks and mere exercises need
    none.

    Fix: Write a block 'questions' at the top of the episode, with one or two questions.

    Bad:
        ---
        title: Sorting
        teaching: 10
        exercises: 5
        ---

        ::: objectives

        - Sort three things.

        :::

        ::: keypoints

        - Sorting makes finding faster.

        :::

    Good:
        ---
        title: Sorting
        teaching: 10
        exercises: 5
        ---

        ::: questions

        - How are things sorted?

        :::

        ::: objectives

        - Sort three things.

        :::

        ::: keypoints

        - Sorting makes finding faster.

        :::
    """
    yield from _without(lesson, "questions", "questions")


@lesson_rule("episode-objectives", Severity.WARNING, Group.TEACHING)
def episode_objectives(lesson: Lesson) -> Iterator[Problem]:
    """An episode says what learners can do after it.

    Objectives are what exercises test and what learners choose by; the Workbench requires them.  In other lessons an
    episode that has the rest is told of, if four of five have them.  Breaks and mere exercises need none.

    Fix: Write a block 'objectives' at the top of the episode, with what learners can do after it.

    Bad:
        ---
        title: Sorting
        teaching: 10
        exercises: 5
        ---

        ::: questions

        - How are things sorted?

        :::

        ::: keypoints

        - Sorting makes finding faster.

        :::

    Good:
        ---
        title: Sorting
        teaching: 10
        exercises: 5
        ---

        ::: questions

        - How are things sorted?

        :::

        ::: objectives

        - Sort three things.

        :::

        ::: keypoints

        - Sorting makes finding faster.

        :::
    """
    yield from _without(lesson, "objectives", "objectives")


@lesson_rule("episode-keypoints", Severity.WARNING, Group.TEACHING)
def episode_keypoints(lesson: Lesson) -> Iterator[Problem]:
    """An episode ends with its key points.

    They are what learners come back for, and make up the page of key points; the Workbench requires them.  In other
    lessons an episode that has the rest is told of, if four of five have them.  Breaks and mere exercises need none.

    Fix: Write a block 'keypoints' at the end of the episode, with what is to be remembered.

    Bad:
        ---
        title: Sorting
        teaching: 10
        exercises: 5
        ---

        ::: questions

        - How are things sorted?

        :::

        ::: objectives

        - Sort three things.

        :::

    Good:
        ---
        title: Sorting
        teaching: 10
        exercises: 5
        ---

        ::: questions

        - How are things sorted?

        :::

        ::: objectives

        - Sort three things.

        :::

        ::: keypoints

        - Sorting makes finding faster.

        :::
    """
    yield from _without(lesson, "keypoints", "key points")


def _without(lesson: Lesson, kind: str, noun: str) -> Iterator[Problem]:
    pages = [page for page in lesson.episode_pages() if _is_taught(page.record)]
    missing = [page for page in pages if not page.record.blocks_of(kind)]
    is_custom = 5 * len(missing) <= len(pages)
    for page in missing:
        has_rest = all(map(page.record.blocks_of, EPISODE_KINDS - {kind}))
        if lesson.is_workbench or (is_custom and has_rest):
            yield Problem(f"this episode has no {noun}", page.top)


def _is_taught(record: DocumentRecord) -> bool:
    """Tell whether an episode is one to learn from, and no break between others nor a page of exercises alone."""
    timing = record.timing
    if timing.teaching or timing.exercises:
        return bool(timing.teaching)
    is_begun = any(block.kind in EPISODE_KINDS for block in record.blocks) or record.words >= FEWEST_WORDS
    return is_begun and not timing.pause


@lesson_rule("prereq-order", Severity.WARNING, Group.TEACHING)
def prereq_order(lesson: Lesson) -> Iterator[Problem]:
    """What an episode builds on comes before it.

    Learners who follow the order of a lesson cannot know what a later episode teaches.

    Fix: Move one of the episodes, or name as a prerequisite only what comes before.

    Bad:
        === episodes/01-search.md
        ::: prereq

        - You can [sort](02-sort.md).

        :::

        === episodes/02-sort.md
        Sort three things.

    Good:
        === episodes/01-search.md
        Search three things.

        === episodes/02-sort.md
        ::: prereq

        - You can [search](01-search.md).

        :::
    """
    places = {docname: place for place, docname in enumerate(lesson.episodes)}
    for page in lesson.episode_pages():
        for requirement in page.record.requirements:
            if places.get(requirement.docname, 0) > places[page.docname]:
                message = f"this prerequisite is taught only later, in {_path_of(lesson, requirement.docname)}"
                yield Problem(message, requirement.spot, requirement.text)


def _path_of(lesson: Lesson, docname: str) -> str:
    return lesson.pages[docname].path if docname in lesson.pages else docname


@lesson_rule("instructor-notes", Severity.NOTE, Group.TEACHING, opt_in=True)
def instructor_notes(lesson: Lesson) -> Iterator[Problem]:
    """A long episode has notes for those who teach it.

    What took too long, what learners get wrong and what can be left out is known to whoever has taught an episode.
    One of 45 minutes or more is told of if no note stands in it, and no page for instructors links to it.

    Fix: Write a block 'instructor' where the advice is needed.

    Bad:
        === episodes/first.md
        ---
        title: Sorting
        teaching: 40
        exercises: 10
        ---

        ::: questions

        - How are things sorted?

        :::

        ::: objectives

        - Sort three things.

        :::

        ::: keypoints

        - Sorting makes finding faster.

        :::

    Good:
        === episodes/first.md
        ---
        title: Sorting
        teaching: 40
        exercises: 10
        ---

        ::: questions

        - How are things sorted?

        :::

        ::: objectives

        - Sort three things.

        :::

        ::: instructor

        Bring cards with numbers.

        :::

        ::: keypoints

        - Sorting makes finding faster.

        :::
    """
    noted = {docname for page in lesson.pages.values() for docname in _noted_in(page)}
    for page in lesson.episode_pages():
        minutes = page.record.timing.without_pause
        if minutes >= LONG and page.docname not in noted and not page.record.blocks_of("instructor"):
            yield Problem(f"this episode takes {minutes} minutes, and has no note for instructors", page.top)


def _noted_in(page: Page) -> set[str]:
    """Return the documents that a page for instructors links to; none for other pages."""
    return {led_to for _written, folder, led_to in page.record.links if "instructor" in f"{folder}/{page.docname}"}


RULES = (episode_questions, episode_objectives, episode_keypoints, prereq_order, instructor_notes)

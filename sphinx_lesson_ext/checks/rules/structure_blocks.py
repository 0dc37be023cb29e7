"""Rules about lesson blocks and about lists of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_lesson_ext.checks.rule import Group, Problem, page_rule, reading_rule
from sphinx_lesson_ext.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_lesson_ext.checks.rule import Rule
    from sphinx_lesson_ext.checks.view import Page

#: A title that begins with a number of its own: "Exercise 3", "Exercise 3: Loops", "Group exercise 3 - Loops" and
#: "3. Loops", but neither "Exercise 3.2" nor "3 loops".
_NUMBERED = re.compile(r"([^\W\d]+(?: [^\W\d]+)?) (\d{1,2})(?=$|[:)]|\.(?: |$)| [-\u2013\u2014(:])|()(\d{1,2})[.):] ")


@reading_rule("block-empty", Group.STRUCTURE)
def block_empty() -> None:
    """A block holds something.

    An empty one is a frame around nothing, and usually one that was forgotten.

    Fix: Write its content, or take it out.

    Bad:
        ::: callout
        :::

    Good:
        ::: callout

        Names come first.

        :::
    """


@reading_rule("block-list", Group.STRUCTURE)
def block_list() -> None:
    """Questions, objectives and key points are lists.

    Each point is collected by itself for the lists of the whole lesson.

    Fix: Write each point on a line that begins with '- '.

    Bad:
        ---
        title: Sorting
        teaching: 10
        exercises: 5
        ---

        ::: questions

        How are things sorted?

        :::

        ::: objectives

        - Sort three things.

        :::

        ::: keypoints

        - Sorting makes finding faster.

        :::

    Good:
        Names come first.
    """


@reading_rule("block-time", Group.STRUCTURE)
def block_time() -> None:
    """The time of a block is a whole number of minutes.

    Anything else cannot be added up, and is not shown.

    Fix: Write a number alone, such as 10.

    Bad:
        ::: {.challenge time="ten"}

        Sort three names.

        ::: solution

        Ann, Ben, Cleo

        :::
        :::

    Good:
        ::: {.challenge time="5"}

        Sort three names.

        ::: solution

        Ann, Ben, Cleo

        :::
        :::
    """


@page_rule("keypoints-twice", Severity.NOTE, Group.STRUCTURE, opt_in=True)
def keypoints_twice(page: Page) -> Iterator[Problem]:
    """A page has one block of key points.

    They sum up the page at its end; several stay where they are written, as some authors want it: each for a section.

    Fix: Write all key points into one block.

    Bad:
        ::: keypoints

        - Names come first.

        :::

    Good:
        Names come first.
    """
    blocks = page.record.blocks_of("keypoints")
    for block in blocks[1:]:
        first = blocks[0].spot
        file = "" if first.path == block.spot.path else f" of {first.path}"
        yield Problem(f"this page has key points already, at line {first.line}{file}", block.spot, block.spelling)


@reading_rule("duplicate-id", Group.STRUCTURE)
def duplicate_id() -> None:
    """No two elements of a page have the same id.

    A link to it leads to the first of them, whichever was meant (WCAG 2.2, technique H93).

    Fix: Give one of them another id.

    Bad:
        ::: {.callout #sorted}

        Names come first.

        :::

        ::: {.callout #sorted}

        Numbers come next.

        :::

    Good:
        ::: {.callout #sorted-names}

        Names come first.

        :::

        ::: {.callout #sorted-numbers}

        Numbers come next.

        :::
    """


@reading_rule("nesting", Group.STRUCTURE)
def nesting() -> None:
    """Blocks do not stand in one another without end.

    What is nested too deeply cannot be shown as blocks, and is shown as plain text.

    Fix: Take some of the blocks apart.

    Bad:
        >>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>> Deep

    Good:
        >> Less deep
    """


@reading_rule("list-option", Group.STRUCTURE)
def list_option() -> None:
    """What an author chooses for a list selects something.

    Otherwise the list is empty, or shows more than was meant.

    Fix: Write the names of documents as the contents have them.

    Bad:
        ::: {.keypointlist documents="nowhere"}
        :::

    Good:
        ::: keypointlist
        :::
    """


@page_rule("exercise-number", Severity.WARNING, Group.STRUCTURE)
def exercise_number(page: Page) -> Iterator[Problem]:
    """Numbers that authors give their exercises count up.

    A number that comes again, or a smaller one after a larger one, is left from before exercises were moved, and
    whoever is asked to do "exercise 2" may do another one.  Exercises are numbered on their pages anyway.

    Fix: Count the exercises anew, or leave the numbers out.

    Bad:
        ::: challenge

        ## Exercise 2: Names

        Sort three names.

        ::: solution

        Ann, Ben, Cleo

        :::
        :::

        ::: challenge

        ## Exercise 1: Numbers

        Sort three numbers.

        ::: solution

        1, 2, 3

        :::
        :::

    Good:
        ::: challenge

        ## Exercise 1: Names

        Sort three names.

        ::: solution

        Ann, Ben, Cleo

        :::
        :::

        ::: challenge

        ## Exercise 2: Numbers

        Sort three numbers.

        ::: solution

        1, 2, 3

        :::
        :::
    """
    last: dict[tuple[str, str], tuple[int, str]] = {}
    for block in page.record.blocks_of("challenge"):
        found = _NUMBERED.match(block.title)
        if found is None:
            continue
        series, number = (block.section, (found[1] or "").casefold()), int(found[2] or found[4])
        before, title = last.get(series, (0, ""))
        if title and number <= before:
            message = f"this exercise is number {number}, but {title!r} comes before it"
            yield Problem(message, block.spot, block.title)
        last[series] = number, block.title


RULES: tuple[Rule, ...] = (
    block_empty,
    block_list,
    block_time,
    keypoints_twice,
    duplicate_id,
    nesting,
    list_option,
    exercise_number,
)

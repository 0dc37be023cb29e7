"""Rules about fenced divs, as Markdown writes blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_lesson_ext.checks.rule import Group, Problem, page_rule, reading_rule
from sphinx_lesson_ext.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_lesson_ext.checks.rule import Rule
    from sphinx_lesson_ext.checks.view import Page


@reading_rule("div-colon", Group.STRUCTURE, mends=True)
def div_colon() -> None:
    """The name of a block has no colon behind it.

    The Workbench takes '::: questions:' for a block that it does not know, and shows nothing of what it is for: the
    questions are missing at the top of the page.

    Fix: Write the name alone.

    Bad:
        ::: callout:

        Names come first.

        :::

    Good:
        ::: callout

        Names come first.

        :::
    """


@reading_rule("div-unknown", Group.STRUCTURE)
def div_unknown() -> None:
    """The name of a fenced div is that of a kind of block.

    One that is not known is shown as plain text, without what sets it apart (pegboard's ``validate_divs``).

    Fix: Write the name of a kind of block.

    Bad:
        ::: calout

        Names come first.

        :::

    Good:
        ::: callout

        Names come first.

        :::
    """


@reading_rule("div-foreign", Group.STRUCTURE)
def div_foreign() -> None:
    """The name of a fenced div is not one that only HackMD and HedgeDoc know.

    Notes of a workshop that were copied from there have 'info', 'success' and 'danger', which are shown as plain text.

    Fix: Write the name of a kind of block, such as 'callout'.

    Bad:
        ::: info

        Names come first.

        :::

    Good:
        ::: callout

        Names come first.

        :::
    """


@reading_rule("div-attribute", Group.STRUCTURE)
def div_attribute() -> None:
    """The attributes of a block are those that its kind knows.

    One that is not known has no effect.

    Fix: Take it out, or write one that is known.

    Bad:
        ::: {.callout colour="red"}

        Names come first.

        :::

    Good:
        ::: {.callout title="Names"}

        Names come first.

        :::
    """


@reading_rule("div-unclosed", Group.STRUCTURE)
def div_unclosed() -> None:
    """Every fenced div is closed.

    One that is not goes on to the end of what it stands in, and takes all that follows with it (pegboard's
    ``validate_divs``; the Workbench stops there).

    Fix: Write a line ':::' where it ends.

    Bad:
        - ::: callout

          Names come first.

        Numbers come next.

    Good:
        - ::: callout

          Names come first.

          :::

        Numbers come next.
    """


@reading_rule("fence-unclosed", Group.STRUCTURE)
def fence_unclosed() -> None:
    """Every fence of code or of a directive is closed.

    One that is not goes on to the end of what it stands in, and takes all that follows with it.

    Fix: Write a line of the signs that it begins with where it ends.

    Bad:
        - ```bash
          sort names.txt

        Numbers come next.

    Good:
        - ```bash
          sort names.txt
          ```

        Numbers come next.
    """


@reading_rule("div-closer", Group.STRUCTURE)
def div_closer() -> None:
    """Every line of colons closes a fenced div.

    One that closes nothing is shown as text, and often tells of an opener that was not read as one (pegboard's
    ``validate_divs``; the Workbench stops there).

    Fix: Take it out, or mend the line that was to open the div.

    Bad:
        Names come first.

        :::

    Good:
        ::: callout

        Names come first.

        :::
    """


@page_rule("div-blank", Severity.NOTE, Group.STRUCTURE, opt_in=True, mends=True)
def div_blank(page: Page) -> Iterator[Problem]:
    """There is a blank between the colons and the name of a block.

    Pandoc reads ':::callout' too, but the manual of the Workbench writes a blank everywhere, and readers of the source
    find the name sooner.

    Fix: Write a blank behind the colons.

    Bad:
        :::callout

        Names come first.

        :::

    Good:
        ::: callout

        Names come first.

        :::
    """
    for block in page.record.blocks:
        lines = page.lines(block.path)
        written = lines[block.line - 1].strip() if 0 < block.line <= len(lines) else ""
        name = written.lstrip(":")
        colons = written[: len(written) - len(name)]
        if len(colons) > 2 and name.startswith(block.spelling):
            new = f"{colons} {name}"
            yield Problem("there is no blank between colons and name", block.spot, written, new=new)


RULES: tuple[Rule, ...] = (
    div_colon,
    div_unknown,
    div_foreign,
    div_attribute,
    div_unclosed,
    fence_unclosed,
    div_closer,
    div_blank,
)

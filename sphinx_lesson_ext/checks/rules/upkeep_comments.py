"""Rules about the comments with which authors silence rules; :mod:`..silence` finds what they tell of."""

from __future__ import annotations

from sphinx_lesson_ext.checks.rule import Group, reading_rule
from sphinx_lesson_ext.findings import Severity


@reading_rule("ignore-unknown", Group.UPKEEP)
def ignore_unknown() -> None:
    """A comment that silences a rule names one that there is.

    A code that is misspelt silences nothing, and whoever reads the comment believes that it does.

    Fix: Write the code as `lesson check --list` has it.

    Bad:
        <!-- lesson-ignore: link-txt -->

        Sort three things.

    Good:
        Sort three things.
    """


@reading_rule("ignore-unused", Group.UPKEEP, Severity.NOTE, opt_in=True)
def ignore_unused() -> None:
    """A comment that silences a rule stands where that rule finds something.

    Once the text is mended, the comment would hide the next mistake that somebody makes there.

    Fix: Take the comment away.

    Bad:
        <!-- lesson-ignore: link-text -->

        Sort three things.

    Good:
        <!-- lesson-ignore: link-text -->

        Read more [here](https://example.org/manual).
    """


RULES = (ignore_unknown, ignore_unused)

"""Rules about FIXMEs that have been open for long."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sphinx_lesson_ext.checks.rule import Group, Problem, lesson_rule
from sphinx_lesson_ext.clock import now
from sphinx_lesson_ext.findings import Severity
from sphinx_lesson_ext.fixmes.blame import add_blame
from sphinx_lesson_ext.lesson.facts import Spot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_lesson_ext.checks.view import Lesson


@lesson_rule("fixme-old", Severity.WARNING, Group.UPKEEP, opt_in=True)
def fixme_old(lesson: Lesson) -> Iterator[Problem]:
    """A FIXME is dealt with before it is forgotten.

    What has been open for more than a year, or for more than the days of `lesson_check_fixme_days`, is seldom on
    anybody's mind; readers meet it every day.  The day is that of the last change of its line, as git knows it; lines
    that are not committed, and lessons without git, are not told of.

    Fix: Do it, open an issue for it, or take it out.

    Bad:
        FIXME: say how long sorting takes

    Good:
        Sorting takes a minute.
    """
    fixmes = [finding for page in lesson.pages.values() for finding in page.record.fixmes]
    days = lesson.settings.get("lesson_check_fixme_days")
    for finding in add_blame(fixmes, lesson.folder) if fixmes else ():
        age = (now().date() - date.fromisoformat(finding.date)).days if finding.date else 0
        if isinstance(days, int) and age > days:
            message = f"this {finding.marker} is {age} days old: {finding.message}"
            yield Problem(message, Spot(finding.path, finding.line), finding.marker)


RULES = (fixme_old,)

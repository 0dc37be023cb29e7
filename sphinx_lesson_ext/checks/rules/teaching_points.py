"""Rules about questions, objectives and key points: their words."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_lesson_ext.checks.rule import Group, Problem, page_rule
from sphinx_lesson_ext.findings import Severity
from sphinx_lesson_ext.starter import languages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_lesson_ext.checks.view import Page

#: What stands in the templates of the Workbench (github.com/carpentries/workbench-template-md, …-rmd, and sandpaper's
#: own), which are in English in whatever language a lesson is.
_WORKBENCH = """\
How do you write a lesson using Markdown and {sandpaper}?
How do you write a lesson using R Markdown and {sandpaper}?
Explain how to use markdown with The Carpentries Workbench
Explain how to use markdown with the new lesson template
Demonstrate how to include pieces of code, figures, and nested challenge blocks
Use .md files for episodes when you want static content
Use .Rmd files for episodes when you need to generate output
Run sandpaper::check_lesson() to identify any issues with your lesson
Run sandpaper::build_lesson() to preview your lesson locally
"""
#: The first episode of the lessons that `lesson new` makes.
_OWN = "episodes/01-introduction.md"
#: A file for each language that has one.
_VAGUE = Path(__file__).parent / "vague_verbs"
#: What stands for the rest of an objective.
_REST = "…"


@page_rule("template-point", Severity.WARNING, Group.TEACHING)
def template_point(page: Page) -> Iterator[Problem]:
    """Questions, objectives and key points are those of the lesson, not those of the template it began with.

    They are shown at the top of the episode and collected on pages of their own, where a sentence about another
    lesson misleads.

    Fix: Write what this episode asks, teaches or wants to be remembered.

    Bad:
        ::: objectives

        - Demonstrate how to include pieces of code, figures, and nested challenge blocks

        :::

    Good:
        ::: objectives

        - Demonstrate how three things are sorted

        :::
    """
    told = set()
    for point in page.facts.points:
        # One of a block is enough to say that nobody has come to it yet.
        if point.kind not in told and _plain(point.text) in _template_points(page.language):
            told.add(point.kind)
            first = point.text.partition(" ")[0]
            yield Problem(f"this is still as in the template: {point.text!r}", point.spot, first)


@cache
def _template_points(language: str) -> frozenset[str]:
    """Return what the templates that a lesson in this language may have begun with say."""
    own = languages.FOLDER / languages.language_of_text(language) / _OWN
    items = [line.removeprefix("- ") for line in own.read_text(encoding="utf-8").splitlines() if line.startswith("- ")]
    return frozenset(map(_plain, [*_WORKBENCH.splitlines(), *items]))


def _plain(text: str) -> str:
    return " ".join(text.replace("`", "").split()).casefold().rstrip(".?!。")


@page_rule("objective-verb", Severity.NOTE, Group.TEACHING, opt_in=True)
def objective_verb(page: Page) -> Iterator[Problem]:
    """An objective says what learners can do, so that it can be seen whether they can.

    Nobody sees whether somebody understands or knows something; an exercise can ask to explain, to compare or to write
    it.  The Carpentries' Lesson Development Training and D. Kennedy, Á. Hyland and N. Ryan, "Writing and Using Learning
    Outcomes" (2006), advise against such verbs.  Lessons in English, French, German, Italian, Portuguese and Spanish
    are looked at.

    Fix: Say what learners do who have understood it: explain, compare, choose or write.

    Bad:
        ::: objectives

        - Understand how things are sorted.

        :::

    Good:
        ::: objectives

        - Explain how things are sorted.

        :::
    """
    verbs = _vague_verbs(page.language)
    for point in page.facts.points if verbs else ():
        if point.kind == "objectives":
            verb = _found(verbs, " ".join(point.text.split()).rstrip(".,;:!"))
            if verb:
                yield Problem(f"this objective says {verb!r}, which cannot be seen or tested", point.spot, verb)


def _found(verbs: frozenset[str], objective: str) -> str:
    """Return the vague verb that an objective begins with, or ends with, as it is written there."""
    words = objective.casefold()
    for verb in verbs:
        begin, _rest, end = verb.partition(_REST)
        if begin and words.startswith(begin):
            return objective[: len(begin)].rstrip(" ,")
        if end and words.endswith(end):
            return objective[-len(end) :].lstrip()
    return ""


@cache
def _vague_verbs(language: str) -> frozenset[str]:
    """Return the verbs of a language, each with the blank or comma that parts it from the rest of an objective."""
    file = _VAGUE / f"{language.replace('-', '_').partition('_')[0].lower()}.txt"
    if not file.is_file():
        return frozenset()
    lines = file.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


RULES = (template_point, objective_verb)

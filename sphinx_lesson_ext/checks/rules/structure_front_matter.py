"""Rules about what stands at the top of a file, and about files as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_lesson_ext.checks.rule import Group, Problem, lesson_rule, page_rule, reading_rule
from sphinx_lesson_ext.findings import Severity
from sphinx_lesson_ext.lesson.facts import Spot
from sphinx_lesson_ext.yaml_errors import YamlError
from sphinx_lesson_ext.yaml_mapping import read_mapping

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_lesson_ext.checks.rule import Rule
    from sphinx_lesson_ext.checks.view import Lesson, Page

_FENCE = "---"
#: What an episode says of time, and what it is called in its record.
_TIMES = ("teaching", "exercises")


@lesson_rule("timing-missing", Severity.WARNING, Group.STRUCTURE)
def timing_missing(lesson: Lesson) -> Iterator[Problem]:
    """An episode says how long it takes.

    Schedule and contents show the minutes; an episode without them makes a workshop look shorter than it is.  The
    Workbench warns of it, and takes five minutes for each.  Lessons that are not of the Workbench may do without.

    Fix: Write 'teaching: ' and 'exercises: ' with minutes into the front matter; 0 is a number too.

    Bad:
        ---
        title: Sorting
        ---

        Names come first.

    Good:
        ---
        title: Sorting
        teaching: 10
        exercises: 0
        ---

        Names come first.
    """
    if not lesson.is_workbench:
        return
    for page in lesson.episode_pages():
        timing = page.record.timing
        if timing.teaching is not None and timing.exercises is not None:
            continue
        # A value that is none is told as such.
        written = _keys(page.lines())
        missing = [f"'{name}'" for name in _TIMES if getattr(timing, name) is None and name not in written]
        if missing:
            yield Problem(f"the front matter has no {' and no '.join(missing)}", page.top)


@reading_rule("front-matter", Group.STRUCTURE)
def front_matter() -> None:
    """The front matter of a file can be read, and its values can be used.

    It is YAML between two lines of '---', the first of which is the first line of the file.  What cannot be read is
    shown on the page, and a value that cannot be used is left out.

    Fix: Write 'key: value', with quotes around a value that holds a colon, and whole numbers of minutes.

    Bad:
        ---
        title: Sorting
        teaching: ten minutes
        exercises: 5
        ---

        Names come first.

    Good:
        ---
        title: "Sorting: an introduction"
        teaching: 10
        exercises: 5
        ---

        Names come first.
    """


@page_rule("front-matter-blank", Severity.NOTE, Group.STRUCTURE, opt_in=True)
def front_matter_blank(page: Page) -> Iterator[Problem]:
    """The first value of the front matter follows its first line.

    The Workbench warns of a blank second line, since other programs take it for the end of the front matter.  Here it
    makes no difference.

    Fix: Take the blank line out.

    Bad:
        ---

        title: Sorting
        teaching: 10
        exercises: 5
        ---

        Names come first.

    Good:
        ---
        title: Sorting
        teaching: 10
        exercises: 5
        ---

        Names come first.
    """
    for path in page.paths:
        first, second = [*page.lines(path)[:2], "", "-"][:2]
        if first.rstrip() == _FENCE and not second.strip():
            yield Problem("the second line is blank", Spot(path, 2))


@page_rule("file-empty", Severity.WARNING, Group.STRUCTURE)
def file_empty(page: Page) -> Iterator[Problem]:
    """A file of a lesson holds something.

    Readers who open its page find nothing there; the Workbench warns of it too.

    Fix: Write the text, or take the file out of the lesson.

    Bad:
        === learners/discuss.md
        ---
        title: Discussion
        ---

    Good:
        === learners/discuss.md
        ---
        title: Discussion
        ---

        Does sorting take long?
    """
    assembly = page.record.assembly
    # Elsewhere a page may be its contents alone.
    if assembly is None:
        return
    facts, record = page.facts, page.record
    parts = (facts.pictures, facts.tables, facts.codes, facts.passages, facts.html)
    shown = {part.spot.path for some in parts for part in some}
    shown.update(block.path for block in record.blocks)
    shown.update(place.path for place in record.lists)
    shown.update(heading.spot.path for heading in facts.headings if not heading.is_title)
    for path in page.paths:
        holds_others = path == page.path and (assembly.folded or assembly.lists or assembly.contents)
        if path not in shown and not holds_others:
            yield Problem("this file has no text", Spot(path, 1))


@reading_rule("workbench-draft", Group.STRUCTURE)
def workbench_draft() -> None:
    """Every file of a lesson of The Carpentries Workbench is listed in its config.yaml.

    What is not listed is no part of the lesson: nobody sees it but those who read the repository.  That may be meant,
    while an episode is being written; the Workbench tells it too.

    Fix: List the file in config.yaml, or move it elsewhere.

    Bad:
        === config.yaml
        title: Sorting
        episodes:
        - first.md
        === episodes/first.md
        Names come first.
        === episodes/forgotten.md
        Numbers come next.

    Good:
        === config.yaml
        title: Sorting
        episodes:
        - first.md
        - forgotten.md
        === episodes/first.md
        Names come first.
        === episodes/forgotten.md
        Numbers come next.
    """


def _keys(lines: Sequence[str]) -> frozenset[str]:
    """Return the keys of the front matter that a file begins with."""
    if not lines or lines[0].rstrip() != _FENCE:
        return frozenset()
    end = next((number for number, line in enumerate(lines) if number and line.rstrip() == _FENCE), 0)
    try:
        return frozenset(read_mapping("\n".join(lines[1:end])).values)
    except YamlError:
        # That is told by itself.
        return frozenset(_TIMES)


RULES: tuple[Rule, ...] = (timing_missing, front_matter, front_matter_blank, file_empty, workbench_draft)

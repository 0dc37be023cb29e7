"""Rules about headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_lesson_ext.checks.rule import Group, Problem, page_rule, reading_rule
from sphinx_lesson_ext.findings import Severity

from .wording import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_lesson_ext.checks.rule import Rule
    from sphinx_lesson_ext.checks.view import Page
    from sphinx_lesson_ext.lesson.facts import Heading, Spot


@page_rule("heading-skipped", Severity.WARNING, Group.STRUCTURE, mends=True)
def heading_skipped(page: Page) -> Iterator[Problem]:
    """Headings leave out no level.

    Whoever listens to a page jumps from heading to heading, and takes a level that is left out for a section that was
    missed (WCAG 2.2, technique G141; pegboard's ``validate_headings``: first headings are of level 2, and the others
    are sequential).  Headings within blocks are judged by no one: a block may stand anywhere.

    Fix: Write as many signs as there are headings above it, and one for the title of the page.

    Bad:
        ## Sorting

        #### By name

        Names come first.

    Good:
        ## Sorting

        ### By name

        Names come first.
    """
    for headings in _outlines(page):
        # The level of each heading above, and the one that it is to have.
        above: list[tuple[int, int]] = []
        for heading in headings:
            level = max(1, _signs(page, heading)) if heading.is_title else heading.level
            while above and above[-1][0] >= level:
                above.pop()
            parent, moved = above[-1] if above else (1, 1)
            # What stands below a title of another level than the first is right, once the title is.
            wanted = level if heading.is_title else min(level, moved + 1)
            if level > wanted:
                why = (
                    f"there is none of level {wanted} above it"
                    if level > parent + 1
                    else f"the one above it has to move up to level {moved}"
                )
                message = f"this heading is of level {level}, but {why}"
                yield _at(page, heading, message, f"Write '{'#' * wanted}'.", wanted)
            above.append((level, wanted))


@page_rule("heading-title", Severity.WARNING, Group.STRUCTURE, mends=True)
def heading_title(page: Page) -> Iterator[Problem]:
    """Only the title of a page is a heading of the first level.

    The page gets its title from the front matter; a second heading of that level says that another page begins
    (pegboard's ``validate_headings``).  It is shown as one of the second level, and if it says the same as the title,
    it is read twice.

    Fix: Write '##' for the sections of a page.

    Bad:
        # Sorting by name

        Names come first.

    Good:
        ## Sorting by name

        Names come first.
    """
    for headings in _outlines(page):
        titles = {_plain(heading) for heading in headings if heading.is_title}
        for heading, following in zip(headings, [*headings[1:], None], strict=True):
            if heading.level == 1 and not heading.is_title and _plain(heading) in titles:
                message = "this heading says the page's title again"
                yield _at(page, heading, message, "Remove it: the title is shown above it.", None)
            elif heading.level == 1 and not heading.is_title:
                # Sections below it would have to be moved too.
                has_sections = following is not None and following.level > 1
                wanted = None if has_sections else 2
                yield _at(page, heading, "this heading is of the first level, as the page's title is", "", wanted)


@page_rule("heading-empty", Severity.WARNING, Group.STRUCTURE)
def heading_empty(page: Page) -> Iterator[Problem]:
    """A heading has text.

    A heading without text is announced, but nothing can be told of it (WCAG 2.2, success criterion 2.4.6; pegboard's
    ``validate_headings``).

    Fix: Write what the section is about, or take the signs out.

    Bad:
        ## Sorting

        Names come first.

        ##

        Numbers come next.

    Good:
        ## Sorting

        Names come first.

        Numbers come next.
    """
    for heading in page.facts.headings:
        if not heading.text.strip() and not heading.is_title:
            yield Problem("this heading has no text", heading.spot)


@page_rule("heading-twice", Severity.WARNING, Group.STRUCTURE)
def heading_twice(page: Page) -> Iterator[Problem]:
    """Two sections of the same section have different headings.

    In the contents they cannot be told apart, and the address of the second changes when the first is renamed
    (pegboard's ``validate_headings``).  Titles of blocks, and headings in different tabs and blocks, may be the same.

    Fix: Say in the headings what sets the sections apart.

    Bad:
        ## Sorting

        Names come first.

        ## Sorting

        Numbers come next.

    Good:
        ## Sorting names

        Names come first.

        ## Sorting numbers

        Numbers come next.
    """
    for headings in _outlines(page):
        titles = {heading.spot for heading in headings if heading.is_title}
        spots: dict[tuple[Spot | None, str], Spot] = {}
        above: list[tuple[int, Spot]] = []
        for heading in headings:
            level = 1 if heading.is_title else heading.level
            while above and above[-1][0] >= level:
                above.pop()
            key = above[-1][1] if above else None, _plain(heading)
            first = spots.setdefault(key, heading.spot)
            # What says the title again is told so.
            if first != heading.spot and key[1] and first not in titles:
                file = "" if first.path == heading.spot.path else f" of {first.path}"
                message = f"the section at line {first.line}{file} has this heading too"
                yield Problem(message, heading.spot, heading.text)
            above.append((level, heading.spot))


@reading_rule("heading-form", Group.STRUCTURE, mends=True)
def heading_form() -> None:
    """There is a blank behind the signs of a heading.

    Without it, no Markdown that the Workbench or this extension reads takes the line for a heading: it is shown as
    it is written (pandoc's ``space_in_atx_header``; CommonMark, section 4.2).

    Fix: Write a blank behind the signs.

    Bad:
        ##Sorting

        Names come first.

    Good:
        ## Sorting

        Names come first.
    """


@reading_rule("no-title", Group.STRUCTURE, opt_in=True)
def no_title() -> None:
    """A page has a title.

    Without one, contents and lists name the file, and a browser's tab says nothing (WCAG 2.2, success criterion 2.4.2;
    the Workbench warns of it too).

    Fix: Write 'title: …' into the front matter of the file.

    Bad:
        ---
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


def _outlines(page: Page) -> Iterable[list[Heading]]:
    """Return the headings that are outside of blocks and tabs, of each file that a page is made of.

    Those of files that it includes, such as child documents of R Markdown, stand below its own.
    """
    paths = page.paths
    outlines: dict[str, list[Heading]] = {}
    path = page.path
    for heading in page.facts.headings:
        if not heading.holder:
            path = heading.spot.path if heading.spot.path in paths else path
            outlines.setdefault(path, []).append(heading)
    return outlines.values()


def _plain(heading: Heading) -> str:
    return plain(heading.text)


def _signs(page: Page, heading: Heading) -> int:
    """Return how many signs stand before a heading; 0, if it is written otherwise."""
    line = _line(page, heading.spot)
    return len(line) - len(line.lstrip("#"))


def _line(page: Page, spot: Spot) -> str:
    lines = page.lines(spot.path)
    return lines[spot.line - 1].rstrip() if 0 < spot.line <= len(lines) else ""


def _at(page: Page, heading: Heading, message: str, fix: str, wanted: int | None) -> Problem:
    """Return a problem of a heading, with the line as it is to be, if it is one of Markdown.

    What is included is not mended: it may be included elsewhere too, below other headings.
    """
    spot = heading.spot
    line = _line(page, spot)
    signs = line[: _signs(page, heading)]
    is_of_markdown = len(signs) == heading.level and line[len(signs) :].startswith((" ", "\t"))
    if wanted is None or spot.path not in page.paths or not is_of_markdown:
        return Problem(message, spot, heading.text, fix)
    return Problem(message, spot, line, fix, "#" * wanted + line[len(signs) :])


RULES: tuple[Rule, ...] = (heading_skipped, heading_title, heading_empty, heading_twice, heading_form, no_title)

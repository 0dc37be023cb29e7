"""Rules about whether what a page links to or shows is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_lesson_ext.checks.rule import Group, reading_rule
from sphinx_lesson_ext.findings import Severity

if TYPE_CHECKING:
    from sphinx_lesson_ext.checks.rule import Rule


@reading_rule("link-target", Group.LINKS, Severity.ERROR)
def link_target() -> None:
    """A link to the lesson's own leads to a page or a file that is there.

    Readers who follow another one find nothing (pegboard's ``validate_links``).

    Fix: Write the path of the file as seen from the file that links to it.

    Bad:
        Read [the notes](notes.md) first.

    Good:
        Read [the glossary](../learners/reference.md) first.
    """


@reading_rule("link-fragment", Group.LINKS)
def link_fragment() -> None:
    """A link to a place on a page leads to a place that is there.

    Otherwise readers find themselves at the top of the page, and look for what was meant (pegboard's
    ``validate_links``).

    Fix: Write the id of the heading or block that is meant; '{#id}' behind a heading gives it one.

    Bad:
        Read [what follows](#what-follows).

        ## Names

        Names come first.

    Good:
        Read [what follows](#names).

        ## Names

        Names come first.
    """


@reading_rule("reference", Group.LINKS)
def reference() -> None:
    """A reference to a block leads to a block.

    Otherwise its text is shown, and leads nowhere.

    Fix: Give the block that name, or write the name that it has.

    Bad:
        Do {lesson:challenge}`the-missing-one` now.

    Good:
        ::: {.callout #all-names}

        Names come first.

        :::

        See {lesson:callout}`all-names` now.
    """


@reading_rule("image-missing", Group.LINKS, Severity.ERROR)
def image_missing() -> None:
    """The picture that a page shows is in the lesson.

    Readers see its text alternative instead.

    Fix: Write the path of the picture as seen from the file that shows it, or add the picture.

    Bad:
        ![Three names in a column](fig/nowhere.png)

    Good:
        Ann, Ben and Cleo stand in a column.
    """


@reading_rule("outside", Group.LINKS)
def outside() -> None:
    """No path leads out of the lesson.

    What lies outside is on the author's machine alone, and a lesson that somebody else builds is to show nothing of
    that machine.

    Fix: Copy the file into the lesson.

    Bad:
        See [the list of names](../../names.txt).

    Good:
        See [the reference](../learners/reference.md).
    """


@reading_rule("link-form", Group.LINKS, mends=True)
def link_form() -> None:
    """A link is written as Markdown has it.

    Brackets that were exchanged, or a blank between them, make text of a link, which leads nowhere (pegboard's
    ``validate_links``).

    Fix: Write '[text](address)'.

    Bad:
        Read [the manual] (https://example.org/manual) first.

    Bad:
        Read (the manual)[https://example.org/manual] first.

    Bad:
        Read [the glossary][../learners/reference.md] first.

    Good:
        Read [the manual](https://example.org/manual) and [the glossary](../learners/reference.md) first.
    """


@reading_rule("link-label", Group.LINKS)
def link_label() -> None:
    """The label that a link names is defined.

    Otherwise the page shows its brackets, and no link.

    Fix: Write '[label]: address' into the file, or into the lesson's links.md.

    Bad:
        Read [the manual][manual] first.

    Good:
        Read [the manual][manual] first.

        [manual]: https://example.org/manual
    """


@reading_rule("footnote", Group.LINKS)
def footnote() -> None:
    """The footnote that a text refers to is on its page.

    Otherwise the page shows the brackets.

    Fix: Write '[^label]: ' and the note in a line of its own; if the brackets are no reference, put them in backticks.

    Bad:
        Names come first[^why].

    Good:
        Names come first[^why].

        [^why]: They are shorter.
    """


@reading_rule("link-file", Group.LINKS)
def link_file() -> None:
    """A file of shared link definitions holds nothing else.

    What else is in it is shown on no page.

    Fix: Move it to a page.

    Bad:
        === links.md
        [manual]: https://example.org/manual

        Read the manual first.

    Good:
        === links.md
        [manual]: https://example.org/manual
    """


RULES: tuple[Rule, ...] = (
    link_target,
    link_fragment,
    reference,
    image_missing,
    outside,
    link_form,
    link_label,
    footnote,
    link_file,
)

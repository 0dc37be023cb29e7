"""Rules about what is left in a text of other programs, and about how a text is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_lesson_ext.checks.rule import Group, reading_rule

if TYPE_CHECKING:
    from sphinx_lesson_ext.checks.rule import Rule


@reading_rule("kramdown", Group.STRUCTURE, mends=True)
def kramdown() -> None:
    """Nothing is left in a text that only kramdown read.

    Lessons were once made with Jekyll, whose Markdown had attributes in '{: }'.  The Workbench shows them as text.

    Fix: Write what the message says, or take it out.

    Bad:
        Names come first.
        {: .no_toc}

    Good:
        Names come first.
    """


@reading_rule("liquid", Group.STRUCTURE, mends=True)
def liquid() -> None:
    """Nothing is left in a text that only Liquid read.

    Lessons were once made with Jekyll, which put values and files in the place of '{{ }}' and '{% %}'.

    Fix: Write what it stood for, or take it out.

    Bad:
        Names come first.

        {% include links.md %}

    Good:
        Names come first.
    """


@reading_rule("html-unknown-tag", Group.STRUCTURE)
def html_unknown_tag() -> None:
    """What looks like a tag of HTML is one.

    Browsers show nothing of '<name>': whoever reads the page does not know that something is to be filled in.

    Fix: Put it in backticks.

    Bad:
        Write <your name> first.

    Good:
        Write `<your name>` first.
    """


@reading_rule("html-unbalanced", Group.STRUCTURE)
def html_unbalanced() -> None:
    """Every tag of raw HTML is closed.

    In a browser, what is never closed goes on to the end of the page.

    Fix: Write the tag that closes it where it ends.

    Bad:
        Names come <b>first.

    Good:
        Names come <b>first</b>.
    """


@reading_rule("no-break-spaces", Group.STRUCTURE)
def no_break_spaces() -> None:
    """Lines are not indented with no-break spaces.

    Editors and translators put them where blanks were; no Markdown takes them for an indent, so that a paragraph of a
    list item is none of it any more, and code becomes a paragraph.

    Fix: Write blanks instead; put code between two lines of three backticks, without an indent.

    Bad:
        - Sort the names.

        \N{NO-BREAK SPACE}\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}Ann comes first.

    Bad:
        Sort them:

        \N{NO-BREAK SPACE}\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}sort names.txt
        \N{NO-BREAK SPACE}\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}{: .language-bash}

    Good:
        - Sort the names.

          Ann comes first.

    Good:
        Sort them:

        ```bash
        sort names.txt
        ```
    """


@reading_rule("code-fence", Group.STRUCTURE, mends=True)
def code_fence() -> None:
    """The language of code stands in braces in R Markdown alone.

    Pandoc takes such lines of other files for text.

    Fix: Write the language without braces.

    Bad:
        ```{bash}
        sort names.txt
        ```

    Good:
        ```bash
        sort names.txt
        ```
    """


@reading_rule("role", Group.STRUCTURE)
def role() -> None:
    """Text in braces that stands right before a backtick is the name of a role of MyST.

    Otherwise a backtick is likely to be missing, so that text is shown as code, and code as text.

    Fix: Put each piece of code between two backticks.

    Bad:
        Sort with{numbers}`, or with`{names}.

    Good:
        Sort with `{numbers}`, or with `{names}`.
    """


@reading_rule("table-grid", Group.STRUCTURE)
def table_grid() -> None:
    """The lines of a grid table meet.

    Otherwise nobody can tell where its cells end, and it is shown as text.

    Fix: Put each '|' and '+' below the one above it.

    Bad:
        +------+-------+
        | Ann | first
        +------+-------+

    Good:
        +------+-------+
        | Name | Place |
        +======+=======+
        | Ann  | first |
        +------+-------+
    """


RULES: tuple[Rule, ...] = (
    kramdown,
    liquid,
    html_unknown_tag,
    html_unbalanced,
    no_break_spaces,
    code_fence,
    role,
    table_grid,
)

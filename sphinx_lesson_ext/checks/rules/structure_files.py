"""Rules about the files that pages show, lead to, or take in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_lesson_ext.checks.rule import Group, reading_rule
from sphinx_lesson_ext.findings import Severity

if TYPE_CHECKING:
    from sphinx_lesson_ext.checks.rule import Rule


@reading_rule("image-size", Group.STRUCTURE)
def image_size() -> None:
    """The size of a picture is a length, and its alignment a side.

    What is neither is left out, and the picture has its own size.

    Fix: Write a length such as 50% or 400px; as alignment left, center or right.

    Bad:
        ![](data:image/gif;base64,R0lGODlhAQABAIAAAP8AAAAAACwAAAAAAQABAAACAkQBADs=){alt="A red dot" width="wide"}

    Good:
        ![](data:image/gif;base64,R0lGODlhAQABAIAAAP8AAAAAACwAAAAAAQABAAACAkQBADs=){alt="A red dot" width="50%"}
    """


@reading_rule("image-dark", Group.STRUCTURE)
def image_dark() -> None:
    """The picture that a page shows on a dark ground is in the lesson.

    Without it the same picture is shown on both grounds.

    Fix: Write the path of the picture as seen from the file that shows it, or add the picture.

    Bad:
        === episodes/example.md
        ```{image} fig/names.svg
        :alt: Three names in a column
        :dark: fig/nowhere.svg
        ```
        === episodes/fig/names.svg
        <svg xmlns="http://www.w3.org/2000/svg"/>

    Good:
        === episodes/example.md
        ```{image} fig/names.svg
        :alt: Three names in a column
        ```
        === episodes/fig/names.svg
        <svg xmlns="http://www.w3.org/2000/svg"/>
    """


@reading_rule("child", Group.STRUCTURE, Severity.ERROR)
def child() -> None:
    """The files that R Markdown takes in are in the lesson.

    What cannot be read is left out of the page.

    Fix: Write the path of the file as seen from the file that takes it in, or add the file.

    Bad:
        === episodes/example.Rmd
        ---
        title: Sorting
        teaching: 10
        exercises: 5
        ---

        Names come first.

        ```{r, child="nowhere.Rmd"}
        ```

    Good:
        === episodes/example.Rmd
        ---
        title: Sorting
        teaching: 10
        exercises: 5
        ---

        Names come first.
    """


@reading_rule("encoding", Group.STRUCTURE, Severity.ERROR)
def encoding() -> None:
    """A file is text in UTF-8.

    Bytes that are none are shown as a replacement character, and what was meant cannot be known.

    Fix: Save the file as UTF-8, without NUL bytes.

    Bad:
        Names\N{NULL} come first.

    Good:
        Names come first.
    """


RULES: tuple[Rule, ...] = (image_size, image_dark, child, encoding)

"""``lesson new``: begin a lesson, or add an episode to one."""

from __future__ import annotations

from argparse import ArgumentTypeError
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sphinx_lesson_ext.starter.answers import READERS, AnswerError, read_title

from .command import Command, CommandError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable

_Value = TypeVar("_Value")

_DESCRIPTION = """\
Begin a new lesson in the folder DIR, which must be empty or still to be made;
or, with --episode, add an episode to the lesson in DIR. On a terminal you are
asked for what no option tells.
"""

_EXAMPLES = """\
examples:
  lesson new shell-loops
  lesson new bucles --language es --title "Bucles" --author "Ana Núñez" --yes
  lesson new --episode "Loops in loops" shell-loops

exit status:
  0, or 2 if nothing could be written
"""


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "folder",
        metavar="DIR",
        type=Path,
        nargs="?",
        help="the lesson's folder (with --episode by default the current)",
    )
    parser.add_argument("--episode", metavar="TITLE", type=_read(read_title), help="add an episode of that title")
    lesson = parser.add_argument_group("of a new lesson")
    lesson.add_argument("--title", type=_read(READERS["title"]), help="its title (default: the folder's name)")
    lesson.add_argument(
        "--author",
        metavar="NAME",
        dest="authors",
        action="append",
        type=_read(READERS["authors"]),
        help="an author, as 'Name <mail>' or 'Family, Given <mail>'; may be given several times",
    )
    lesson.add_argument("--language", metavar="CODE", type=_read(READERS["language"]), help="such as es (default: en)")
    lesson.add_argument(
        "--license",
        "--licence",
        metavar="ID",
        type=_read(READERS["license"]),
        help="the SPDX identifier of its licence (default: CC-BY-4.0)",
    )
    lesson.add_argument(
        "--repository", metavar="URL", type=_read(READERS["repository"]), help="the address of its repository"
    )
    lesson.add_argument(
        "--contact", metavar="MAIL", type=_read(READERS["contact"]), help="a mail address, or one on the web"
    )
    lesson.add_argument("-y", "--yes", action="store_true", help="ask nothing, take the defaults")


def _read(read: Callable[[str], _Value]) -> Callable[[str], _Value]:
    """Return *read* as argparse wants it."""

    def convert(text: str) -> _Value:
        try:
            return read(text)
        except AnswerError as error:
            raise ArgumentTypeError(str(error)) from error

    return convert


def _run(arguments: Namespace) -> int:
    if arguments.episode is None:
        if arguments.folder is None:
            raise CommandError("name the folder of the new lesson: lesson new DIR")
        from .new_lesson import make_lesson

        make_lesson(arguments.folder, arguments)
        return 0
    given = [name for name in READERS if getattr(arguments, name) is not None]
    if given:
        raise CommandError("--episode takes only the lesson's folder; the other options are for a new lesson")
    # Loaded here: it needs Sphinx, which other commands load in their own way.
    from .new_episode import add_episode

    add_episode(arguments.folder or Path(), arguments.episode)
    return 0


COMMAND = Command("new", "begin a lesson, or add an episode", _DESCRIPTION, _EXAMPLES, _add_arguments, _run)

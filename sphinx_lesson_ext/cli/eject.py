"""``lesson eject``: write the ``conf.py`` that ``lesson build`` does without."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_lesson_ext.report.wording import visible

from .command import Command, CommandError
from .implicit import SETTINGS
from .output import say
from .source import find_source

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

_DESCRIPTION = """\
Write a conf.py into a lesson of The Carpentries Workbench, with what `lesson
build` sets without one. Nothing changes by that, until you change it: then
options of Sphinx, of its extensions and of the theme are yours.
config.yaml still says which episodes the lesson has, and what it is called.
"""

_EXAMPLES = """\
examples:
  lesson eject .
  lesson build .                  builds the same as before

exit status:
  0, or 2 if there is a conf.py already, or no lesson with config.yaml
"""

_HEAD = '''\
"""The settings of this lesson for Sphinx.

Title, authors, licence, episodes and their order still come from config.yaml.
What can be set here:
https://www.sphinx-doc.org/en/master/usage/configuration.html
"""
'''


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("source", metavar="SRC", type=Path, help="the lesson's folder")


def _run(arguments: Namespace) -> int:
    source = find_source(arguments.source)
    conf = source.folder / "conf.py"
    if source.has_conf:
        raise CommandError(f"{conf} is already there, and is not overwritten; change it, or remove it first")
    try:
        # Never over a file that came in between, or a symbolic link to one.
        with conf.open("x", encoding="utf-8") as file:
            file.write(conf_text())
    except OSError as error:
        raise CommandError(f"{conf} cannot be written: {error.strerror}") from error
    say(
        f"{visible(str(conf))} holds the settings now; "
        "config.yaml still says which episodes there are, and in which order.\n"
    )
    return 0


def conf_text() -> str:
    """Return the text of the ``conf.py`` that gives the same as none."""
    parts = (f"{_comment(setting.reason)}\n{setting.name} = {_literal(setting.value)}\n" for setting in SETTINGS)
    return "\n".join((_HEAD, *parts))


def _comment(text: str) -> str:
    return textwrap.fill(text, 80, initial_indent="# ", subsequent_indent="# ")


def _literal(value: object) -> str:
    return repr(value).replace("'", '"')


COMMAND = Command(
    "eject", "write the conf.py that a lesson does without", _DESCRIPTION, _EXAMPLES, _add_arguments, _run
)

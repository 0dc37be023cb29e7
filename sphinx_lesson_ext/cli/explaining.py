"""``lesson check --list`` and ``--explain``: tell of rules, without a lesson."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from sphinx_lesson_ext.report.paint import paint_for

from .command import CommandError
from .output import write_report

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what is asked for."""
    parser.add_argument("--list", action="store_true", help="list all that is looked for, and end")
    parser.add_argument("--explain", metavar="CODE", help="tell why something is found and what to do, and end")


def is_asked(arguments: Namespace) -> bool:
    """Tell whether rules are asked for, and no lesson."""
    return arguments.list or arguments.explain is not None


def tell(arguments: Namespace) -> None:
    """Tell what is asked for.

    :raises CommandError: If there is no such code.
    """
    from sphinx_lesson_ext.report.explained import listed

    paint = paint_for(sys.stdout, os.environ)
    text = listed(paint) if arguments.list else _explained(arguments.explain)
    write_report(text, "-", for_people=True)


def _explained(name: str) -> str:
    from sphinx_lesson_ext.checks.catalogue import ALL, DEFAULT, code_of, rule_of, unknown_name
    from sphinx_lesson_ext.checks.rule import Group
    from sphinx_lesson_ext.report.explained import explained

    if problem := unknown_name(name):
        raise CommandError(problem)
    if name in (*Group, DEFAULT, ALL):
        raise CommandError(f"{name!r} is no code; see --list")
    return explained(rule_of(code_of(name)), paint_for(sys.stdout, os.environ))

"""How commands tell what they found: the options for that, and the report."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from sphinx_lesson_ext.report.as_text import render as as_text
from sphinx_lesson_ext.report.formats import FORMATS
from sphinx_lesson_ext.report.paint import Colour, paint_for, plain
from sphinx_lesson_ext.report.paths import moved, prefix_from_here

from .output import write_report

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence
    from pathlib import Path

    from sphinx_lesson_ext.findings import Finding


def add_arguments(parser: ArgumentParser) -> None:
    """Declare in which form findings are told, and where."""
    parser.add_argument("--format", choices=FORMATS, default="text", help="the form of the report (default: text)")
    parser.add_argument(
        "-o", "--output", metavar="FILE", default="-", help="where to write it (default: -, standard output)"
    )


def write(findings: Sequence[Finding], arguments: Namespace, folder: Path, nothing: str) -> None:
    """Write the report that was asked for.

    :param findings: In order, with paths from *folder*.
    :param folder: The source folder of the lesson.
    :param nothing: What people are told where nothing was found.
    :raises CommandError: If it cannot be written.
    """
    report_format = FORMATS[arguments.format]
    if arguments.format == "text":
        report = _text(findings, arguments, folder, nothing)
    else:
        report = report_format.report(findings, folder)
    write_report(report, arguments.output, for_people=report_format.for_people)


def _text(findings: Sequence[Finding], arguments: Namespace, folder: Path, nothing: str) -> str:
    paint = paint_for(sys.stdout, os.environ) if arguments.output == "-" else plain
    if not findings:
        return f"{paint(nothing, Colour.GREEN)}\n"
    # Terminals and editors follow a path from the folder that one is in.
    return as_text(moved(findings, prefix_from_here(folder)), paint)

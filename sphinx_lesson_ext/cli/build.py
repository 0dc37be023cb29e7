"""``lesson build``: make a lesson's pages, or a book of it, or what is printed."""

from __future__ import annotations

import os
import shlex
import sys
from argparse import ArgumentTypeError
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_lesson_ext.language_codes import is_language, tag_of
from sphinx_lesson_ext.printing.names import PAPER
from sphinx_lesson_ext.report.wording import held_back, number, visible

from .command import Command, CommandError
from .handouts import HANDOUTS
from .loading import loading
from .output import complain, say
from .source import find_source
from .templates import GETTEXT

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from sphinx_lesson_ext.printing.ways import Way

    from .building import Result

#: What is asked for as a builder, and is none of Sphinx's.
_PDF = "pdf"

_DESCRIPTION = """\
Build a lesson: one of The Carpentries Workbench as it is, or any project of
Sphinx. What has not changed since the last time is not built again.
"""

_EXAMPLES = """\
examples:
  lesson build .                     into site/html, or _build/html with conf.py
  lesson build . -o public           into another folder
  lesson build . -W                  fail if there is any warning
  lesson build . --builder epub      an electronic book
  lesson build . --builder pdf       a PDF, with the browser or LaTeX
  lesson build . --handout learner   a PDF for learners, without solutions
  lesson build . --language es       a translation, into site/html/es

exit status:
  0, or 1 if there were warnings and -W was given, or 2 if it cannot be built
"""


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("source", metavar="SRC", type=Path, help="the lesson's folder")
    parser.add_argument(
        "-o",
        "--output",
        metavar="OUT",
        type=Path,
        help="the folder to build into (default: SRC/site/html for a lesson with config.yaml, else SRC/_build/html)",
    )
    parser.add_argument(
        "-l",
        "--language",
        metavar="CODE",
        type=_language,
        help="build one language, into its folder in OUT (default: those of lesson_languages)",
    )
    add_jobs_argument(parser)
    parser.add_argument(
        "--builder", metavar="NAME", default="", help="html, dirhtml, pdf, epub, latex or another (default: html)"
    )
    parser.add_argument(
        "--handout",
        choices=HANDOUTS,
        help="build for learners, without solutions and notes, or for instructors, with both; a PDF by default",
    )
    parser.add_argument(
        "--pdf-with",
        choices=("browser", "latex"),
        default="",
        help="what makes the PDF (default: a browser, or LaTeX if there is none)",
    )
    parser.add_argument("-W", "--fail-on-warning", action="store_true", help="exit with status 1 if there are warnings")
    add_build_arguments(parser)
    volume = parser.add_mutually_exclusive_group()
    volume.add_argument(
        "-q", "--quiet", action="store_const", dest="verbosity", const=-1, help="tell of warnings alone"
    )
    volume.add_argument(
        "-v", "--verbose", action="count", dest="verbosity", help="show all that Sphinx tells; -vv: more"
    )
    parser.set_defaults(verbosity=0)


def add_jobs_argument(parser: ArgumentParser) -> None:
    """Declare how many processes may be used."""
    parser.add_argument(
        "-j",
        "--jobs",
        metavar="N",
        type=jobs,
        default=1,
        help="use N processes, or auto: one for each processor (default: 1, which is as quick for most lessons)",
    )


def add_build_arguments(parser: ArgumentParser) -> None:
    """Declare what every command that builds takes."""
    parser.add_argument("--draft", action="store_true", help="show drafts and FIXMEs, with Sphinx's tag 'draft'")
    parser.add_argument("--run-r", action="store_true", help="run the lesson's R code: it can do all that you can")
    parser.add_argument("--built", metavar="DIR", type=Path, help="use the Markdown that R made already, in DIR")
    add_settings_argument(parser)


def add_settings_argument(parser: ArgumentParser) -> None:
    """Declare how to set values of ``conf.py``."""
    parser.add_argument(
        "-D",
        metavar="NAME=VALUE",
        action="append",
        type=_setting,
        default=[],
        dest="settings",
        help="set a value of conf.py, for this time",
    )


def settings_of(arguments: Namespace) -> dict[str, Any]:
    """Return the values of ``conf.py`` that were asked for."""
    settings: dict[str, Any] = dict(arguments.settings)
    if arguments.run_r:
        settings["lesson_run_r"] = True
    if arguments.built is not None:
        # In conf.py it begins at the lesson, on the command line where its user is.
        settings["lesson_built"] = str(arguments.built.resolve())
    return settings


def tags_of(arguments: Namespace) -> tuple[str, ...]:
    """Return the tags of Sphinx that were asked for."""
    return ("draft",) if arguments.draft else ()


def jobs(text: str) -> int:
    """Return the number of processes that an argument asks for."""
    if text == "auto":
        return os.cpu_count() or 1
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise ArgumentTypeError(f"{text!r} is neither a whole number of 1 or more nor auto")
    return int(text)


def _setting(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not (sign and name):
        raise ArgumentTypeError(f"{text!r} is not of the form NAME=VALUE")
    return name, value


@loading()
def _run(arguments: Namespace) -> int:
    # Loaded here, so that Sphinx is loaded by those who need it, and Ctrl+C is heard from the beginning.
    from .building import Request, build, output_folder

    source = find_source(arguments.source)
    name, builder, way = _made_as(arguments)
    if builder == GETTEXT and arguments.language:
        raise CommandError(
            "the texts for translators are those of the original; leave out --language, or write "
            f"'lesson translate SRC --language {arguments.language}' for a catalogue"
        )
    request = Request(
        source,
        output_folder(source, name, arguments.output),
        builder,
        {**HANDOUTS.get(arguments.handout, {}), **settings_of(arguments)},
        tags_of(arguments),
        arguments.jobs,
        arguments.verbosity,
        way=way,
    )
    first = build(replace(request, language=arguments.language or ""), sys.stdout, sys.stderr)
    results = [first]
    _tell(first, arguments)
    if arguments.verbosity >= 0 and way is not None:
        say(f"Printed with {way.program}\n")
    elif arguments.verbosity >= 0 and builder == PAPER:
        say("It is a page for printing, for no browser and no LaTeX was found here that could make a PDF.\n")
    if not arguments.language and "language" not in request.settings and builder != GETTEXT:
        for language in first.translations:
            result = build(replace(request, language=language), sys.stdout, sys.stderr)
            results.append(result)
            _tell(result, arguments, f"{language}: ")
    # What Sphinx tells ends with the same command.
    if arguments.verbosity == 0 and first.findings:
        say(f"The findings are told by: lesson check {visible(shlex.quote(str(arguments.source)))}\n")
    warnings = sum(result.warnings for result in results)
    if arguments.fail_on_warning and warnings:
        complain(f"{number(warnings, 'warning')}, but -W allows none")
        return 1
    return int(any(result.has_failed for result in results))


def _tell(result: Result, arguments: Namespace, begin: str = "") -> None:
    if arguments.verbosity >= 0:
        say(f"{begin}{told_result(result)}: {result.first.as_uri()}\n")
        if held := held_back(result.held):
            say(f"{held}\n")
        if result.others:
            say(f"Its folder has files that were made with --builder {' and '.join(result.others)}, too\n")


def _language(text: str) -> str:
    if not is_language(text):
        raise ArgumentTypeError(f"{text!r} is no code of a language; such codes are es, ar or pt-BR")
    return tag_of(text)


def _made_as(arguments: Namespace) -> tuple[str, str, Way | None]:
    """Return the name of the output folder, the builder of Sphinx, and how a PDF is made of what that writes.

    :raises CommandError: If a PDF is asked for that cannot be made.
    """
    wanted = arguments.builder or (_PDF if arguments.handout or arguments.pdf_with else "html")
    name = f"handout-{arguments.handout}" if arguments.handout else wanted
    if wanted != _PDF:
        if arguments.pdf_with:
            raise CommandError(f"--pdf-with is for a PDF, and --builder {wanted} makes none; leave one of them out")
        return name, wanted, None
    from sphinx_lesson_ext.printing.errors import PrintingError
    from sphinx_lesson_ext.printing.ways import choose_way

    try:
        way = choose_way(arguments.pdf_with)
    except PrintingError as error:
        if arguments.handout and not (arguments.builder or arguments.pdf_with):
            return name, PAPER, None
        raise CommandError(str(error)) from error
    return name, way.builder, way


def told_result(result: Result) -> str:
    """Return what came of a build, in words."""
    counts = (
        (result.pages, "page"),
        (result.exercises, "exercise"),
        (result.fixmes, "FIXME"),
        (result.findings, "finding"),
        (result.warnings, "warning"),
    )
    told = ", ".join(number(count, noun) for count, noun in counts if count is not None)
    return f"{told} in {result.seconds:.1f} s"


COMMAND = Command("build", "make the lesson's pages", _DESCRIPTION, _EXAMPLES, _add_arguments, _run)

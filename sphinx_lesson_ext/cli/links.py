"""``lesson check --links``: ask the web of the addresses that a lesson links to."""

from __future__ import annotations

import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_lesson_ext.report.wording import number, visible

from .output import tell, write_file

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from sphinx.environment import BuildEnvironment

    from sphinx_lesson_ext.findings import Finding

#: The file, beside what Sphinx has read, that keeps what was answered.
_NAME = "links.json"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what is asked for."""
    parser.add_argument(
        "--links",
        action="store_true",
        help="ask for each address on the web that the lesson links to; what was answered is kept for some days",
    )


def is_of_links(finding: Finding) -> bool:
    """Tell whether something is found with this option alone."""
    from sphinx_lesson_ext.checks.rules import links_web

    return finding.code in {rule.code for rule in links_web.RULES}


def findings_of_links(env: BuildEnvironment) -> list[Finding]:
    """Return what is wrong with the lesson's links to the web; tell on standard error what nobody knows."""
    # Loaded here: it brings along what speaks to servers.
    from sphinx_lesson_ext.checks.run import lesson_of, placed_problems
    from sphinx_lesson_ext.checks.web_answers import read, written
    from sphinx_lesson_ext.checks.web_asking import ask
    from sphinx_lesson_ext.checks.web_links import addresses_of, answers_for, problems, unknown_servers, without_doubt

    lesson = lesson_of(env)
    file = Path(env.doctreedir).with_name(_NAME)
    addresses = addresses_of(lesson, env.config.linkcheck_exclude_documents)
    try:
        known = read(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        known = {}
    answers = answers_for(addresses, known, partial(ask, env))
    write_file(written(answers, time.time()).encode("utf-8", "surrogatepass"), file)
    reasons = unknown_servers(addresses, answers)
    if reasons:
        told = ", ".join(f"{visible(reason)} ({count})" for reason, count in sorted(reasons.items()))
        tell(f"Nothing is known of {number(reasons.total(), 'link')}: {told}.\n", sys.stderr)
    findings = placed_problems(problems(addresses, answers), lesson)
    return [without_doubt(finding, lesson.lines(finding.path)) for finding in findings]

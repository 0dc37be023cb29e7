"""What every build says before it ends about what is found in the lesson: the first of it, and how to see it all."""

from __future__ import annotations

import shlex
import textwrap
from collections import Counter
from itertools import groupby, islice
from operator import attrgetter
from typing import TYPE_CHECKING

from sphinx.util import logging
from sphinx.util.osutil import relpath

from sphinx_lesson_ext.checks.run import untold_findings
from sphinx_lesson_ext.findings import Severity
from sphinx_lesson_ext.lesson.domain import lesson_domain

from .builder import ReportBuilder
from .wording import NOTHING, are_fixmes, counted, held_back, shortened, text_of, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx.application import Sphinx

    from sphinx_lesson_ext.findings import Finding

logger = logging.getLogger(__name__)

#: The number of findings that the summary shows, and the number of columns of each line.
LIMIT = 20
WIDTH = 100
_NO_BREAK = "\N{NO-BREAK SPACE}"


def summary(findings: Sequence[Finding], command: str) -> list[str]:
    """Return a short account of *findings*, as lines; the files with what matters most are shown first.

    :param findings: In order.
    :param command: The command that shows them in full.
    """
    if not findings:
        return [NOTHING]
    lines = [f"{counted(findings)}:"]
    if not are_fixmes(findings):
        lines += _filled([f"{count} {code}" for code, count in Counter(f.code for f in findings).most_common()])
    lines += _places(findings)
    if len(findings) > LIMIT:
        lines.append(f"  ... and {len(findings) - LIMIT} more")
    return [*lines, f"The full report: {command}"]


def _filled(counts: Sequence[str]) -> list[str]:
    # A count stays with its code: lines are not broken at no-break spaces.
    text = ", ".join(count.replace(" ", _NO_BREAK) for count in counts)
    lines = textwrap.wrap(text, WIDTH, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)
    return [line.replace(_NO_BREAK, " ") for line in lines]


def _places(findings: Sequence[Finding]) -> Iterator[str]:
    counts = Counter(finding.path for finding in findings)
    worst = {path: min(map(_rank, of_path)) for path, of_path in groupby(findings, attrgetter("path"))}
    first = sorted(findings, key=lambda finding: (worst[finding.path], finding.path, _rank(finding)))
    for path, group in groupby(islice(first, LIMIT), attrgetter("path")):
        yield f"  {visible(path)} ({counts[path]})"
        for finding in group:
            sign = "error: " if finding.severity is Severity.ERROR else ""
            line = f"    {visible(path)}:{finding.line}: {sign}{visible(text_of(finding))}"
            # Not every terminal has an ellipsis.
            yield shortened(line, WIDTH, "...")


def _rank(finding: Finding) -> int:
    return finding.severity.rank


def log_summary(app: Sphinx, exception: Exception | None) -> None:
    """Log the summary (event ``build-finished``), unless the build failed or has already told it all."""
    if exception is not None or isinstance(app.builder, ReportBuilder):
        return
    findings = untold_findings(app.env)
    command = "fixmes" if are_fixmes(findings) else "check"
    held = held_back(lesson_domain(app.env).held_solutions())
    lines = summary(findings, f"lesson {command} {shlex.quote(relpath(app.srcdir))}")
    for line in ("", *([held] if held else []), *lines):
        logger.info("%s", line)

"""What every build says about the lesson's FIXMEs before it ends."""

from __future__ import annotations

import shlex
from itertools import groupby, islice
from operator import attrgetter
from typing import TYPE_CHECKING

from sphinx.util import logging
from sphinx.util.osutil import relpath

from sphinx_lesson_ext.lesson.domain import lesson_domain

from .builder import ReportBuilder
from .wording import NOTHING, counted, text_of, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx.application import Sphinx

    from sphinx_lesson_ext.findings import Finding

logger = logging.getLogger(__name__)

#: The number of findings that the summary shows, and the number of characters of each line.
LIMIT = 20
WIDTH = 100


def summary(findings: Sequence[Finding], command: str) -> list[str]:
    """Return a short account of *findings*, as lines.

    :param findings: In order.
    :param command: The command that shows them in full.
    """
    if not findings:
        return [NOTHING]
    lines = [f"{counted(findings)}:", *_places(findings)]
    if len(findings) > LIMIT:
        lines.append(f"  ... and {len(findings) - LIMIT} more")
    return [*lines, f"The full report: {command}"]


def _places(findings: Sequence[Finding]) -> Iterator[str]:
    counts = {path: len(list(group)) for path, group in groupby(findings, attrgetter("path"))}
    for path, group in groupby(islice(findings, LIMIT), attrgetter("path")):
        yield f"  {visible(path)} ({counts[path]})"
        for finding in group:
            yield _shortened(f"    {visible(path)}:{finding.line}: {visible(text_of(finding))}")


def _shortened(line: str) -> str:
    return line if len(line) <= WIDTH else line[: WIDTH - 3].rstrip() + "..."


def log_summary(app: Sphinx, exception: Exception | None) -> None:
    """Log the summary (event ``build-finished``), unless the build failed or has already told it all."""
    if exception is not None or isinstance(app.builder, ReportBuilder):
        return
    command = f"lesson fixmes {shlex.quote(relpath(app.srcdir))}"
    for line in ("", *summary(lesson_domain(app.env).fixmes(), command)):
        logger.info("%s", line)

"""The builder ``lesson-report``: it reads the lesson, resolves its links, writes no page, and reports what it found."""

from __future__ import annotations

from sphinx.builders.dummy import DummyBuilder
from sphinx.util import logging

from .collect import findings_of
from .formats import FORMATS

logger = logging.getLogger(__name__)


class ReportBuilder(DummyBuilder):
    """Writes ``report.txt``, ``report.json`` and so on into its output folder, and the text on standard output."""

    name = "lesson-report"
    epilog = "The reports are in %(outdir)s."

    def finish(self) -> None:
        """Write the report in every format."""
        findings = findings_of(self.env)
        for report_format in FORMATS.values():
            report = report_format.report(findings, self.srcdir)
            file = self.outdir / f"report.{report_format.suffix}"
            # A file name that is not UTF-8 reaches us as half characters.
            file.write_text(report, encoding="utf-8", errors="backslashreplace", newline="")
        logger.info("\n%s", FORMATS["text"].report(findings, self.srcdir))

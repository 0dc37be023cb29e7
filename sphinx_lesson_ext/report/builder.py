"""The builder ``lesson-report``: it reads the lesson, resolves its links, writes no page, and reports what it found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.builders.dummy import DummyBuilder
from sphinx.util import logging

from .collect import findings_of
from .formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

logger = logging.getLogger(__name__)


class ReportBuilder(DummyBuilder):
    """Writes ``report.txt``, ``report.json`` and so on into its output folder, and the text on standard output.

    :ivar writes_reports: Whether it does: who asks for the findings in another way needs none.
    """

    name = "lesson-report"
    epilog = "The reports are in %(outdir)s."
    writes_reports = True
    _is_consistent = False

    def init(self) -> None:
        """Note whether Sphinx has looked for documents that nothing leads to, and the like."""
        self.events.connect("env-check-consistency", self._note_consistency, priority=500)

    def _note_consistency(self, *_event: object) -> None:
        self._is_consistent = True

    def prepare_writing(self, docnames: AbstractSet[str]) -> None:
        """Look for these where Sphinx has not, since no document was read."""
        super().prepare_writing(docnames)
        if not self._is_consistent:
            self.env.check_consistency()

    def finish(self) -> None:
        """Write the report in every format."""
        if not self.writes_reports:
            return
        findings = findings_of(self.env)
        for report_format in FORMATS.values():
            report = report_format.report(findings, self.srcdir)
            file = self.outdir / f"report.{report_format.suffix}"
            # A file name that is not UTF-8 reaches us as half characters.
            file.write_text(report, encoding="utf-8", errors="backslashreplace", newline="")
        logger.info("\n%s", FORMATS["text"].report(findings, self.srcdir))

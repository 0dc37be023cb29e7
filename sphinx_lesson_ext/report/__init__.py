"""Reports of what a lesson's maintainers should look at: a summary after every build, and the full report."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Add the builder and the summary."""
    # Imported here, so that the formats can be used without Sphinx.
    from .builder import ReportBuilder
    from .summary import log_summary

    app.add_builder(ReportBuilder)
    app.connect("build-finished", log_summary)

"""Every format of the report, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from . import as_csv, as_github, as_html, as_json, as_sarif, as_text
from .paths import moved, repository_prefix

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from sphinx_lesson_ext.findings import Finding


class Format(NamedTuple):
    """A format of the report.

    :ivar name: What it is asked for by.
    :ivar suffix: How the names of its files end, without the dot.
    :ivar render: Makes the report out of findings in order.
    :ivar reader: What it is for.
    :ivar from_repository: Whether its paths begin at the top of the repository, not at the source folder.
    """

    name: str
    suffix: str
    render: Callable[[Sequence[Finding]], str]
    reader: str = "programs"
    from_repository: bool = False

    @property
    def for_people(self) -> bool:
        """Whether it is read at a terminal, in the encoding that this has."""
        return self.reader == "people"

    def report(self, findings: Sequence[Finding], source: Path) -> str:
        """Return the report on *findings* in the lesson whose source folder is *source*."""
        return self.render(moved(findings, repository_prefix(source)) if self.from_repository else findings)


FORMATS: Mapping[str, Format] = {
    report_format.name: report_format
    for report_format in (
        Format("text", "txt", as_text.render, "people"),
        Format("html", "html", as_html.render, "browsers"),
        Format("json", "json", as_json.render),
        Format("csv", "csv", as_csv.render),
        Format("sarif", "sarif", as_sarif.render, from_repository=True),
        Format("github", "github", as_github.render, from_repository=True),
    )
}

"""Where what a report tells of can be looked at: pages of the site, and lines in the repository."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from sphinx_lesson_ext.theme.repository import Repository
from sphinx_lesson_ext.web import absolute_address, is_web_address

if TYPE_CHECKING:
    from sphinx_lesson_ext.findings import Finding

    from .records import About

#: What leads out of the folder of the lesson.
_OUT = ("../", "/")


def page_path(docname: str) -> str:
    """Return the path of a document's page in the site, as the builder ``html`` writes it."""
    return quote(f"{docname}.html")


def source_url(about: About, path: str, line: int = 0) -> str:
    """Return where a file of the lesson is shown, at a *line* from 1; nothing, if its repository is not known."""
    if not (path and is_web_address(about.source)) or path.startswith(_OUT):
        return ""
    return Repository(about.source, about.branch or "main", about.folder).view_url(path, line)


def page_url(about: About, finding: Finding) -> str:
    """Return the page that shows a finding; nothing, if it is not known where the site is."""
    if not (finding.docname and is_web_address(about.url)):
        return ""
    anchor = f"#{quote(finding.anchor)}" if finding.anchor else ""
    return absolute_address(about.url, page_path(finding.docname)) + anchor

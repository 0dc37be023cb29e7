"""Every address of the Workbench's site answers: those that pages do not have any more lead to where they are now.

A redirect is a page of its own, so it needs neither a server nor JavaScript.  It is in no search and no site map.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from jinja2.sandbox import SandboxedEnvironment
from sphinx.util.osutil import relative_uri

from sphinx_lesson_ext.destinations import INSTRUCTOR_VIEW, RENAMED
from sphinx_lesson_ext.i18n import colon
from sphinx_lesson_ext.i18n import translate as _
from sphinx_lesson_ext.lesson.domain import lesson_domain
from sphinx_lesson_ext.web import absolute_address

from .extra_files import put_extra_files, write_text
from .files import HOME, PROFILES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

_TEMPLATE = Path(__file__).parent / "redirect.html.jinja"

#: Names of the Workbench's pages that a lesson may not have, with the pages that stand for them.
_STAND_INS = {**RENAMED, PROFILES: HOME}


class Target(NamedTuple):
    """Where an old address leads: the document, its address from the root of the site, and the id in it if any."""

    docname: str
    uri: str
    anchor: str = ""


def redirects(app: Sphinx) -> dict[str, Target]:
    """Return where each old address leads, which is given from the root of the site."""
    pages = {app.builder.get_target_uri(docname) for docname in app.env.found_docs}
    return {address: target for address, target in _redirects(app) if address not in pages}


def _redirects(app: Sphinx) -> Iterator[tuple[str, Target]]:
    known = app.env.found_docs
    places = {docname: (docname, "") for docname in known}
    places |= {old: (new, "") for old, new in _STAND_INS.items() if old not in known and new in known}
    for docname, assembly in app.config.lesson_documents.items():
        # Files that are folded into another page had one of their own in other systems.
        for file in assembly.folded:
            places.setdefault(PurePosixPath(file.path).stem, (docname, file.anchor))
    for old, (docname, anchor) in sorted(places.items()):
        target = Target(docname, app.builder.get_target_uri(docname), anchor)
        yield f"{old}.html", target
        yield f"{INSTRUCTOR_VIEW}/{old}.html", target


def write_redirects(app: Sphinx, exception: Exception | None) -> None:
    """Write a page for each old address (event ``build-finished``)."""
    if exception is not None or not app.config.lesson_workbench or app.builder.name not in {"html", "dirhtml"}:
        return
    template = SandboxedEnvironment(autoescape=True).from_string(_TEMPLATE.read_text(encoding="utf-8"))
    domain = lesson_domain(app.env)
    files = {}
    for address, target in redirects(app).items():
        anchor = f"#{target.anchor}" if target.anchor else ""
        context = {
            "language": app.config.language,
            "moved": _("This page has moved") + colon(),
            "title": domain.title_of(target.docname),
            "address": relative_uri(address, target.uri) + anchor,
            "canonical": absolute_address(app.config.html_baseurl, target.uri),
        }
        files[address] = write_text(template.render(context))
    put_extra_files(app, "redirects", files)


def setup(app: Sphinx) -> None:
    """Take part in the build."""
    app.connect("build-finished", write_redirects)

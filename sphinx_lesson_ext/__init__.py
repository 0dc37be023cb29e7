"""Write, teach and maintain lessons with Sphinx."""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set the extension up: a table of its contents."""
    # Imported here, so that asking for the version does not load Sphinx.
    from . import config, garbage, i18n, report
    from .blocks import anchors, diagrams, directives, html, nodes, pictures
    from .checks import run, settings
    from .companions import installed, presentation, tab_directives, toggle_directive
    from .fixmes import transform
    from .formats import (
        breaks,
        embedded,
        epub,
        latex_blocks,
        latex_chapters,
        latex_languages,
        latex_pictures,
        latex_text,
        plain,
        single_page,
    )
    from .lesson import (
        arrange,
        cycles,
        digests,
        domain,
        encoding,
        freshness,
        inside,
        leads,
        left_out,
        links,
        list_checks,
        lists,
        pages,
        plain_text,
        plain_titles,
        policy,
        repeated,
        shown,
        titles,
        warned,
    )
    from .markdown import parser
    from .notebooks import loading
    from .printing import paper, unfold
    from .rmarkdown import documents
    from .translation import compiled, languages, passages, told
    from .workbench import confine, project, published, raw_addresses, redirects, remote_images

    app.require_sphinx((8, 2))
    for part in (garbage, config, i18n):
        part.setup(app)
    for part in (nodes, directives, diagrams, pictures, anchors, html):
        part.setup(app)
    for part in (installed, tab_directives, toggle_directive, presentation):
        part.setup(app)
    for part in (parser, documents, loading, transform):
        part.setup(app)
    for part in (
        encoding,
        titles,
        domain,
        cycles,
        arrange,
        links,
        lists,
        list_checks,
        policy,
        shown,
        inside,
        leads,
        left_out,
        plain_text,
        plain_titles,
        repeated,
        warned,
    ):
        part.setup(app)
    for part in (pages, digests, freshness):
        part.setup(app)
    for part in (
        breaks,
        embedded,
        epub,
        latex_blocks,
        latex_chapters,
        latex_languages,
        latex_pictures,
        latex_text,
        plain,
        single_page,
    ):
        part.setup(app)
    for part in (project, confine, remote_images, raw_addresses, redirects, published):
        part.setup(app)
    for part in (paper, unfold):
        part.setup(app)
    for part in (languages, compiled, passages, told):
        part.setup(app)
    for part in (settings, run):
        part.setup(app)
    report.setup(app)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}

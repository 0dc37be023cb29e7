"""Titles in tables of contents, without the links to files that headings hold.

Sphinx leaves other links out of them, but takes one to a file for an entry of the table, and fails.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx import addnodes

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


def leave_out_downloads(app: Sphinx, _document: nodes.document) -> None:
    """Keep only the text of such links, once Sphinx has collected the titles (event ``doctree-read``)."""
    env = app.env
    docname = env.current_document.docname
    for titles in (env.titles, env.longtitles, env.tocs):
        for link in list(titles[docname].findall(addnodes.download_reference)):
            link.parent.replace(link, link.children)


def setup(app: Sphinx) -> None:
    """Do so before anyone else looks at them."""
    app.connect("doctree-read", leave_out_downloads, priority=600)

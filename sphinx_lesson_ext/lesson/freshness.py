"""Incremental builds that give what a clean build gives.

Sphinx writes a page again when its own source has changed.  But pages show more than that: the titles of
their neighbours, contents, numbers, lists, the titles of what they refer to.  So each build compares what every page
shows of others with what it showed when the same builder last wrote it, and asks for those that differ; and takes away
the pages of documents that are no longer there.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from .builders import writes_pages
from .digests import page_digests, site_digest

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_VERSION = 1


class Freshness:
    """Keeps, for each builder, what its pages showed when they were written: in a file beside the doctrees.

    Not in the environment: that is shared by builders, and saved before pages are written.
    """

    def __init__(self) -> None:
        self._site = ""
        self._pages: dict[str, str] = {}
        self._stale: set[str] = set()
        self._written: set[str] = set()

    def stale_documents(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Return the documents whose pages must be written (event ``env-get-updated``)."""
        self._stale.clear()
        self._written.clear()
        if not writes_pages(app.builder):
            return []
        self._site, self._pages = site_digest(app, env), page_digests(app, env)
        site, pages, sources = self._load(app)
        for docname in sources.keys() - env.found_docs:
            _remove_page(app, docname, sources[docname])
        if site == self._site:
            self._stale = {name for name, digest in self._pages.items() if pages.get(name) != digest}
        else:
            self._stale = set(self._pages)
        return sorted(self._stale)

    def note_written(self, _app: Sphinx, _doctree: nodes.document, docname: str) -> None:
        """Remember that a page is being written (event ``doctree-resolved``)."""
        self._written.add(docname)

    def save(self, app: Sphinx, exception: Exception | None) -> None:
        """Remember what the pages show now (event ``build-finished``)."""
        if exception is not None or not self._pages:
            return
        site, pages, _sources = self._load(app)
        missed = self._stale - self._written
        # A build of a few files that were named leaves the others as they were.
        state = {
            "version": _VERSION,
            "output": str(app.outdir),
            "site": site if missed else self._site,
            "pages": {name: pages.get(name, "") if name in missed else value for name, value in self._pages.items()},
            "sources": {name: str(app.env.doc2path(name, base=False)) for name in self._pages},
        }
        path = _state_path(app)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(state), encoding="utf-8")

    @staticmethod
    def _load(app: Sphinx) -> tuple[str, dict[str, str], dict[str, str]]:
        try:
            state = json.loads(_state_path(app).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return "", {}, {}
        if state.get("version") != _VERSION or state.get("output") != str(app.outdir):
            return "", {}, {}
        return state["site"], state["pages"], state["sources"]


def _state_path(app: Sphinx) -> Path:
    return Path(app.doctreedir) / f"lesson-pages-{app.builder.name}.json"


def _remove_page(app: Sphinx, docname: str, source: str) -> None:
    """Remove what was written for a document that is no longer there."""
    builder = app.builder
    if hasattr(builder, "get_output_path"):
        paths = [Path(builder.get_output_path(docname))]
        suffix = app.config.html_sourcelink_suffix if not source.endswith(app.config.html_sourcelink_suffix) else ""
        paths.append(Path(app.outdir, "_sources", source + suffix))
    else:
        paths = [Path(app.outdir, docname + getattr(builder, "out_suffix", ""))]
    root = Path(app.outdir).resolve()
    for path in paths:
        target = Path(app.outdir, path).resolve()
        if target.is_file() and root in target.parents:
            target.unlink()
            while target.parent != root and not any(target.parent.iterdir()):
                target = target.parent
                target.rmdir()


def setup(app: Sphinx) -> None:
    """Watch every build."""
    freshness = Freshness()
    # After all that changes which documents there are, and Sphinx has numbered what is in them.
    app.connect("env-get-updated", freshness.stale_documents, priority=950)
    app.connect("doctree-resolved", freshness.note_written)
    app.connect("build-finished", freshness.save)

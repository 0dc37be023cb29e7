"""The theme ``lesson``.  Sphinx loads it only where it is chosen, while it makes a builder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_lesson_ext import __version__, i18n

from . import (
    addresses,
    assets,
    cells,
    citations,
    compiled,
    content_policy,
    definitions,
    diagrams,
    fixme_places,
    footer,
    frames,
    glossaries,
    highlighting,
    icons,
    images,
    maths,
    options,
    overview,
    page,
    page_meta,
    search_languages,
    search_places,
    shaping,
    tabs,
)
from .last_change import LastChanges

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the theme, and what it changes in documents on their way to HTML."""
    app.add_html_theme("lesson", str(Path(__file__).parent / "lesson"))
    i18n.setup(app)
    changes = LastChanges()
    changes.connect(app)
    for part in (
        options,
        compiled,
        footer,
        assets,
        icons,
        overview,
        frames,
        highlighting,
        cells,
        citations,
        images,
        maths,
        tabs,
        glossaries,
        definitions,
        diagrams,
        fixme_places,
        shaping,
        content_policy,
        search_languages,
        search_places,
    ):
        part.setup(app)
    # These say when documents were last changed.
    for dated in (addresses, page_meta, page):
        dated.setup(app, changes)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}

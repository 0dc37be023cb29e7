"""What each page is given before its template is filled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .context import brand_of, contents_of, place_of
from .icons import icons_of
from .metadata import description_of, text_direction
from .outline import make_outline
from .pieces import Pieces
from .site import SiteKeeper
from .wording import translate_words

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


class PageContext:
    """Gives each page what its template shows of the lesson and of itself."""

    def __init__(self, keeper: SiteKeeper) -> None:
        self._keeper = keeper
        self._pieces: Pieces | None = None

    def renew(self, _app: Sphinx, _env: BuildEnvironment) -> None:
        """Forget the pieces of the build before (event ``env-updated``)."""
        self._pieces = None

    def fill(
        self, app: Sphinx, pagename: str, _template: str, context: dict[str, Any], document: nodes.document | None
    ) -> None:
        """Fill in the variables ``lesson_*`` (event ``html-page-context``)."""
        site = self._keeper.of(app)
        if self._pieces is None:
            self._pieces = Pieces(app.builder.templates)
        context.update(
            lesson_brand=brand_of(app.config),
            lesson_contents=contents_of(site, pagename),
            lesson_place=place_of(site, pagename),
            lesson_links=site.links,
            lesson_has_notes=site.has_notes,
            lesson_pieces=self._pieces,
            lesson_outline=() if document is None else make_outline(document),
            lesson_icons=icons_of(document),
            lesson_description="" if document is None else description_of(document),
            lesson_direction=text_direction(app.config.language),
            _=translate_words,
        )


def setup(app: Sphinx) -> None:
    """Take part in the build."""
    keeper = SiteKeeper()
    keeper.connect(app)
    pages = PageContext(keeper)
    app.connect("env-updated", pages.renew)
    app.connect("html-page-context", pages.fill)

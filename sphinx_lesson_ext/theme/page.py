"""What each page is given before its template is filled."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_lesson_ext.checkout.citation import Citation
from sphinx_lesson_ext.lesson.citing import load_citation
from sphinx_lesson_ext.lesson.digests import NAVIGATION_EVENT
from sphinx_lesson_ext.lesson.domain import LessonDomain
from sphinx_lesson_ext.locales import territorial_locale, text_direction

from .context import brand_of, contents_of, place_of, plain_title_of
from .footer import FootMaker
from .icons import icons_of
from .languages import alternates_of, menu_of
from .logos import logos_of, picture_address
from .metadata import Description, describe
from .outline import make_outline
from .pieces import Pieces
from .resources import ResourceMaker
from .site import SiteKeeper
from .wording import WORDS

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from .last_change import LastChanges
    from .logos import Logo


class Made(NamedTuple):
    """What is made once a build, since it is the same on every page or most of it is."""

    pieces: Pieces
    feet: FootMaker
    resources: ResourceMaker
    logos: tuple[Logo, ...]
    picture: str


class PageContext:
    """Gives each page what its template shows of the lesson and of itself."""

    def __init__(self, keeper: SiteKeeper, changes: LastChanges) -> None:
        self._keeper = keeper
        self._changes = changes
        self._citation = Citation()
        self._made: Made | None = None

    def load(self, app: Sphinx) -> None:
        """Read how the lesson is to be cited (event ``builder-inited``)."""
        if isinstance(app.builder, StandaloneHTMLBuilder):
            domain = app.env.domains.get(LessonDomain.name)
            known = domain.citation if isinstance(domain, LessonDomain) else None
            self._citation = known or load_citation(Path(app.confdir))

    def answer(self, _app: Sphinx, _env: BuildEnvironment) -> Citation:
        """Tell the lesson what every page shows of it, so that pages are written again when that changes."""
        return self._citation

    def renew(self, _app: Sphinx, _env: BuildEnvironment) -> None:
        """Forget what was made in the build before (event ``env-updated``)."""
        self._made = None

    def fill(
        self, app: Sphinx, pagename: str, _template: str, context: dict[str, Any], document: nodes.document | None
    ) -> None:
        """Fill in the variables ``lesson_*`` (event ``html-page-context``)."""
        site = self._keeper.of(app)
        if self._made is None:
            self._made = self._make(app)
        made = self._made
        title, brand = plain_title_of(context), brand_of(app.config)
        foot = made.feet.make(pagename, title, context["pageurl"] or "", context["pathto"])
        description, data = Description(), None
        if document is not None:
            description = describe(document, context.get("meta") or {})
            data = made.resources.data_of(pagename, document, description, context)
            if not description.text and title != brand:
                description = Description(f"{title} · {brand}")
        context.update(
            lesson_data=data,
            lesson_brand=brand,
            lesson_logos=made.logos,
            lesson_contents=contents_of(site, pagename),
            lesson_place=place_of(site, pagename),
            lesson_links=site.links,
            lesson_has_notes=site.has_notes,
            lesson_pieces=made.pieces,
            lesson_outline=() if document is None else make_outline(document, app.config.language),
            lesson_icons=icons_of(document),
            lesson_description=description,
            lesson_changed=self._changes.of(app.builder).get(pagename, ""),
            lesson_image=made.picture,
            lesson_languages=menu_of(app.builder, pagename, context["content_root"]),
            lesson_alternates=() if document is None else tuple(alternates_of(app.builder, pagename)),
            lesson_foot=foot,
            lesson_direction=text_direction(app.config.language),
            lesson_locale=territorial_locale(app.config.language),
            **WORDS,
        )

    def _make(self, app: Sphinx) -> Made:
        options = getattr(app.builder, "theme_options", {})
        return Made(
            Pieces(app.builder.templates),
            FootMaker(app.env, options, self._citation),
            ResourceMaker(app.builder, options, self._citation, self._changes),
            logos_of(app.config, app.confdir, options),
            picture_address(app.config),
        )


def setup(app: Sphinx, changes: LastChanges) -> None:
    """Take part in the build."""
    keeper = SiteKeeper()
    keeper.connect(app)
    pages = PageContext(keeper, changes)
    # After the lesson has read it.
    app.connect("builder-inited", pages.load, priority=600)
    if NAVIGATION_EVENT in app.events.events:
        app.connect(NAVIGATION_EVENT, pages.answer)
    app.connect("env-updated", pages.renew)
    app.connect("html-page-context", pages.fill)

"""What each page is given before its template is filled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sphinx_lesson_ext.lesson.domain import LessonDomain

from .context import brand_of, contents_of, place_of, plain_title_of
from .footer import FootMaker
from .icons import icons_of
from .licences import licence_of
from .logos import logos_of
from .metadata import description_of, text_direction
from .outline import make_outline
from .pieces import Pieces
from .site import SiteKeeper
from .structured import Episode, learning_resource, objectives_of
from .wording import translate_words

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from .logos import Logo


@dataclass(frozen=True, slots=True)
class Made:
    """What is made once a build, since it is the same on every page or most of it is."""

    pieces: Pieces
    feet: FootMaker
    logos: tuple[Logo, ...]


class PageContext:
    """Gives each page what its template shows of the lesson and of itself."""

    def __init__(self, keeper: SiteKeeper) -> None:
        self._keeper = keeper
        self._made: Made | None = None

    def renew(self, _app: Sphinx, _env: BuildEnvironment) -> None:
        """Forget what was made in the build before (event ``env-updated``)."""
        self._made = None

    def fill(
        self, app: Sphinx, pagename: str, _template: str, context: dict[str, Any], document: nodes.document | None
    ) -> None:
        """Fill in the variables ``lesson_*`` (event ``html-page-context``)."""
        site = self._keeper.of(app)
        if self._made is None:
            self._made = _make(app)
        made = self._made
        foot = made.feet.make(pagename, plain_title_of(context), context["pageurl"] or "", context["pathto"])
        context.update(
            lesson_data=_data_of(app, pagename, document, context) if pagename in site.episodes else None,
            lesson_brand=brand_of(app.config),
            lesson_logos=made.logos,
            lesson_contents=contents_of(site, pagename),
            lesson_place=place_of(site, pagename),
            lesson_links=site.links,
            lesson_has_notes=site.has_notes,
            lesson_pieces=made.pieces,
            lesson_outline=() if document is None else make_outline(document),
            lesson_icons=icons_of(document),
            lesson_description="" if document is None else description_of(document),
            lesson_foot=foot,
            lesson_direction=text_direction(app.config.language),
            _=translate_words,
        )


def _make(app: Sphinx) -> Made:
    options = getattr(app.builder, "theme_options", {})
    feet = FootMaker(app.env, options)
    return Made(Pieces(app.builder.templates), feet, logos_of(app.config, app.confdir, options))


def _data_of(
    app: Sphinx, pagename: str, document: nodes.document | None, context: dict[str, Any]
) -> dict[str, Any] | None:
    """Return what a page says of its episode to machines."""
    domain = app.env.domains.get(LessonDomain.name)
    if document is None or not isinstance(domain, LessonDomain):
        return None
    options = getattr(app.builder, "theme_options", {})
    licence = licence_of(options.get("license", ""), options.get("license_url", ""))
    episode = Episode(
        title=plain_title_of(context),
        description=description_of(document),
        language=str(app.config.language).replace("_", "-"),
        url=context["pageurl"] or "",
        minutes=domain.record(pagename).timing.total,
        objectives=objectives_of(document),
        license=licence.url if licence else "",
        lesson=brand_of(app.config),
        lesson_url=app.config.html_baseurl,
    )
    return learning_resource(episode)


def setup(app: Sphinx) -> None:
    """Take part in the build."""
    keeper = SiteKeeper()
    keeper.connect(app)
    pages = PageContext(keeper)
    app.connect("env-updated", pages.renew)
    app.connect("html-page-context", pages.fill)

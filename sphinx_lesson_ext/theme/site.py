"""What every page shows of the whole lesson, worked out once a build."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_lesson_ext.lesson.digests import NAVIGATION_EVENT
from sphinx_lesson_ext.lesson.domain import LessonDomain

from .contents import Contents, ContentsMaker
from .links import Links, make_links

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


class Site(NamedTuple):
    """What every page shows of the whole lesson.

    :ivar episodes: The documents that are episodes, in order.
    :ivar has_notes: Whether there is an instructor note to see, so that a choice of view makes sense.
    """

    contents: Contents
    links: Links
    episodes: tuple[str, ...]
    has_notes: bool


def make_site(env: BuildEnvironment, uri_of: Callable[[str], str], *, has_numbers: bool) -> Site:
    """Work it out; *uri_of* gives the address of a document from the root of the site."""
    contents, links = ContentsMaker(env, uri_of, has_numbers=has_numbers).make(), make_links(env, uri_of)
    domain = env.domains.get(LessonDomain.name)
    if not isinstance(domain, LessonDomain):
        return Site(contents, links, (), has_notes=False)
    notes = any(record.blocks_of("instructor") for record in domain.documents.values())
    # An edition for one kind of readers leaves them no choice.
    return Site(contents, links, domain.plan.episodes, has_notes=notes and domain.policy.audience == "both")


class SiteKeeper:
    """Keeps the site's facts for the length of one build."""

    def __init__(self) -> None:
        self._site: Site | None = None

    def of(self, app: Sphinx) -> Site:
        """Return the facts; they are worked out when they are first asked for."""
        if self._site is None:
            has_numbers = getattr(app.builder, "theme_options", {}).get("episode_numbers", True)
            self._site = make_site(app.env, app.builder.get_target_uri, has_numbers=has_numbers)
        return self._site

    def answer(self, app: Sphinx, _env: BuildEnvironment) -> Site:
        """Tell the lesson what every page shows, so that pages are written again when that changes."""
        self._site = None
        return self.of(app)

    def forget(self, _app: Sphinx, _env: BuildEnvironment) -> list[str]:
        """Forget the facts (event ``env-get-updated``): only now has Sphinx numbered the sections."""
        self._site = None
        return []

    def connect(self, app: Sphinx) -> None:
        """Take part in a build.  With the theme alone, nobody asks what pages show."""
        # Before the lesson asks.
        app.connect("env-get-updated", self.forget, priority=900)
        if NAVIGATION_EVENT in app.events.events:
            app.connect(NAVIGATION_EVENT, self.answer)

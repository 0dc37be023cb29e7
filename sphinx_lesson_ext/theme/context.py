"""What templates are given: one pure function for each variable."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup
from sphinx.locale import _ as default_title

from sphinx_lesson_ext.durations import in_hours, in_minutes
from sphinx_lesson_ext.i18n import translate as _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.config import Config

    from sphinx_lesson_ext.lesson.domain import LessonDomain

    from .contents import Contents
    from .site import Site


def brand_of(config: Config) -> str:
    """Return the lesson's name for the header: the title that the author chose, or the project's."""
    # Sphinx's own title ends in the word "documentation", which a lesson is not.
    default = default_title("%s %s documentation") % (config.project, config.release)
    return str(config.project if config.html_short_title == default else config.html_short_title)


def plain_title_of(context: Mapping[str, Any]) -> str:
    """Return the title of a page as plain text; what a template is given of it is HTML."""
    return str(Markup(context.get("title", "")).striptags())  # noqa: S704 (taken out of markup, not put into it)


def contents_of(site: Site, pagename: str) -> Contents:
    """Return the contents that the page shows."""
    return site.contents.around(pagename)


def place_of(site: Site, pagename: str) -> str:
    """Return where in the lesson an episode stands, such as ``4 of 14``; nothing for other pages."""
    return place_among(site.episodes, pagename)


def place_among(episodes: tuple[str, ...], docname: str) -> str:
    """Return the place of a document among *episodes*, in words; nothing if it is none, or the only one."""
    if docname not in episodes or len(episodes) == 1:
        return ""
    # L10n: the place of an episode: 4 of 14
    return _("%(position)d of %(total)d") % {"position": episodes.index(docname) + 1, "total": len(episodes)}


def facts_of(domain: LessonDomain, docname: str) -> list[str]:
    """Return what the line under a title says.

    Of an episode, its place and its minutes, where the author gave any; of the first page, those of the whole lesson.
    """
    if docname == domain.env.config.root_doc and docname not in domain.plan.episodes:
        return _facts_of_lesson(domain)
    facts = []
    if place := place_among(domain.plan.episodes, docname):
        # L10n: Episode 4 of 14
        facts.append(_("Episode %s") % place)
    timing = domain.record(docname).timing
    if timing.teaching:
        facts.append(_("Teaching: %s") % in_minutes(timing.teaching))
    if timing.exercises:
        facts.append(_("Exercises: %s") % in_minutes(timing.exercises))
    if timing.pause:
        facts.append(_("Break: %s") % in_minutes(timing.pause))
    return facts


def _facts_of_lesson(domain: LessonDomain) -> list[str]:
    episodes = domain.plan.episodes
    facts = [_("Episodes: %d") % len(episodes)] if len(episodes) > 1 else []
    if minutes := sum(domain.record(episode).timing.total for episode in episodes):
        # L10n: how long all episodes take
        facts.append(_("Altogether: %s") % in_hours(minutes))
    return facts

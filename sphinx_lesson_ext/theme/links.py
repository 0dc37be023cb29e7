"""Links to the pages of the whole lesson, for the header."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_lesson_ext.i18n import translate as _
from sphinx_lesson_ext.kinds import LISTS
from sphinx_lesson_ext.lesson.domain import LessonDomain
from sphinx_lesson_ext.translation.passages import language_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx.environment import BuildEnvironment

#: The lists whose pages the header shows by name; those of the others are under "More".
_SHOWN = ("keypointlist", "exerciselist")
_MORE = tuple(name for name in LISTS if name not in _SHOWN)


class Link(NamedTuple):
    """A link to a document of the lesson.

    :ivar uri: Its address, from the root of the site.
    :ivar language: The language of its title, as HTML names it, if that is not the language of the page.
    """

    docname: str
    uri: str
    title: str
    language: str = ""


class Links(NamedTuple):
    """The links that the header shows, those behind "More", and the one to the page that holds the whole lesson."""

    shown: tuple[Link, ...] = ()
    more: tuple[Link, ...] = ()
    whole: Link | None = None


def make_links(env: BuildEnvironment, uri_of: Callable[[str], str]) -> Links:
    """Return a link for each list of the lesson to the document that holds it, and one to the glossary."""
    domain = env.domains.get(LessonDomain.name)
    if not isinstance(domain, LessonDomain):
        return Links()
    seen = {env.config.root_doc}

    def named(docname: str) -> Link:
        title = env.titles.get(docname)
        language = "" if title is None else language_of(title)
        return Link(docname, uri_of(docname), domain.title_of(docname), language)

    def link(docname: str) -> Iterator[Link]:
        # A page with several lists is linked once; the first page is linked by the lesson's title.
        if docname not in seen:
            seen.add(docname)
            yield named(docname)

    shown = [found for name in _SHOWN for docname in domain.documents_with(name)[:1] for found in link(docname)]
    shown += [found for docname in _glossaries(env)[:1] for found in link(docname)]
    more = [found for name in _MORE for docname in domain.documents_with(name)[:1] for found in link(docname)]
    if env.config.html_use_index and any(entries for entries in env.get_domain("index").data["entries"].values()):
        more.append(Link("genindex", uri_of("genindex"), _("Index")))
    whole = next(map(named, domain.whole_pages()), None)
    return Links(tuple(shown), tuple(more), whole)


def _glossaries(env: BuildEnvironment) -> list[str]:
    """Return the documents that explain terms, the one with most first."""
    counts: dict[str, int] = {}
    for _name, _shown, kind, docname, _anchor, _priority in env.get_domain("std").get_objects():
        if kind == "term":
            counts[docname] = counts.get(docname, 0) + 1
    return sorted(counts, key=lambda docname: (-counts[docname], docname))

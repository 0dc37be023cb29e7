"""What needs the address of the site (``html_baseurl``): the page for addresses that lead nowhere, and the site map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

from sphinx_lesson_ext.lesson.domain import LessonDomain
from sphinx_lesson_ext.web import absolute_address

from .languages import alternates_of, original_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx.application import Sphinx

    from .last_change import LastChanges

#: The page that a server shows for an address that leads nowhere, at any depth of the site.
_NOT_FOUND = "404"
_SITE_MAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
#: How it says that a page is there in other languages, as https://developers.google.com/search/docs/specialty/
#: international/localized-versions describes it.
_HTML = "http://www.w3.org/1999/xhtml"


def make_not_found_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the page, unless the project has its own (event ``html-collect-pages``)."""
    is_made = _NOT_FOUND in app.config.html_additional_pages or _NOT_FOUND in app.env.found_docs
    if app.config.html_baseurl and not is_made:
        yield _NOT_FOUND, {}, "404.html"


def use_absolute_addresses(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _document: object
) -> None:
    """Let the page's links begin at the root of its server (event ``html-page-context``)."""
    if pagename != _NOT_FOUND or not app.config.html_baseurl:
        return
    root = urlsplit(app.config.html_baseurl).path.rstrip("/") + "/"
    here = urljoin(root, app.builder.get_target_uri(pagename))
    relative = context["pathto"]

    def pathto(target: str, resource: bool = False) -> str:
        return str(urljoin(here, relative(target, resource)))

    # No address is that of this page, so none is told to search engines.
    context.update(pathto=pathto, content_root=root, lesson_is_absolute=True, pageurl=None)


def name_original(app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _document: object) -> None:
    """Tell search engines where a page is from that nobody has translated yet (event ``html-page-context``)."""
    if original := original_of(app.builder, pagename):
        context["pageurl"] = original


def write_site_map(app: Sphinx, days: Mapping[str, str]) -> None:
    """Write ``sitemap.xml``, as https://www.sitemaps.org/protocol.html describes it.

    :param days: The day of the last change of each document where it is known, as YYYY-MM-DD.
    """
    base = app.config.html_baseurl
    site_map = ElementTree.Element("urlset", xmlns=_SITE_MAP)
    for docname in sorted(app.env.found_docs - {_NOT_FOUND, *_whole_pages(app)}):
        if original_of(app.builder, docname):
            continue
        page = ElementTree.SubElement(site_map, "url")
        ElementTree.SubElement(page, "loc").text = absolute_address(base, app.builder.get_target_uri(docname))
        for other in alternates_of(app.builder, docname):
            link = {"rel": "alternate", "hreflang": other.code, "href": other.address}
            ElementTree.SubElement(page, f"{{{_HTML}}}link", link)
        if docname in days:
            ElementTree.SubElement(page, "lastmod").text = days[docname]
    ElementTree.register_namespace("xhtml", _HTML)
    ElementTree.indent(site_map)
    ElementTree.ElementTree(site_map).write(app.outdir / "sitemap.xml", encoding="utf-8", xml_declaration=True)


def _whole_pages(app: Sphinx) -> list[str]:
    """Return the pages that only say what others say; each asks search engines to leave it out."""
    domain = app.env.domains.get(LessonDomain.name)
    return domain.whole_pages() if isinstance(domain, LessonDomain) else []


def setup(app: Sphinx, changes: LastChanges) -> None:
    """Take part in the build."""

    def finish(app: Sphinx, exception: Exception | None) -> None:
        is_wanted = app.config.html_baseurl and app.builder.name in {"html", "dirhtml"}
        if exception is None and is_wanted and "sphinx_sitemap" not in app.extensions:
            write_site_map(app, changes.of(app.builder))

    app.connect("html-collect-pages", make_not_found_page)
    # Before anything makes links for the page.
    app.connect("html-page-context", use_absolute_addresses, priority=100)
    app.connect("html-page-context", name_original, priority=100)
    app.connect("build-finished", finish)

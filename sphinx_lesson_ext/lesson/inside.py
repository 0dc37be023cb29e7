"""Links on a page that shows documents whole: they lead to a place on that page where there is one.

All references are resolved by then, whatever domain they belong to: each is an address, which tells where it leads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from docutils import nodes
from sphinx.util.osutil import relative_uri

from .raw_html import adapt_html, html_ids
from .whole import LEADS_INSIDE, SHOWN, place_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.builders import Builder


def lead_inside(app: Sphinx, document: nodes.document, page: str) -> None:
    """Let what stands in the documents that a page shows lead to places of that page (event ``doctree-resolved``)."""
    if SHOWN not in document or app.builder.format != "html":
        return
    sections = [section for section in document.findall(nodes.section) if SHOWN in section]
    places = _Places(app.builder, page, sections)
    for section in sections:
        # The heading leads to the page that the document comes from.
        for child in section.children[1:]:
            _lead(child, places)
            for raw in list(child.findall(nodes.raw)):
                if "html" in raw["format"].split():
                    _adapt_raw(raw, section, places)
    for section in document.findall(nodes.section):
        if LEADS_INSIDE in section:
            _lead(section, places)


def _lead(node: nodes.Node, places: _Places) -> None:
    for reference in node.findall(nodes.reference):
        if place := places.find(reference.get("refuri", "")):
            del reference["refuri"]
            reference["refid"] = place


class _Places:
    """The places of a page that stand for places of other documents.

    :param sections: Those that show documents whole.
    """

    def __init__(self, builder: Builder, page: str, sections: Iterable[nodes.Element]) -> None:
        self._page = builder.get_target_uri(page)
        self._uris = {section[SHOWN]: builder.get_target_uri(section[SHOWN]) for section in sections}
        self._places: dict[tuple[str, str], str] = {}
        for section in sections:
            self._note(section)

    def _note(self, section: nodes.Element) -> None:
        uri = self._uris[section[SHOWN]]
        self._places.setdefault((uri, ""), section["ids"][0])
        prefix = place_in(section, "")
        for element in section.findall(nodes.Element):
            ids = set(element["ids"])
            if isinstance(element, nodes.raw):
                ids = {prefix + identifier for identifier in html_ids(element.astext())}
            for identifier in ids:
                original = identifier.removeprefix(prefix)
                if original != identifier:
                    self._places.setdefault((uri, original), identifier)

    def find(self, uri: str, base: str | None = None) -> str:
        """Return the id of the place that *uri* leads to; an empty string, where it is not on the page.

        :param base: The address that *uri* is relative to, if that is not the page's.
        """
        try:
            address, _mark, anchor = urljoin(self._page if base is None else base, uri).partition("#")
        except ValueError:
            return ""  # no address at all; it leads as far as it did
        return self._places.get((address, anchor), "")

    def adapt(self, uri: str, docname: str) -> str:
        """Return an address on the page for one that was written for the page of a document."""
        try:
            is_elsewhere = any(urlsplit(uri)[:2]) or uri.startswith("/")
        except ValueError:
            return uri
        if is_elsewhere:
            return uri
        base = self._uris[docname]
        place = self.find(uri, base)
        return f"#{place}" if place else relative_uri(self._page, urljoin(base, uri))


def _adapt_raw(raw: nodes.raw, section: nodes.Element, places: _Places) -> None:
    html = adapt_html(
        raw.astext(), lambda identifier: place_in(section, identifier), lambda uri: places.adapt(uri, section[SHOWN])
    )
    raw[:] = [nodes.Text(html)]


def setup(app: Sphinx) -> None:
    """Take part in the build."""
    # Before anything asks where references lead.
    app.connect("doctree-resolved", lead_inside, priority=400)

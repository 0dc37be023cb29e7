"""References to what is not where it was written: they lead to where it is, and where it is left out they are text.

All references are resolved by then, whatever domain they belong to: each is an address, which tells where it leads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_lesson_ext.i18n import translate as _
from sphinx_lesson_ext.kinds import label_of

from .domain import lesson_domain
from .elements import Elements
from .origins import document_of
from .pages import has_pages
from .raw_html import html_ids

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from .withheld import Whereabouts

#: What addresses of pages are made complete with, to compare them.
_SITE = "https://lesson.invalid/"


class Leads:
    """Leads the references of pages, with what is worked out once a build."""

    def __init__(self) -> None:
        self._places: Mapping[str, tuple[str, str]] | None = None
        self._titles: dict[tuple[str, str], set[str]] = {}
        #: How ids end of what is left out: those of copies have something in front.
        self._left_out: tuple[str, ...] = ()

    def begin(self, _app: Sphinx, _env: BuildEnvironment) -> list[str]:
        """Forget what was worked out in the build before (event ``env-get-updated``)."""
        self._places = None
        return []

    def lead_on_page(self, app: Sphinx, document: nodes.document, page: str) -> None:
        """Let the references of a page lead where they can (event ``doctree-resolved``)."""
        if has_pages(app.env):
            self.lead(app.env, app.builder, document, page)

    def lead_in_book(self, app: Sphinx, document: nodes.document, page: str) -> None:
        """Do the same for what is in one piece (event ``doctree-resolved``)."""
        if not has_pages(app.env):
            self.lead(app.env, app.builder, document, page)

    def lead(self, env: BuildEnvironment, builder: Builder, document: nodes.document, page: str) -> None:
        """Let the references of a document lead where they can."""
        known = lesson_domain(env).whereabouts
        if not known:
            return
        if self._places is None:
            self._places = {
                f"{urljoin(_SITE, builder.get_target_uri(docname))}#{anchor}": (docname, anchor)
                for docname, anchor in known
            }
            self._titles = _titles(env, known)
            self._left_out = tuple({anchor for (_docname, anchor), found in known.items() if not found.docname})
        base = urljoin(_SITE, builder.get_target_uri(page))
        elements = Elements(document)
        for reference in elements.of(nodes.reference):
            place = self._place_of(reference, page, base, env)
            if place is not None:
                found = known[place]
                if found.docname:
                    _lead_to(reference, builder, page, found)
                else:
                    _make_text(reference, found, self._titles.get(place, set()))
        _drop_dead_ends(elements, self._left_out)

    def _place_of(
        self, reference: nodes.Element, page: str, base: str, env: BuildEnvironment
    ) -> tuple[str, str] | None:
        """Return the document and the id that a reference leads to, if what was there is not."""
        if "refid" in reference:
            place = (document_of(reference, page), reference["refid"])
            return place if place in lesson_domain(env).whereabouts else None
        if "#" not in reference.get("refuri", "") or self._places is None:
            return None
        try:
            return self._places.get(urljoin(base, reference["refuri"]))
        except ValueError:
            return None  # no address at all


class LeadInMan(SphinxPostTransform):
    """Do the same for a man page, where references lose their addresses before all is resolved."""

    # After references are resolved (10).
    default_priority = 20
    formats = ("man",)

    def run(self, **_kwargs: object) -> None:
        """Change the document."""
        builder = lesson_domain(self.env).builder
        if builder is not None:
            Leads().lead(self.env, builder, self.document, self.env.current_document.docname)


def _lead_to(reference: nodes.Element, builder: Builder, page: str, found: Whereabouts) -> None:
    for name in ("refid", "refuri"):
        reference.attributes.pop(name, None)
    if found.docname == page:
        reference["refid"] = found.anchor
    else:
        reference["refuri"] = f"{builder.get_relative_uri(page, found.docname)}#{found.anchor}"


def _make_text(reference: nodes.Element, found: Whereabouts, titles: set[str]) -> None:
    """Put what a reference shows in its place; a title that it has from what is left out is not shown."""
    content: list[nodes.Node] = reference.children
    if reference.astext() in titles:
        word = _(label_of(found.block.spelling))
        content = [nodes.inline(word, word)]
    _put(content, reference)


def _titles(env: BuildEnvironment, known: Mapping[tuple[str, str], Whereabouts]) -> dict[tuple[str, str], set[str]]:
    """Return the words that references to each place can have without their author's doing."""
    titles: dict[tuple[str, str], set[str]] = {}
    for docname, anchor, title in env.get_domain("std").data["labels"].values():
        if (docname, anchor) in known:
            titles.setdefault((docname, anchor), set()).add(title)
    for docname in {docname for docname, _anchor in known}:
        for _line, anchor, title in env.metadata[docname].get("myst_slugs", {}).values():
            titles.setdefault((docname, anchor), set()).add(title)
        for block in lesson_domain(env).record(docname).blocks:
            if block.title:
                titles.setdefault((docname, block.anchor), set()).add(block.title)
    return titles


def _drop_dead_ends(elements: Elements, left_out: tuple[str, ...]) -> None:
    """Take out what leads within a page to what was taken out of it: of copies, and of footnotes.

    :param left_out: How the ids end that may be missing.
    """
    present = {identifier for element in elements.of(nodes.Element) for identifier in element["ids"]}
    for raw in elements.of(nodes.raw):
        present |= html_ids(raw.astext())
    for element in elements.of(nodes.reference, nodes.footnote_reference):
        target = element.get("refid")
        if target and target not in present and target.endswith(left_out):
            _put(element.children if isinstance(element, nodes.reference) else [], element)
    for note in elements.of(nodes.footnote, nodes.citation):
        note["backrefs"] = [identifier for identifier in note["backrefs"] if identifier in present]


def _put(content: list[nodes.Node], reference: nodes.Element) -> None:
    """Put *content* in the place of a reference, unless it is gone already."""
    parent = reference.parent
    position = next((index for index, child in enumerate(parent.children) if child is reference), None)
    if position is not None:
        parent[position : position + 1] = content


def setup(app: Sphinx) -> None:
    """Take part in the build."""
    leads = Leads()
    app.add_post_transform(LeadInMan)
    app.connect("env-get-updated", leads.begin)
    # After links were led to what stands on the same page (400), before anything asks where references lead.
    app.connect("doctree-resolved", leads.lead_on_page, priority=450)
    # Before ids are settled that documents of a book have in common (300).
    app.connect("doctree-resolved", leads.lead_in_book, priority=250)

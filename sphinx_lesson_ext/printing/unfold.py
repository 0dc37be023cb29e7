"""What a page shows otherwise when it is on paper: nothing is folded up, and links say where they lead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_lesson_ext.i18n import translate as _
from sphinx_lesson_ext.lesson.raw_html import adapt_links
from sphinx_lesson_ext.lesson.whole import SHOWN
from sphinx_lesson_ext.web import absolute_address, is_web_address

from .names import PAPER

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: Code with fewer lines than that stays on one sheet.
_MOST_LINES = 16


class Unfold(SphinxPostTransform):
    """Show what is folded up on a screen."""

    # After it was decided what is shown at all (7).
    default_priority = 8
    builders = (PAPER,)

    def run(self, **_kwargs: object) -> None:
        """Unfold every block, and mark the code that is to stay on one sheet."""
        for element in self.document.findall(nodes.Element):
            element.attributes.pop("collapsible", None)
            if isinstance(element, nodes.literal_block) and element.astext().count("\n") < _MOST_LINES:
                element["classes"].append("short-code")


def lead_on_paper(app: Sphinx, document: nodes.document, _page: str) -> None:
    """Settle where the links of the page lead (event ``doctree-resolved``, when every reference is an address)."""
    if app.builder.name != PAPER:
        return
    addresses = _Addresses(app.config.html_baseurl)
    for section in document.findall(nodes.section):
        if SHOWN in section:
            addresses.settle(section)


class _Addresses:
    """Where links lead that do not lead to a place of the page.

    :param base: Where the lesson is on the web; empty, if that is not known.
    """

    def __init__(self, base: str) -> None:
        self._base = base

    def settle(self, section: nodes.section) -> None:
        """Settle the links of a document, and list where they lead at its end."""
        title = section.next_node(nodes.title)
        if title is not None:
            # On the screen it leads to the page of its own that the document has.
            for reference in list(title.findall(nodes.reference)):
                reference.replace_self(reference.children)
        for raw in list(section.findall(nodes.raw)):
            if "html" in raw["format"].split():
                raw[:] = [nodes.Text(adapt_links(raw.astext(), self._on_the_web))]
        listed: dict[str, int] = {}
        for reference in list(section.findall(nodes.reference)):
            self._settle(reference, listed)
        if listed:
            section += _list_of(listed)

    def _settle(self, reference: nodes.reference, listed: dict[str, int]) -> None:
        if isinstance(reference, addnodes.download_reference):
            reference = _as_link(reference)
        if "refuri" not in reference:
            return
        address = self._on_the_web(reference["refuri"])
        if not address:
            content = nodes.inline("", "", *reference.children)
            reference.replace_self(content)
            return
        reference["refuri"] = address
        if is_web_address(address) and not _says(reference, address):
            number = str(listed.setdefault(address, len(listed) + 1))
            mark = nodes.superscript("", number, classes=["link-number"])
            parent = reference.parent
            if isinstance(parent, nodes.TextElement):
                parent.insert(parent.index(reference) + 1, mark)

    def _on_the_web(self, address: str) -> str:
        """Return an address that leads somewhere for whoever has the paper only; nothing, if there is none."""
        try:
            is_whole = bool(urlsplit(address).scheme) or address.startswith(("#", "//"))
        except ValueError:
            return ""
        if is_whole:
            return address
        return absolute_address(self._base, address)


def _as_link(download: addnodes.download_reference) -> nodes.reference:
    """Put a link in the place of one to a file to download, for nothing is copied beside the paper."""
    address = f"_downloads/{quote(download['filename'])}" if "filename" in download else download.get("refuri", "")
    link = nodes.reference("", "", *download.children, refuri=address)
    download.replace_self(link)
    return link


def _says(reference: nodes.reference, address: str) -> bool:
    """Tell whether the words of a link are its address."""
    said = reference.astext().strip().rstrip("/")
    return said == address.rstrip("/") or said == address.partition("://")[2].rstrip("/")


def _list_of(listed: dict[str, int]) -> nodes.Element:
    items = []
    for address in listed:
        link = nodes.reference("", address, refuri=address)
        items.append(nodes.list_item("", nodes.paragraph("", "", link)))
    heading = nodes.rubric("", _("Links"), level=0)
    numbers = nodes.enumerated_list("", *items, enumtype="arabic", prefix="", suffix=".")
    return nodes.container("", heading, numbers, classes=["link-list"])


def setup(app: Sphinx) -> dict[str, Any]:
    """Take part in the build."""
    app.add_post_transform(Unfold)
    # After links lead to places of the page (400).
    app.connect("doctree-resolved", lead_on_paper, priority=450)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

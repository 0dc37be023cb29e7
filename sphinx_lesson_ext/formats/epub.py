"""Electronic books: Sphinx's own, with blocks that look like blocks, and formulas that every reader can show."""

from __future__ import annotations

from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote, urljoin, urlsplit

from docutils import nodes
from sphinx.builders.epub3 import Epub3Builder
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_lesson_ext.config import is_set, publish
from sphinx_lesson_ext.i18n import translate as _
from sphinx_lesson_ext.language_codes import tag_of
from sphinx_lesson_ext.lesson.domain import lesson_domain
from sphinx_lesson_ext.locales import text_direction

from .xhtml import to_xhtml

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from xml.dom.minidom import Document

    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

#: The namespace of the list of a book's files.
_LIST = "http://www.idpf.org/2007/opf"
#: What that says of a page, by the tag that begins what needs it (EPUB 3.3, section 5.6.2).
_PROPERTIES = {"mathml": "<math", "svg": "<svg"}
#: Pages that are no documents.
_OTHER_PAGES = frozenset({"genindex"})


@contextmanager
def _rewritten(path: Path) -> Iterator[Document]:
    """Read a file, and write it as it is then."""
    # Loaded for books alone.
    from xml.dom import minidom

    # The standard library has no other way to keep a namespace without a prefix.
    document = minidom.parse(str(path))  # noqa: S318 (Sphinx has just written it)
    yield document
    path.write_bytes(document.toxml(encoding="utf-8"))


class LessonEpubBuilder(Epub3Builder):
    """Sphinx's builder, which also says of each page what a reader needs to show it, and of all how they are read."""

    def init(self) -> None:
        """Settle the language, and what is in the contents."""
        self.config["epub_language"] = language = tag_of(self.config.epub_language)
        if not is_set(self.config, "epub_tocscope"):
            # Lessons hide their contents on the first page, for a site has them beside it; a book has no other.
            self.config["epub_tocscope"] = "includehidden"
        super().init()
        self._direction = text_direction(language)
        code = escape(language)
        self.html_tag = f'{Epub3Builder.html_tag[:-1]} lang="{code}" xml:lang="{code}" dir="{self._direction}">'
        self.guide_titles = {**self.guide_titles, "toc": _("Contents")}

    def build_content(self) -> None:
        """Write the list of all files."""
        super().build_content()
        with _rewritten(Path(self.outdir, "content.opf")) as document:
            for item in document.getElementsByTagNameNS(_LIST, "item"):
                if item.getAttribute("media-type") == "application/xhtml+xml" and not item.hasAttribute("properties"):
                    properties = self._properties_of(item.getAttribute("href"))
                    if properties:
                        item.setAttribute("properties", properties)
            for fact in document.getElementsByTagNameNS(_LIST, "meta"):
                if fact.parentNode is not None and not fact.hasChildNodes() and not fact.hasAttribute("content"):
                    # What the author has not said must not be there.
                    fact.parentNode.removeChild(fact)

    def content_metadata(self) -> dict[str, Any]:
        """Return what that list says of the book: how to turn its pages."""
        values = super().content_metadata()
        return {**values, "page_progression_direction": "rtl"} if self._direction == "rtl" else values

    def build_navigation_doc(self) -> None:
        """Write the newer list of contents."""
        super().build_navigation_doc()
        with _rewritten(Path(self.outdir, "nav.xhtml")) as document:
            for page in document.getElementsByTagName("html"):
                page.setAttribute("dir", self._direction)

    def toc_metadata(self, level: int, navpoints: list[Any]) -> dict[str, Any]:
        """Return what the older list of contents says of the book: it is to have the same identifier as the newer."""
        return {**super().toc_metadata(level, navpoints), "uid": escape(self.config.epub_identifier)}

    def _properties_of(self, address: str) -> str:
        html = Path(self.outdir, unquote(address)).read_text(encoding="utf-8")
        return " ".join(name for name, tag in _PROPERTIES.items() if tag in html)


class left_to_right(nodes.Element):  # noqa: N801 (docutils names nodes so)
    """What is written so, whatever is around it: code.  In a book no style sheet may say that."""


def _visit_left_to_right(self: HTML5Translator, node: left_to_right) -> None:
    tag = "div" if isinstance(node[0], nodes.literal_block) else "span"
    self.body.append(self.starttag(node, tag, "", dir="ltr"))
    self.context.append(f"</{tag}>")


def _depart_left_to_right(self: HTML5Translator, _node: left_to_right) -> None:
    self.body.append(self.context.pop())


class PrepareBook(SphinxPostTransform):
    """Make of each page what readers of electronic books can show."""

    # After raw HTML was looked at.
    default_priority = 800
    builders = ("epub",)

    def run(self, **_kwargs: object) -> None:
        """Change the document."""
        for block in self.document.findall(nodes.Element):
            # Not every reader can open what is closed.
            block.attributes.pop("collapsible", None)
        for raw in list(self.document.findall(nodes.raw)):
            if "html" in raw["format"].split():
                raw[:] = [nodes.Text(to_xhtml(raw.astext()))]
        if text_direction(self.config.language) == "rtl":
            # Loaded for such books alone: it belongs to the theme, which they do not have.
            from sphinx_lesson_ext.theme.frames import wrap

            for code in [*self.document.findall(nodes.literal), *self.document.findall(nodes.literal_block)]:
                wrap(code, left_to_right())
        own = {identifier for element in self.document.findall(nodes.Element) for identifier in element["ids"]}
        elsewhere, page = lesson_domain(self.env).whereabouts, self.env.current_document.docname
        for reference in list(self.document.findall(nodes.reference)):
            if (page, reference.get("refid")) in elsewhere:
                pass  # What it leads to is left out or moved, which is seen to later.
            elif "refid" in reference and reference["refid"] not in own:
                reference.replace_self(nodes.inline("", "", *reference.children))
            else:
                self._lead_somewhere(reference, own)

    def _lead_somewhere(self, reference: nodes.reference, own: Collection[str]) -> None:
        """Let a reference lead to what is in the book, or to the site; a book with others is not valid.

        :param own: The ids of this page.
        """
        address, mark, fragment = reference.get("refuri", "").partition("#")
        if "refuri" not in reference or urlsplit(address).scheme:
            return
        page = self.env.current_document.docname
        place = urljoin(f"{quote(page)}.xhtml", address)
        target = unquote(place.removesuffix(".xhtml"))
        if place != target and (target in self.env.found_docs or target in _OTHER_PAGES):
            if mark and not self._has_place(target, fragment, own if target == page else ()):
                reference["refuri"] = address or place
        elif self.config.html_baseurl:
            reference["refuri"] = urljoin(self.config.html_baseurl, f"{place}{mark}{fragment}")
        else:
            reference.replace_self(nodes.inline("", "", *reference.children))

    def _has_place(self, docname: str, fragment: str, known: Collection[str]) -> bool:
        """Tell whether a page has a place; if it collects from others, its places are not known before it is written.

        :param known: Ids that it has for sure.
        """
        record = lesson_domain(self.env).documents.get(docname)
        return record is None or bool(record.lists) or fragment in known or fragment in record.anchors


def begin_book(app: Sphinx) -> None:
    """Add the style of blocks, and formulas that need no script (event ``builder-inited``)."""
    if app.builder.name != "epub":
        return
    # Loaded for books alone: it belongs to the theme, which they do not have.
    from sphinx_lesson_ext.theme import maths

    maths.setup(app)
    publish(app.config, Path(__file__).parent / "static")
    app.add_css_file("lesson-book.css")


def setup(app: Sphinx) -> None:
    """Register the builder, and what prepares its pages."""
    app.add_builder(LessonEpubBuilder, override=True)
    app.add_node(left_to_right, html=(_visit_left_to_right, _depart_left_to_right))
    app.add_post_transform(PrepareBook)
    app.connect("builder-inited", begin_book)

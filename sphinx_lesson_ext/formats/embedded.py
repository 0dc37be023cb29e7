"""What HTML shows of other sites, such as films, in formats that cannot: a link leads there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_lesson_ext.fixmes.raw_html import html_tags
from sphinx_lesson_ext.web import is_web_address

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_ELEMENTS = frozenset({"audio", "embed", "iframe", "source", "video"})


class LinkEmbedded(SphinxPostTransform):
    """Put a link in the place of each."""

    default_priority = 205
    builders = ("epub", "latex", "man", "texinfo", "text")

    def run(self, **_kwargs: object) -> None:
        """Look at all raw HTML."""
        for raw in list(self.document.findall(nodes.raw)):
            if "html" in raw["format"].split() and (links := _links(raw.astext())):
                raw.replace_self(
                    links if isinstance(raw.parent, nodes.TextElement) else nodes.paragraph("", "", *links)
                )


def _links(html: str) -> list[nodes.Node]:
    links: list[nodes.Node] = []
    for tag in html_tags(html):
        attributes = dict(tag.attributes)
        address = attributes.get("src") or ""
        if tag.name in _ELEMENTS and is_web_address(address):
            text = attributes.get("title") or address
            links += [nodes.Text(" "), nodes.reference("", text, refuri=address, internal=False)]
    return links[1:]


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_post_transform(LinkEmbedded)

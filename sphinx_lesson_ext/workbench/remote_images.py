"""Pictures that are on the web, in formats that would need them in the book itself.

Sphinx would download them.  Building a lesson that somebody else wrote asks nothing of the network, so a link stands in
for each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class LinkRemoteImages(SphinxPostTransform):
    """Put a link in the place of each."""

    # Before Sphinx downloads them (100).
    default_priority = 90
    builders = ("epub", "latex", "texinfo")

    def run(self, **_kwargs: object) -> None:
        """Look at every picture."""
        if not self.config.lesson_workbench:
            return
        for image in list(self.document.findall(nodes.image)):
            if "://" in image["uri"]:
                image.replace_self(_link(image))


def _link(image: nodes.image) -> nodes.Element:
    text = image.get("alt") or image["uri"]
    if isinstance(image.parent, nodes.reference):
        return nodes.inline("", text)
    link = nodes.reference("", text, refuri=image["uri"])
    return link if isinstance(image.parent, nodes.TextElement) else nodes.paragraph("", "", link)


def setup(app: Sphinx) -> None:
    """Take part in the build."""
    app.add_post_transform(LinkRemoteImages)

"""Docutils' own admonitions with the anatomy of lesson blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.locale import admonitionlabels
from sphinx.transforms.post_transforms import SphinxPostTransform

from .icons import ADMONITION_ICONS

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class TitleAdmonitions(SphinxPostTransform):
    """Give admonitions such as ``note`` a title that is a node, so that it can have an icon.

    HTML writes the title of these itself.  As general admonitions, with the same classes, they are written alike.
    """

    default_priority = 250
    formats = ("html",)

    def run(self, **_kwargs: object) -> None:
        """Replace each."""
        named = [node for node in self.document.findall(nodes.Element) if node.tagname in ADMONITION_ICONS]
        for original in named:
            name = original.tagname
            title = nodes.title("", str(admonitionlabels[name]))
            general = nodes.admonition("", title, *original.children, **original.attributes)
            general["classes"] = [name, *original["classes"]]
            general["lesson-icon"] = ADMONITION_ICONS[name]
            original.replace_self(general)
        for general in self.document.findall(nodes.admonition):
            # An admonition that its author gave a title is told apart by that.
            if type(general) is nodes.admonition and "lesson-icon" not in general:
                general["classes"].append("admonition-plain")


def setup(app: Sphinx) -> None:
    """Register the change."""
    app.add_post_transform(TitleAdmonitions)

"""Captions of tables of contents as real headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_lesson_ext.blocks.nodes import heading_level

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_DEEPEST_HEADING = 6


class HeadToctrees(SphinxPostTransform):
    """Write each caption as a heading of its level: Sphinx gives it the role of a heading, but no level."""

    default_priority = 760
    formats = ("html",)

    def run(self, **_kwargs: object) -> None:
        """Move the caption before its contents."""
        for toctree in list(self.document.findall(addnodes.toctree)):
            caption = toctree.get("caption")
            if not caption or toctree.get("hidden"):
                continue
            heading = nodes.rubric(caption, caption, classes=["caption"])
            heading["heading-level"] = min(heading_level(toctree), _DEEPEST_HEADING)
            holder = toctree.parent
            holder.parent.insert(holder.parent.index(holder), heading)
            toctree["caption"] = None


def setup(app: Sphinx) -> None:
    """Register the change."""
    app.add_post_transform(HeadToctrees)

"""What blocks need in HTML only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from .nodes import heading_level

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: HTML has no heading below this level.
_DEEPEST_HEADING = 6


class Headings(SphinxPostTransform):
    """Make headings inside blocks, quotations and items headings for assistive technology too.

    They can begin no section, so MyST makes them rubrics, which HTML shows as plain paragraphs.  Each becomes a heading
    one level below that of the block or section around it, so that the outline of the page has no gaps.
    """

    default_priority = 200
    formats = ("html",)

    def run(self, **_kwargs: object) -> None:
        """Set the level of each."""
        for rubric in self.document.findall(nodes.rubric):
            if "level" in rubric:
                rubric["heading-level"] = min(heading_level(rubric), _DEEPEST_HEADING)


def setup(app: Sphinx) -> None:
    """Register what acts on HTML."""
    app.add_post_transform(Headings)

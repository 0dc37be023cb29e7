"""What blocks need in HTML only."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_lesson_ext.config import publish

from .nodes import DEEPEST_HEADING, heading_level

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: The theme that brings the style of blocks itself.
OWN_THEME = "lesson"


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
                rubric["heading-level"] = min(heading_level(rubric), DEEPEST_HEADING)


def add_style_sheet(app: Sphinx) -> None:
    """Add what other themes lack for blocks (event ``builder-inited``)."""
    if app.builder.format == "html" and app.config.html_theme != OWN_THEME:
        publish(app.config, Path(__file__).parent / "static")
        app.add_css_file("lesson-blocks.css")


def setup(app: Sphinx) -> None:
    """Register what acts on HTML."""
    app.add_post_transform(Headings)
    app.connect("builder-inited", add_style_sheet)

"""The chapters of a book: the episodes of a lesson have numbers, all else has none.

This holds for lessons of The Carpentries Workbench.  Their first page is cut into parts, of which Sphinx would make
chapters, so that the first episode would be the tenth.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_lesson_ext.i18n import translate as _
from sphinx_lesson_ext.lesson.domain import lesson_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class NumberEpisodes(SphinxPostTransform):
    """Make a chapter of the first page, and number those chapters that are episodes."""

    default_priority = 220
    formats = ("latex",)

    def run(self, **_kwargs: object) -> None:
        """Look at the documents that the book is made of."""
        book = next((child for child in self.document.children if isinstance(child, nodes.section)), None)
        if book is None or not self.config.lesson_workbench:
            return
        plan = lesson_domain(self.env).plan
        is_numbered = True
        for file in list(book.findall(addnodes.start_of_file)):
            if (file["docname"] in plan.numbers) != is_numbered:
                is_numbered = not is_numbered
                file.insert(0, _switch("lessonnumbered" if is_numbered else "lessonunnumbered"))
        own = [child for child in book.children[1:] if next(child.findall(addnodes.start_of_file), None) is None]
        if any(isinstance(child, nodes.section) for child in own):
            for child in own:
                book.remove(child)
            title = _("About this lesson")
            first = nodes.section("", nodes.title(title, title), *own)
            book[1:1] = [_switch("lessonunnumbered"), first, _switch("lessonnumbered")]


def _switch(command: str) -> nodes.raw:
    return nodes.raw("", f"\\{command}\n", format="latex")


def setup(app: Sphinx) -> None:
    """Register what numbers the chapters."""
    app.add_post_transform(NumberEpisodes)

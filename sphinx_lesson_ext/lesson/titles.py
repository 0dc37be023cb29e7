"""A title for documents that have none: without it no list could name them and no link lead to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms import SphinxTransform

from sphinx_lesson_ext.messages import warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class GiveTitle(SphinxTransform):
    """Use the file's name as title of a document that has text but no heading."""

    # After docutils has made the front matter out of the first field list (340).
    default_priority = 350

    def apply(self, **_kwargs: object) -> None:
        """Put the content of the document into a section."""
        content = [
            node for node in self.document.children if not isinstance(node, nodes.PreBibliographic | nodes.docinfo)
        ]
        shown = [node for node in content if not isinstance(node, nodes.Invisible)]
        if not shown or any(isinstance(node, nodes.section) for node in content):
            return
        docname = self.env.current_document.docname
        if not self._is_orphan():
            warn(
                "no-title",
                "this document has no title; give it one, as 'title: …' in its front matter or as a heading; "
                "until then the name of its file is used",
                location=(docname, 1),
            )
        title = docname.rpartition("/")[2]
        section = nodes.section("", nodes.title(title, title), names=[nodes.fully_normalize_name(title)])
        self.document.note_implicit_target(section, section)
        for node in content:
            self.document.remove(node)
        section += content
        self.document += section

    def _is_orphan(self) -> bool:
        """Tell whether the document says that no contents are to lead to it: it has been left for old links, say."""
        information = (child for child in self.document.children if isinstance(child, nodes.docinfo))
        fields = (field for found in information for field in found.findall(nodes.field))
        return any(field[0].astext() == "orphan" for field in fields)


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_transform(GiveTitle)

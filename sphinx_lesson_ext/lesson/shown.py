"""What a build does not show is taken out of each page when it is written; what it shows is opened, where it is to be.

The documents that Sphinx stores hold everything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_lesson_ext.blocks.nodes import lesson_block
from sphinx_lesson_ext.fixmes.nodes import fixme_text

from .domain import lesson_domain
from .origins import document_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class ApplyPolicy(SphinxPostTransform):
    """Take out what this build does not show."""

    # After lists are filled (6), so that it holds for copies too; before references are resolved (9).
    default_priority = 7

    def run(self, **_kwargs: object) -> None:
        """Change the document as the configuration asks."""
        policy = lesson_domain(self.env).policy
        for block in list(self.document.findall(lesson_block)):
            docname = document_of(block, self.env)
            if policy.omits(block["kind"], docname):
                remove(block)
            elif block["kind"] == "solution" and policy.solutions_in(docname) == "open" and "collapsible" in block:
                block["collapsible"] = "open"
            elif block["kind"] == "instructor" and policy.audience == "instructor":
                # Nothing is to be opened there, and nothing to be missed: it is text like the rest.
                block.attributes.pop("collapsible", None)
        if not policy.shows_fixmes:
            for text in list(self.document.findall(fixme_text)):
                remove(text)


def remove(node: nodes.Element) -> None:
    """Take *node* out of its document, and each container that it leaves with nothing to show."""
    parent = node.parent
    parent.remove(node)
    if isinstance(
        parent, nodes.list_item | nodes.bullet_list | nodes.enumerated_list | nodes.block_quote | nodes.paragraph
    ):
        if not parent.children and parent.parent is not None:
            remove(parent)
    elif isinstance(parent, lesson_block) and len(parent.children) == 1 and parent.parent is not None:
        # Only the title is left of it.
        remove(parent)


def setup(app: Sphinx) -> None:
    """Register what acts when a page is written."""
    app.add_post_transform(ApplyPolicy)

"""What a build shows: solutions open, closed or not at all; instructor notes or none; FIXMEs or none.

The documents that Sphinx stores hold everything; what readers are not to have is taken out when a page is written, in
every builder, and nothing else may bring it in: neither the copied sources nor the inventory of objects.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_lesson_ext.blocks.nodes import lesson_block
from sphinx_lesson_ext.fixmes.nodes import fixme_text

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


def is_omitted(kind: str, config: Config) -> bool:
    """Tell whether blocks of *kind* are left out of the output."""
    return (kind == "solution" and config.lesson_solutions == "omit") or (
        kind == "instructor" and config.lesson_audience == "learner"
    )


class ApplyPolicy(SphinxPostTransform):
    """Take out what this build does not show."""

    # After lists are filled (6), so that it holds for copies too; before references are resolved (9).
    default_priority = 7

    def run(self, **_kwargs: object) -> None:
        """Change the document as the configuration asks."""
        show_fixmes = self.config.lesson_show_fixmes
        for block in list(self.document.findall(lesson_block)):
            if is_omitted(block["kind"], self.config) or (block["kind"] == "fixme" and not show_fixmes):
                remove(block)
            elif block["kind"] == "solution" and self.config.lesson_solutions == "open":
                block["collapsible"] = "open"
        if not show_fixmes:
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


def settle(app: Sphinx, config: Config) -> None:
    """Settle what depends on the build (event ``config-inited``)."""
    if config.lesson_show_fixmes == "draft":
        config["lesson_show_fixmes"] = "draft" in app.tags
    if config.lesson_solutions == "omit" or config.lesson_audience == "learner":
        # The sources, which are copied beside the output, hold what readers are not to have.
        config["html_copy_source"] = False
        config["html_show_sourcelink"] = False


def setup(app: Sphinx) -> None:
    """Register what acts when a page is written."""
    app.add_post_transform(ApplyPolicy)
    # After the values were checked.
    app.connect("config-inited", settle, priority=600)

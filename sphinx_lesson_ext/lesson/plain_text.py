"""Plain text has seventy columns: what is indented beyond them stands further left, since Sphinx cannot write it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_lesson_ext.blocks.nodes import ancestors

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: How many elements that are indented may stand in one another; each takes four columns at most.
_DEEPEST = 12

_INDENTED = (
    nodes.Admonition,
    nodes.block_quote,
    nodes.bullet_list,
    nodes.definition_list,
    nodes.enumerated_list,
    nodes.field_list,
)


class LimitIndentation(SphinxPostTransform):
    """Put what is nested too deeply behind the outermost element that it stands in."""

    default_priority = 900
    formats = ("text",)

    def run(self, **_kwargs: object) -> None:
        """Move each such element, the outer ones first."""
        for node in list(self.document.findall(nodes.Element)):
            if not isinstance(node, _INDENTED):
                continue
            around = [element for element in ancestors(node) if isinstance(element, _INDENTED)]
            if len(around) >= _DEEPEST:
                outermost = around[-1]
                node.parent.remove(node)
                outermost.parent.insert(outermost.parent.index(outermost) + 1, node)


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_post_transform(LimitIndentation)

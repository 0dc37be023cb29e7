"""The overview card of an episode: its questions and objectives side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinx_lesson_ext.blocks.nodes import lesson_block

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx

_KINDS = ("questions", "objectives")


class lesson_overview(nodes.General, nodes.Element):  # noqa: N801 (docutils names nodes in lower case)
    """A card that holds questions, objectives, or both."""


def make_overviews(blocks: Iterable[lesson_block]) -> None:
    """Put questions and objectives that follow each other into one card, the questions first."""
    for block in blocks:
        parent = block.parent
        if block["kind"] not in _KINDS or not isinstance(parent, nodes.section | nodes.document):
            continue
        group = [block, *_followers(block)]
        position = parent.index(block)
        for member in group:
            parent.remove(member)
        group.sort(key=lambda member: _KINDS.index(member["kind"]))
        parent.insert(position, lesson_overview("", *group))


def _followers(block: lesson_block) -> list[lesson_block]:
    """Return the block of the other kind that comes next, if nothing to be seen stands between."""
    siblings = block.parent.children
    for sibling in siblings[siblings.index(block) + 1 :]:
        if isinstance(sibling, lesson_block) and {block["kind"], sibling["kind"]} == set(_KINDS):
            return [sibling]
        if not isinstance(sibling, nodes.Invisible):
            break
    return []


def _visit_overview(self: Any, node: lesson_overview) -> None:
    self.body.append(self.starttag(node, "div", CLASS="overview"))


def _depart_overview(self: Any, _node: lesson_overview) -> None:
    self.body.append("</div>\n")


def setup(app: Sphinx) -> None:
    """Register the card."""
    app.add_node(lesson_overview, html=(_visit_overview, _depart_overview))

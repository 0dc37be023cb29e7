"""Where FIXMEs are written, shown to those who are to deal with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinx_lesson_ext.blocks.nodes import lesson_block_title
from sphinx_lesson_ext.lesson.domain import LessonDomain
from sphinx_lesson_ext.lesson.whole import SHOWN, place_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_lesson_ext.blocks.nodes import lesson_block


class fixme_place(nodes.Inline, nodes.Element):  # noqa: N801 (docutils names nodes in lower case)
    """The ``path`` and ``line`` of a FIXME.  It has no text of its own, so that search does not find it."""


def add_fixme_places(env: BuildEnvironment, blocks: Iterable[lesson_block], others: Iterable[nodes.section]) -> None:
    """Say in the title of each FIXME of the document where it is written.

    :param others: The sections that show other documents whole.
    """
    domain = env.domains.get(LessonDomain.name)
    if not isinstance(domain, LessonDomain):
        return
    # Copies of blocks in lists have ids of their own, so nothing is said of them.
    found = {finding.anchor: finding for finding in domain.record(env.current_document.docname).fixmes}
    for section in others:
        found |= {place_in(section, finding.anchor): finding for finding in domain.record(section[SHOWN]).fixmes}
    for block in blocks:
        finding = next((found[name] for name in block["ids"] if name in found), None)
        if block["kind"] == "fixme" and finding is not None:
            title = block.next_node(lesson_block_title)
            assert title is not None  # every block has one
            title += fixme_place(path=finding.path, line=finding.line)


def _visit_place(self: Any, node: fixme_place) -> None:
    # A path is read from left to right in every language.
    self.body.append(self.starttag(node, "span", "", CLASS="fixme-place lesson-chrome", dir="ltr"))
    self.body.append(self.encode(f"{node['path']}:{node['line']}"))
    self.body.append("</span>")


def _depart_place(_self: Any, _node: fixme_place) -> None:
    pass


def setup(app: Sphinx) -> None:
    """Register the node."""
    app.add_node(fixme_place, html=(_visit_place, _depart_place))

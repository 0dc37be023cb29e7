"""Icons before the titles of blocks, drawn once a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinx_lesson_ext.blocks.nodes import lesson_block

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx

#: The icons of the page's frame, which every page has.
FRAME_ICONS = (
    *("search", "auto", "light", "dark", "repository", "down", "menu", "previous", "next", "copy", "close", "solution"),
)

#: The icon of each admonition that docutils and Sphinx know; lesson blocks have one of their kind's name.
ADMONITION_ICONS = {
    "attention": "caution",
    "caution": "caution",
    "danger": "danger",
    "error": "danger",
    "hint": "hint",
    "important": "important",
    "note": "note",
    "seealso": "seealso",
    "tip": "hint",
    "warning": "caution",
}


class lesson_icon(nodes.Inline, nodes.Element):  # noqa: N801 (docutils names nodes in lower case)
    """An icon; its ``name`` is that of a drawing in the theme's folder ``icons``."""


def add_icons(blocks: Iterable[nodes.Element]) -> list[str]:
    """Put an icon before the title of each block, and one that turns behind the title of each that opens.

    Return the names of those that are used.
    """
    used = set()
    for block in blocks:
        name = block["kind"] if isinstance(block, lesson_block) else block.get("lesson-icon", "")
        title = next((child for child in block.children if isinstance(child, nodes.title)), None)
        if title is None:
            continue
        if name:
            title.insert(0, lesson_icon(name=name))
            used.add(name)
        if block.get("collapsible"):
            title += lesson_icon(name="down")
    return sorted(used)


def icons_of(document: nodes.document | None) -> tuple[str, ...]:
    """Return the names of the icons that a page uses; that of a page without a document, such as the index, few."""
    used = () if document is None else document.get("lesson-icons", ())
    return tuple(sorted({*FRAME_ICONS, *used}))


def _visit_icon(self: Any, node: lesson_icon) -> None:
    self.body.append(self.starttag(node, "svg", "", CLASS="icon", **{"aria-hidden": "true"}))
    self.body.append(self.starttag(nodes.inline(), "use", "", href=f"#icon-{node['name']}"))
    self.body.append("</use></svg>")


def _depart_icon(_self: Any, _node: lesson_icon) -> None:
    pass


def setup(app: Sphinx) -> None:
    """Register the icons."""
    app.add_node(lesson_icon, html=(_visit_icon, _depart_icon))

"""Captions of tables of contents as real headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_lesson_ext.blocks.nodes import heading_level

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx import addnodes

_DEEPEST_HEADING = 6


def head_toctrees(toctrees: Iterable[addnodes.toctree]) -> None:
    """Write each caption as a heading of its level: Sphinx gives it the role of a heading, but no level."""
    for toctree in toctrees:
        caption = toctree.get("caption")
        if not caption or toctree.get("hidden"):
            continue
        heading = nodes.rubric(caption, caption, classes=["caption"])
        heading["heading-level"] = min(heading_level(toctree), _DEEPEST_HEADING)
        holder = toctree.parent
        holder.parent.insert(holder.parent.index(holder), heading)
        toctree["caption"] = None

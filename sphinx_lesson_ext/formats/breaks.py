"""Breaks of lines that authors wrote as HTML, in formats that are not HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_TAGS = frozenset({"<br>", "<br/>", "<br />"})
#: How each format says it, and what it calls itself in raw nodes.  Plain text is wrapped anyway.
_BREAKS = {
    "latex": ("\\leavevmode\\newline{}", "latex"),
    "man": ("\n.br\n", "manpage"),
    "texinfo": ("@*\n", "texinfo"),
}


class BreakLines(SphinxPostTransform):
    """Write each break as the format has it, so that the words around it stay apart."""

    default_priority = 800
    formats = ("latex", "text", "man", "texinfo")

    def run(self, **_kwargs: object) -> None:
        """Look at all raw HTML."""
        for raw in list(self.document.findall(nodes.raw)):
            if not _is_break(raw):
                continue
            after = raw.next_node(descend=False, siblings=True)
            if isinstance(after, nodes.raw) and after["format"] == "latex":
                # Markdown's own break, which is written for LaTeX too.
                after.parent.remove(after)
            raw.replace_self(self._break())

    def _break(self) -> nodes.Node:
        known = _BREAKS.get(self.app.builder.format)
        return nodes.raw("", known[0], format=known[1]) if known else nodes.Text("\n")


def _is_break(raw: nodes.raw) -> bool:
    return bool(raw["format"] == "html" and raw.astext().strip().lower() in _TAGS)


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_post_transform(BreakLines)

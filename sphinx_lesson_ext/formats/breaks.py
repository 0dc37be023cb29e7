"""Breaks of lines that authors wrote as HTML, in formats that are not HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_TAGS = frozenset({"<br>", "<br/>", "<br />"})


class _BreakLines(SphinxPostTransform):
    """Writes each break as a format has it, so that the words around it stay apart."""

    default_priority = 800
    #: How the format says it.
    said: ClassVar[nodes.Node]

    def run(self, **_kwargs: object) -> None:
        """Look at all raw HTML."""
        for raw in list(self.document.findall(nodes.raw)):
            if not _is_break(raw):
                continue
            after = raw.next_node(descend=False, siblings=True)
            if isinstance(after, nodes.raw) and after["format"] == "latex":
                # Markdown's own break, which is written for LaTeX too.
                after.parent.remove(after)
            raw.replace_self(self.said.deepcopy())


class BreakLatex(_BreakLines):
    """Breaks lines in LaTeX."""

    formats = ("latex",)
    said = nodes.raw("", "\\leavevmode\\newline{}", format="latex")


class BreakMan(_BreakLines):
    """Breaks lines in man pages."""

    formats = ("man",)
    said = nodes.raw("", "\n.br\n", format="manpage")


class BreakTexinfo(_BreakLines):
    """Breaks lines in Texinfo."""

    formats = ("texinfo",)
    said = nodes.raw("", "@*\n", format="texinfo")


class BreakText(_BreakLines):
    """Keeps words apart in text, which is wrapped anyway."""

    formats = ("text",)
    said = nodes.Text("\n")


def _is_break(raw: nodes.raw) -> bool:
    return bool(raw["format"] == "html" and raw.astext().strip().lower() in _TAGS)


def setup(app: Sphinx) -> None:
    """Register a transform for each format."""
    for transform in (BreakLatex, BreakMan, BreakTexinfo, BreakText):
        app.add_post_transform(transform)

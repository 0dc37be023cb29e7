"""Links to places of their own document, which MyST resolves when all of it is read."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from myst_parser.mdit_to_docutils.transforms import ResolveAnchorIds

from sphinx_lesson_ext.blocks.siblings import apart


class ResolveAnchorLinks(ResolveAnchorIds):
    """Resolve them as MyST does, in a time that is in proportion to how many there are."""

    def apply(self, **details: Any) -> None:
        """Resolve them."""
        with apart(self.document.findall(nodes.reference)):
            super().apply(**details)

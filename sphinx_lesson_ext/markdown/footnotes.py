"""Footnotes that a text refers to and nobody has written: what was to refer to one stays text, as for pandoc."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from docutils.transforms import Transform
from docutils.transforms.references import Footnotes

from sphinx_lesson_ext.messages import warn


class ShowLostReferences(Transform):
    """Put what was written in the place of references to footnotes that the document does not have."""

    #: Before docutils numbers footnotes: it would give those numbers to others.
    default_priority = Footnotes.default_priority - 10

    def apply(self, **_details: Any) -> None:
        """Replace them, and tell each."""
        for reference in list(self.document.findall(nodes.footnote_reference)):
            name = reference.get("refname")
            if name is None or name in self.document.nameids:
                continue
            written = reference.rawsource
            text = "no footnote is called %r; write '%s: …' in a line of its own, or put it in backticks if it is none"
            warn("footnote", text, name, written, location=reference, old=written)
            reference.parent.replace(reference, nodes.Text(written))
            self.document.footnote_refs.pop(name, None)
            if reference in self.document.autofootnote_refs:
                self.document.autofootnote_refs.remove(reference)

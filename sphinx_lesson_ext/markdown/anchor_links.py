"""Ids of a document, and links to them, which MyST resolves when all of it is read."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from docutils.transforms import Transform
from docutils.utils import get_source_line
from myst_parser.mdit_to_docutils.transforms import ResolveAnchorIds
from sphinx.addnodes import pending_xref
from sphinx.transforms.references import SphinxDomains

from sphinx_lesson_ext.blocks.nodes import lesson_block
from sphinx_lesson_ext.blocks.siblings import apart

#: Where a document keeps the names that are hidden from Sphinx.
_HIDDEN = "lesson_hidden_names"


class KeepIdsToThePage(Transform):
    """Let other pages of a Workbench lesson have the same ids.

    For Sphinx what an author names is a label of the whole project, so that a name may be given but once.  Here only
    what is written as ``(label)=``, and lesson blocks, are labels; other ids are for links to their page.
    """

    default_priority = SphinxDomains.default_priority - 1

    def apply(self, **_details: Any) -> None:
        """Hide the names of other elements."""
        document = self.document
        if document.settings.env.config.lesson_workbench:
            explicit = [name for name, is_explicit in document.nametypes.items() if is_explicit]
            document[_HIDDEN] = list(filter(self._is_id, explicit))
            document.nametypes.update(dict.fromkeys(document[_HIDDEN], False))

    def _is_id(self, name: str) -> bool:
        node = self.document.ids.get(self.document.nameids[name] or "")
        return node is not None and not isinstance(node, nodes.target | lesson_block)


class ResolveAnchorLinks(ResolveAnchorIds):
    """Resolve links to ids as MyST does, in a time that is in proportion to how many there are."""

    def apply(self, **details: Any) -> None:
        """Resolve them."""
        self.document.nametypes.update(dict.fromkeys(self.document.attributes.pop(_HIDDEN, ()), True))
        references = list(self.document.findall(nodes.reference))
        has_ids = any("id_link" in reference for reference in references)
        with apart(references):
            super().apply(**details)
        for link in self.document.findall(pending_xref) if has_ids else ():
            if link.source is None:
                # MyST has made it, and what is wrong with it is to be told where it stands.
                link.source, link.line = get_source_line(link)

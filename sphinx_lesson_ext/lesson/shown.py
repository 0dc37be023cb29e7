"""What a build does not show is taken out of each page when it is written; what it shows is opened, where it is to be.

The documents that Sphinx stores hold everything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_lesson_ext.blocks.nodes import lesson_block
from sphinx_lesson_ext.fixmes.nodes import fixme_text
from sphinx_lesson_ext.i18n import translate as _
from sphinx_lesson_ext.locales import format_day

from .domain import lesson_domain
from .origins import document_of
from .policy import NEVER

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: The class of the line that says when a solution appears.
LATER = "lesson-solution-later"


class ApplyPolicy(SphinxPostTransform):
    """Take out what this build does not show."""

    # After lists are filled (6), so that it holds for copies too; before references are resolved (9).
    default_priority = 7

    def run(self, **_kwargs: object) -> None:
        """Change the document as the configuration asks."""
        policy, page = lesson_domain(self.env).policy, self.env.current_document.docname
        unread: set[tuple[str, str]] = set()
        for block in list(self.document.findall(lesson_block)):
            docname = document_of(block, page)
            if policy.omits(block["kind"], docname):
                unread |= {(docname, mark) for note in block.findall(nodes.footnote_reference) for mark in note["ids"]}
                day = policy.held_until(docname) if block["kind"] == "solution" else None
                if day is not None and day != NEVER and not _is_announced(block):
                    _announce(block, format_day(day.isoformat(), self.config.language))
                else:
                    remove(block)
            elif block["kind"] == "solution" and policy.solutions_in(docname) == "open" and "collapsible" in block:
                block["collapsible"] = "open"
            elif block["kind"] == "instructor" and policy.audience == "instructor":
                # Nothing is to be opened there, and nothing to be missed: it is text like the rest.
                block.attributes.pop("collapsible", None)
        if not policy.shows_fixmes:
            for text in list(self.document.findall(fixme_text)):
                remove(text)
        if unread:
            self._remove_notes(unread, page)

    def _remove_notes(self, unread: set[tuple[str, str]], page: str) -> None:
        """Take out the footnotes that only belong to what is left out.

        :param unread: The marks there that lead to footnotes, each by its document and its id.
        :param page: The name of the page.
        """
        for note in list(self.document.findall(nodes.footnote)):
            # What stands beside the sections of a document does not lead up to it, where several are in one piece.
            docname = note.get("docname") or document_of(note, page)
            if note["backrefs"] and unread.issuperset((docname, mark) for mark in note["backrefs"]):
                remove(note)
        if next(self.document.findall(nodes.footnote), None) is None:
            for rule in list(self.document.findall(nodes.transition)):
                if "footnotes" in rule["classes"]:
                    remove(rule)


def _announce(block: lesson_block, day: str) -> None:
    """Say in the place of a solution when it appears: who knows that neither looks for it nor asks."""
    text = _("The solution appears here on %s.") % day
    siblings = block.parent
    siblings[siblings.index(block)] = nodes.paragraph(text, text, classes=[LATER])


def _is_announced(block: lesson_block) -> bool:
    """Tell whether that is said of the solution before already."""
    siblings = block.parent
    before = siblings[siblings.index(block) - 1] if siblings.index(block) else None
    return isinstance(before, nodes.paragraph) and LATER in before["classes"]


def remove(node: nodes.Element) -> None:
    """Take *node* out of its document, and each container that it leaves with nothing to show."""
    parent = node.parent
    parent.remove(node)
    if isinstance(
        parent, nodes.list_item | nodes.bullet_list | nodes.enumerated_list | nodes.block_quote | nodes.paragraph
    ):
        if not parent.children and parent.parent is not None:
            remove(parent)
    elif isinstance(parent, lesson_block) and len(parent.children) == 1 and parent.parent is not None:
        # Only the title is left of it.
        remove(parent)


def setup(app: Sphinx) -> None:
    """Register what acts when a page is written."""
    app.add_post_transform(ApplyPolicy)

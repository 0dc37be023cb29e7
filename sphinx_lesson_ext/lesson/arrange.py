"""What is arranged when a page is written: the numbers of its exercises, and key points at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_lesson_ext.blocks.nodes import ancestors, lesson_block

from .domain import lesson_domain
from .entries import add_number

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


class NumberExercises(SphinxPostTransform):
    """Show the number of each exercise of an episode."""

    # Before lists are filled (6): the copies in them are numbered there.
    default_priority = 5

    def run(self, **_kwargs: object) -> None:
        """Add the number to each exercise of the document, or of each of those that a builder makes one of."""
        domain = lesson_domain(self.env)
        for block in self.document.findall(lesson_block):
            if block["kind"] == "challenge":
                number = domain.exercise_numbers(_document_of(block, self.env)).get(block["ids"][0])
                if number:
                    add_number(block, number)


class MoveKeyPoints(SphinxPostTransform):
    """Show key points at the end of their document, wherever in it they are written."""

    # Before lists are filled (6).
    default_priority = 5

    def run(self, **_kwargs: object) -> None:
        """Move each block of key points that stands on its own."""
        if not self.config.lesson_keypoints_at_end:
            return
        for block in list(self.document.findall(lesson_block)):
            if block["kind"] == "keypoints" and (top := _top_section(block)) is not None:
                block.parent.remove(block)
                top.insert(_end_of(top), block)


def _document_of(node: nodes.Node, env: BuildEnvironment) -> str:
    """Return the document that *node* comes from, also in the one big document that some builders make of all."""
    files = (element for element in ancestors(node) if isinstance(element, addnodes.start_of_file))
    file = next(files, None)
    return env.current_document.docname if file is None else str(file["docname"])


def _top_section(block: lesson_block) -> nodes.Element | None:
    """Return the outermost section around *block* in its document; ``None`` where it stands in something else."""
    top: nodes.Element | None = None
    ancestor = block.parent
    while isinstance(ancestor, nodes.section):
        top = ancestor
        ancestor = ancestor.parent
    return top if isinstance(ancestor, nodes.document | addnodes.start_of_file) else None


def _end_of(section: nodes.Element) -> int:
    """Return where the section's own content ends, before any document that was put into it."""
    for index, child in enumerate(section.children):
        if isinstance(child, nodes.Element) and next(iter(child.findall(addnodes.start_of_file)), None) is not None:
            return index
    return len(section.children)


def setup(app: Sphinx) -> None:
    """Register both."""
    app.add_post_transform(NumberExercises)
    app.add_post_transform(MoveKeyPoints)

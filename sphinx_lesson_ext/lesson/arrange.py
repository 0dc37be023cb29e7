"""What is arranged when a page is written: the numbers of its exercises, key points and solutions at its end.

Key points end the text of a page, so solutions come after them: nobody reads them by mistake on the way there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_lesson_ext.blocks.nodes import lesson_block, lesson_block_title

from .domain import lesson_domain
from .elements import Elements
from .origins import document_of
from .solutions import end_of, move_solutions

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sphinx.application import Sphinx


def number_exercises(elements: Elements, numbers_of: Callable[[lesson_block], Mapping[str, str]]) -> None:
    """Show the number of each exercise of a document.

    :param numbers_of: Gives the numbers of the exercises of the document that a block comes from, by their ids.
    """
    for block in elements.of(lesson_block):
        if block["kind"] == "challenge":
            number = numbers_of(block).get(block["ids"][0])
            if number:
                add_number(block, number)


def add_number(block: nodes.Element, number: str) -> None:
    """Show the number of an exercise behind the word that names it."""
    title = block[0]
    assert isinstance(title, lesson_block_title)
    label = title[0]
    assert isinstance(label, nodes.inline)
    label += nodes.inline("", f" {number}", classes=["lesson-block-number"])


def move_key_points(elements: Elements) -> None:
    """Move the key points of each document to its end, wherever in it they are written.

    Those in other blocks stay there, and so do several blocks of them, which sum up the sections that they are in.
    """
    files = list(elements.of(addnodes.start_of_file))
    blocks: dict[nodes.Element, list[lesson_block]] = {}
    for block in elements.of(lesson_block):
        if block["kind"] == "keypoints" and (top := _top_section(block)) is not None:
            blocks.setdefault(top, []).append(block)
    for top, (block, *others) in blocks.items():
        if not others:
            block.parent.remove(block)
            top.insert(end_of(top, files), block)


class Arrange(SphinxPostTransform):
    """Number the exercises of a page and move its key points."""

    # Before lists are filled (6): what is copied into them is arranged there.
    default_priority = 5

    def run(self, **_kwargs: object) -> None:
        """Arrange the document, or each of those that a builder makes one of."""
        domain, page = lesson_domain(self.env), self.env.current_document.docname
        elements = Elements(self.document)
        number_exercises(elements, lambda block: domain.exercise_numbers(document_of(block, page)))
        if self.config.lesson_keypoints_at_end:
            move_key_points(elements)
        move_solutions(elements, self.env, lambda block: document_of(block, page))


def _top_section(block: lesson_block) -> nodes.Element | None:
    """Return the outermost section around *block* in its document; ``None`` where it stands in something else."""
    top: nodes.Element | None = None
    ancestor = block.parent
    while isinstance(ancestor, nodes.section):
        top = ancestor
        ancestor = ancestor.parent
    return top if isinstance(ancestor, nodes.document | addnodes.start_of_file) else None


def setup(app: Sphinx) -> None:
    """Register what arranges pages."""
    app.add_post_transform(Arrange)

"""What each list shows of a document: one function a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_lesson_ext.blocks.nodes import ancestors, kinds_around, lesson_block
from sphinx_lesson_ext.i18n import colon
from sphinx_lesson_ext.i18n import translate as _
from sphinx_lesson_ext.locales import format_day

from .arrange import add_number
from .collect import exercise_with_solutions, nearest_id
from .copies import place_reference
from .domain import Place
from .elements import Elements
from .list_context import chosen_blocks
from .policy import NEVER
from .solutions import AWAY, head, leave, number, solutions_of
from .withheld import may_be_moved

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from .list_context import ListContext


def points(context: ListContext, docname: str) -> list[nodes.Element]:
    """Return what the blocks of *kind* hold, without their frames: a list of points needs no title of its own."""
    entries = []
    for place, original in _originals(context, docname):
        entries += context.copy(original.children[1:], place.docname)
    return entries


def blocks(context: ListContext, docname: str) -> list[nodes.Element]:
    """Return the blocks whole, each with a link to where it stands."""
    entries = []
    numbers = context.domain.exercise_numbers(docname)
    omits = context.domain.policy.omits
    shown: set[lesson_block] = set()
    for place, original in _originals(context, docname):
        if shown.intersection((original, *ancestors(original))) or omits(place.block.kind, docname):
            continue
        if place.block.kind == "solution" and "instructor" in place.block.within:
            continue  # it is not for all who see the list
        parts = exercise_with_solutions(original) if place.block.kind == "challenge" else [original]
        shown.update(parts)
        main, *solutions = context.copy(parts, docname)
        # A list is read through: its own blocks do not collapse, but for answers.
        if place.block.kind != "solution":
            main.attributes.pop("collapsible", None)
        if place.block.anchor in numbers:
            add_number(main, numbers[place.block.anchor])
        main += _origin(context, place)
        entries += _with_solutions(context, docname, [main, *solutions])
    return entries


def solutions(context: ListContext, docname: str) -> list[nodes.Element]:
    """Return the solutions, each open and with a link back to its exercise."""
    if not context.domain.record(docname).blocks_of("solution"):
        return []
    domain, policy = context.domain, context.domain.policy
    if policy.omits("solution", docname):
        day = policy.held_until(docname)
        if day is None or day == NEVER:
            return []
        text = _("These solutions appear here on %s.") % format_day(day.isoformat(), context.env.config.language)
        return [nodes.paragraph(text, text)]
    elements = Elements(domain.original(docname))
    entries = []
    for solution in solutions_of(elements.of(lesson_block), domain, lambda _block: docname):
        entry, *_others = context.copy([solution.block], docname)
        number(entry, solution)
        # Where it is moved away from, its place leads to it; else it is there itself.
        anchor = solution.place if policy.solutions_in(docname) in AWAY else solution.anchor
        head(entry, context.link(docname, anchor, solution.exercise))
        entries.append(entry)
    return entries


def fixmes(context: ListContext, docname: str) -> list[nodes.Element]:
    """Return the FIXMEs as a list of their places and texts."""
    items = []
    record = context.domain.record(docname)
    for finding, within in zip(record.fixmes, record.fixmes_within, strict=True):
        if context.domain.is_left_out(docname, within):
            continue
        link = context.link(docname, finding.anchor, f"{finding.path}:{finding.line}")
        items.append(nodes.list_item("", nodes.paragraph("", "", link, nodes.Text(f"{colon()}{finding.message}"))))
    return [nodes.bullet_list("", *items)] if items else []


def images(context: ListContext, docname: str) -> list[nodes.Element]:
    """Return the images, each with its text alternative as caption."""
    if not context.domain.record(docname).images:
        return []
    entries: list[nodes.Element] = []
    originals = [
        image
        for image in context.domain.original(docname).findall(nodes.image)
        if not context.domain.is_left_out(docname, kinds_around(image))
    ]
    for position, original in enumerate(originals, start=1):
        count = _("Image %(position)d of %(total)d") % {"position": position, "total": len(originals)}
        link = context.link(docname, nearest_id(original), count)
        words = original.get("alt") or _("no text alternative")
        caption = nodes.caption("", "", link, nodes.Text(f"{colon()}{words}"))
        identifier = f"{context.id_prefix(docname)}image-{position}"
        entries.append(nodes.figure("", *context.copy([original], docname), caption, ids=[identifier]))
    return entries


#: What shows the entries of each list that goes by documents.
ENTRIES: Mapping[str, Callable[[ListContext, str], Sequence[nodes.Element]]] = {
    "keypointlist": points,
    "questionlist": points,
    "objectivelist": points,
    "exerciselist": blocks,
    "solutionlist": solutions,
    "instructornotelist": blocks,
    "fixmelist": fixmes,
    "imagelist": images,
}


def _originals(context: ListContext, docname: str) -> Iterator[tuple[Place, lesson_block]]:
    chosen = chosen_blocks(context.domain, context.kind, context.options, docname)
    wanted = {block.anchor: block for block in chosen if not context.domain.is_left_out(docname, block.within)}
    if not wanted:
        return  # most documents of most lists: their trees need not be loaded
    for original in context.domain.original(docname).findall(lesson_block):
        block = wanted.get(original["ids"][0])
        if block is not None:
            yield Place(docname, block), original


def _origin(context: ListContext, place: Place) -> nodes.paragraph:
    # L10n: where a block stands: Challenge 3.2: Reuse a loop in “Loops”
    text = _("%(block)s in “%(document)s”") % {
        "block": context.domain.name_of(place),
        "document": context.domain.title_of(place.docname),
    }
    link = context.link(place.docname, place.block.anchor, text)
    return nodes.paragraph("", "", link, classes=["lesson-list-origin"])


def _with_solutions(context: ListContext, docname: str, entries: list[nodes.Element]) -> list[nodes.Element]:
    """Leave solutions as the lesson has them, or show them open or closed, or leave them out.

    Where the lesson has them elsewhere, a link leads there.
    """
    choice = context.options.get("solutions", "")
    is_away = not choice and context.domain.policy.solutions_in(docname) in AWAY
    holder = nodes.container("", *entries)
    blocks = list(holder.findall(lesson_block))
    record = context.domain.record(docname)
    moved = {block.anchor for block in record.blocks if may_be_moved(block)}
    for solution in solutions_of(blocks, context.domain, lambda _block: docname) if is_away else ():
        anchor = solution.anchor.removeprefix(context.id_prefix(docname))
        if anchor not in moved:
            continue  # it is in a note, where it stays
        leave(solution, place_reference(context.page, *context.domain.solution_place(docname, anchor)))
    for block in blocks:
        if block["kind"] == "solution" and choice == "open":
            block["collapsible"] = "open"
        elif block["kind"] == "solution" and choice == "omit":
            block.parent.remove(block)
    for entry in holder.children:
        entry.parent = None
    return [entry for entry in holder.children if isinstance(entry, nodes.Element)]

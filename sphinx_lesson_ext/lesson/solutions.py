"""Solutions away from their exercises: at the end of their page, or on a page of their own.

Each leaves a link in its place, and is headed by a link back to it.  What stands in a solution goes with it; one that
stands in an instructor note stays there, since not all who read the page see that.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx import addnodes

from sphinx_lesson_ext.blocks.nodes import ancestors, is_within, lesson_block, lesson_block_title
from sphinx_lesson_ext.i18n import colon
from sphinx_lesson_ext.i18n import translate as _
from sphinx_lesson_ext.identifiers import unique

from .copies import place_reference, words_of
from .domain import Place, lesson_domain
from .numbers import number_section

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx.environment import BuildEnvironment

    from .domain import LessonDomain
    from .elements import Elements

#: The values of ``lesson_solutions`` with which solutions are not where they were written.
AWAY = frozenset({"end-of-page", "own-page"})
#: What is put behind the id of a solution to make that of the place where it was written.
_PLACE = "--place"


class Solution(NamedTuple):
    """A solution, before it is moved.

    :ivar block: Itself.
    :ivar docname: The document that it stands in.
    :ivar exercise: How what it belongs to is called: an exercise, another block, a section, or its document.
    :ivar number: Which it is of several of the same exercise, from 1; 0, if there is one.
    """

    block: lesson_block
    docname: str
    exercise: str
    number: int

    @property
    def anchor(self) -> str:
        """The id that links to it use."""
        return str(self.block["ids"][0])

    @property
    def place(self) -> str:
        """The id of the place where it was written."""
        return place_of(self.anchor)


def place_of(anchor: str) -> str:
    """Return the id of the place where a solution was written."""
    return f"{anchor}{_PLACE}"


def solutions_of(
    blocks: Iterable[lesson_block], domain: LessonDomain, docname_of: Callable[[lesson_block], str]
) -> list[Solution]:
    """Return those solutions among *blocks* that can be moved, in order.

    :param docname_of: Gives the document that a block comes from.
    """
    found = [
        (block, docname_of(block), _exercise_of(block))
        for block in blocks
        if block["kind"] == "solution" and not is_within(block, "solution") and not is_within(block, "instructor")
    ]
    counts = Counter(id(exercise) for _block, _docname, exercise in found)
    seen: Counter[int] = Counter()
    solutions = []
    for block, docname, exercise in found:
        seen[id(exercise)] += 1
        number = seen[id(exercise)] if isinstance(exercise, lesson_block) and counts[id(exercise)] > 1 else 0
        solutions.append(Solution(block, docname, _name_of(exercise, docname, domain), number))
    return solutions


def _exercise_of(block: lesson_block) -> nodes.Element | None:
    """Return what a solution belongs to: the block around it or the exercise before it, else its section."""
    around = next((parent for parent in ancestors(block) if isinstance(parent, lesson_block | nodes.section)), None)
    if isinstance(around, lesson_block):
        return around
    siblings = block.parent.children
    for before in reversed(siblings[: siblings.index(block)]):
        if isinstance(before, lesson_block) and before["kind"] == "solution":
            continue
        if isinstance(before, lesson_block) and before["kind"] == "challenge":
            return before
        break
    return around


def _name_of(exercise: nodes.Element | None, docname: str, domain: LessonDomain) -> str:
    if isinstance(exercise, lesson_block):
        blocks = domain.record(docname).blocks
        named = next((block for block in blocks if exercise["ids"][0] in block.ids), None)
        return domain.name_of(Place(docname, named)) if named else exercise["heading"]
    title = exercise.next_node(nodes.title) if exercise is not None else None
    return title.astext() if title is not None else domain.title_of(docname)


def move_solutions(
    elements: Elements,
    env: BuildEnvironment,
    docname_of: Callable[[lesson_block], str],
    *,
    stay_here: bool = False,
) -> None:
    """Move the solutions of each document that are not shown in their places.

    :param docname_of: Gives the document that a block comes from.
    :param stay_here: Whether none goes to another page, for all are to be together.
    """
    domain = lesson_domain(env)
    if domain.policy.solutions not in AWAY:
        return
    elsewhere = {} if stay_here else domain.solution_places
    at_end = []
    for solution in solutions_of(elements.of(lesson_block), domain, docname_of):
        if domain.policy.solutions_in(solution.docname) not in AWAY:
            continue
        if solution.docname in elsewhere:
            place = place_reference(solution.docname, *domain.solution_place(solution.docname, solution.anchor))
            # Links to it from other sites find where it was.
            leave(solution, place)["ids"] += solution.block["ids"]
        else:
            at_end.append(solution)
    _move_to_end(at_end, elements, env)


def _move_to_end(solutions: list[Solution], elements: Elements, env: BuildEnvironment) -> None:
    """Move solutions to the end of their documents, in a section of their own."""
    if not solutions:
        return
    files = list(elements.of(addnodes.start_of_file))
    taken = {identifier for element in elements.of(nodes.Element) for identifier in element["ids"]}
    sections: dict[str, nodes.section] = {}
    for solution in solutions:
        section = sections.get(solution.docname)
        if section is None:
            section = sections[solution.docname] = _make_section(solution, env, taken)
            parent = _holder(solution.block)
            parent.insert(end_of(parent, files), section)
        leave(solution, nodes.reference("", "", refid=solution.anchor, internal=True))
        text = nodes.inline(solution.exercise, solution.exercise)
        head(solution.block, nodes.reference("", "", text, refid=solution.place, internal=True))
        section += solution.block


def _make_section(solution: Solution, env: BuildEnvironment, taken: set[str]) -> nodes.section:
    title = _("Solutions")
    section = nodes.section("", nodes.title(title, title), ids=[unique("solutions", taken)], classes=["solutions"])
    if solution.docname in env.toc_secnumbers:
        # Sphinx gives a section that it does not know the number of the page.
        number_section(env, solution.docname, section["ids"][0], ())
    return section


def _holder(block: lesson_block) -> nodes.Element:
    """Return what the section goes into: that which has the document's title, or the document without such."""
    around = list(ancestors(block))
    root = next(parent for parent in around if isinstance(parent, nodes.document | addnodes.start_of_file))
    sections = [child for child in root.children if isinstance(child, nodes.section)]
    return sections[0] if len(sections) == 1 and sections[0] in around else root


def end_of(section: nodes.Element, files: Iterable[addnodes.start_of_file]) -> int:
    """Return where an element's own content ends, before any document that was put into it.

    :param files: All documents that were put into others.
    """
    holders = {id(element) for file in files for element in (file, *ancestors(file))}
    return next((index for index, child in enumerate(section.children) if id(child) in holders), len(section.children))


def leave(solution: Solution, link: nodes.Element) -> nodes.Element:
    """Put in the place of a solution, and return, a paragraph with *link*, which is given its words."""
    number(solution.block, solution)
    title = solution.block[0]
    assert isinstance(title, lesson_block_title)
    words = nodes.inline("", "", *words_of(title))
    for part in words.findall(nodes.inline):
        # It is text here, and not drawn as the title of a block.
        part["classes"] = [name for name in part["classes"] if not name.startswith("lesson-block")]
    link += words
    pointer = nodes.paragraph("", "", link, ids=[solution.place], classes=["lesson-solution-link"])
    siblings = solution.block.parent
    siblings[siblings.index(solution.block)] = pointer
    return pointer


def head(block: nodes.Element, link: nodes.Element) -> None:
    """Show a solution open, with a link back to its exercise in its title."""
    block.attributes.pop("collapsible", None)
    title = block[0]
    assert isinstance(title, lesson_block_title)
    title += nodes.inline("", colon(), classes=["lesson-block-separator"])
    title += nodes.inline("", "", link, classes=["lesson-block-title", "lesson-block-origin"])


def number(block: nodes.Element, solution: Solution) -> None:
    """Show which of several *solution* is, on itself or on its copy."""
    if solution.number:
        title = block[0]
        assert isinstance(title, lesson_block_title)
        label = title[0]
        assert isinstance(label, nodes.inline)
        label += nodes.inline("", f" {solution.number}", classes=["lesson-block-number"])

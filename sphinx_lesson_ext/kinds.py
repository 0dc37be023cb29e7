"""The vocabulary of a lesson: every kind of block, and every list that collects them.

This table is the only place where a kind is named.  The names are those of The Carpentries Workbench where it has one,
else those of CodeRefinery's ``sphinx-lesson``; what either calls the same thing is a further spelling of one kind.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_lesson_ext.translatable import translatable as _

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class BlockKind:
    """A kind of lesson block.

    :ivar name: The kind's class in HTML and its name in the lesson's data.
    :ivar label: The word that names the kind to readers, an untranslated message.
    :ivar spellings: Further names that authors may write, each with its own word.
    :ivar collapsible: Whether HTML shows it as a closed ``<details>``.
    :ivar timed: Whether it takes ``:time:``, the minutes that learners need.
    :ivar listed: Whether its content is meant to be a list of points.
    :ivar coderefinery: What ``sphinx-lesson`` calls it in classes and in anchors such as ``exercise-0``; empty where it
        has no such directive.
    :ivar core: Whether docutils has a directive of that name, whose habits are kept: text on the directive's own line
        is body, a title is ``:title:``, and outside an exercise it does not collapse.
    """

    name: str
    label: str
    spellings: Mapping[str, str] = field(default_factory=dict)
    collapsible: bool = False
    timed: bool = False
    listed: bool = False
    core: bool = False
    coderefinery: str = ""

    @property
    def body_on_first_line(self) -> bool:
        """Whether text on the directive's own line is body rather than a title."""
        return self.core or self.name == "fixme"


@dataclass(frozen=True, slots=True)
class ListKind:
    """A list that collects blocks, or other facts, of the whole lesson.

    :ivar name: The directive's name.
    :ivar page: The name of its page in ``lesson_pages``.
    :ivar docname: The document that such a page is made as.
    :ivar title: The heading of such a page, an untranslated message.
    :ivar empty: What the list says when it has nothing to show, an untranslated message.
    :ivar collects: The kind of block that it shows, or ``None`` where it shows other facts.
    :ivar options: The options that it takes beside those of every list.
    :ivar included: Of which kind or class of the author's a block is, that the list shows; none, if it shows just the
        kind that it collects.
    :ivar excluded: The classes of blocks that it leaves out all the same.
    :ivar whole: Whether it shows documents whole.
    :ivar in_books: Whether such a page is of use in a book too, which has the whole lesson in one piece.
    """

    name: str
    page: str
    docname: str
    title: str
    empty: str
    collects: str | None = None
    options: tuple[str, ...] = ()
    whole: bool = False
    in_books: bool = True
    included: frozenset[str] = frozenset()
    excluded: frozenset[str] = frozenset()


_KINDS = (
    BlockKind("questions", _("Questions"), listed=True, coderefinery="questions"),
    BlockKind("objectives", _("Objectives"), listed=True, coderefinery="objectives"),
    BlockKind("keypoints", _("Key points"), listed=True, coderefinery="keypoints"),
    BlockKind("challenge", _("Challenge"), {"exercise": _("Exercise")}, timed=True, coderefinery="exercise"),
    BlockKind("solution", _("Solution"), collapsible=True, coderefinery="solution"),
    BlockKind("hint", _("Hint"), collapsible=True, core=True),
    BlockKind("callout", _("Callout"), coderefinery="callout"),
    BlockKind("discussion", _("Discussion"), timed=True, coderefinery="discussion"),
    BlockKind("prereq", _("Prerequisite"), {"prerequisites": _("Prerequisites")}, coderefinery="prerequisites"),
    BlockKind("checklist", _("Checklist"), coderefinery="checklist"),
    BlockKind("testimonial", _("Testimonial"), coderefinery="testimonial"),
    BlockKind(
        "instructor",
        _("Instructor note"),
        {"instructor-note": _("Instructor note")},
        collapsible=True,
        coderefinery="instructor-note",
    ),
    BlockKind("spoiler", _("Spoiler"), collapsible=True),
    BlockKind("caution", _("Caution"), core=True),
    BlockKind("fixme", _("FIXME")),
    BlockKind("demo", _("Demo"), timed=True, coderefinery="demo"),
    BlockKind("type-along", _("Type-along"), timed=True, coderefinery="type-along"),
    BlockKind("homework", _("Homework"), timed=True, coderefinery="homework"),
    BlockKind("output", _("Output"), coderefinery="output"),
)

_LISTS = (
    ListKind(
        "keypointlist", "keypoints", "key-points", _("Key points"), _("This lesson has no key points yet."), "keypoints"
    ),
    ListKind(
        "questionlist", "questions", "questions", _("Questions"), _("This lesson has no questions yet."), "questions"
    ),
    ListKind(
        "objectivelist",
        "objectives",
        "objectives",
        _("Objectives"),
        _("This lesson has no objectives yet."),
        "objectives",
    ),
    ListKind(
        "exerciselist",
        "exercises",
        "exercises",
        _("Exercises"),
        _("This lesson has no exercises yet."),
        "challenge",
        options=("solutions", "include"),
        included=frozenset({"challenge", "solution", "exerciselist-include"}),
        excluded=frozenset({"exerciselist-exclude"}),
    ),
    ListKind(
        "solutionlist", "solutions", "solutions", _("Solutions"), _("This lesson has no solutions yet."), "solution"
    ),
    ListKind(
        "instructornotelist",
        "instructor-notes",
        "instructor-notes",
        _("Instructor notes"),
        _("This lesson has no instructor notes yet."),
        "instructor",
    ),
    ListKind("fixmelist", "fixmes", "fixmes", _("FIXMEs"), _("Nothing is marked FIXME.")),
    ListKind("imagelist", "images", "images", _("Images"), _("This lesson has no images."), in_books=False),
    ListKind(
        "schedule", "schedule", "schedule", _("Schedule"), _("This lesson has no episodes yet."), options=("start",)
    ),
    ListKind("citation", "citation", "citation", _("How to cite this lesson"), _("Nothing says how to cite it.")),
    ListKind(
        "all-in-one",
        "all-in-one",
        "all-in-one",
        _("All in one page"),
        _("This lesson has no other pages yet."),
        whole=True,
        in_books=False,
    ),
)

#: Every kind by its own name.
KINDS: Mapping[str, BlockKind] = {kind.name: kind for kind in _KINDS}

#: Every kind by each name that an author may write: ``exercise`` leads to the kind ``challenge``.
SPELLINGS: Mapping[str, BlockKind] = {name: kind for kind in _KINDS for name in (kind.name, *kind.spellings)}

#: Divs of the Workbench that are no blocks: they hold tabs.
CONTAINERS = frozenset({"tab", "group-tab"})

#: The names of divs in HackMD and HedgeDoc, where the notes of workshops are taken, that are no kinds of blocks here.
OF_HEDGEDOC = frozenset({"danger", "info", "success"})

#: The classes of what directives for tabs make: of a set of tabs, and of each tab, which begins with its title.
TAB_SET, TAB = "lesson-tab-set", "lesson-tab"

#: Every list by the name of its directive.
LISTS: Mapping[str, ListKind] = {kind.name: kind for kind in _LISTS}

#: Every list by the name of its page.
PAGES: Mapping[str, ListKind] = {kind.page: kind for kind in _LISTS}


def label_of(spelling: str) -> str:
    """Return the untranslated word that a block written as *spelling* is called by."""
    kind = SPELLINGS[spelling]
    return kind.spellings.get(spelling, kind.label)

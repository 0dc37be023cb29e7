"""Where that is which is not where it was written: on another page, or left out of this build.

It is worked out from the records of all documents, once a build, and only where something is moved or left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_lesson_ext.lesson.domain import LessonDomain

    from .records import Block


class Whereabouts(NamedTuple):
    """Where something is.

    :ivar block: The block that it was written in.
    :ivar docname: The document that shows it; an empty text, if none does.
    :ivar anchor: Its id there.
    """

    block: Block
    docname: str = ""
    anchor: str = ""


def whereabouts(domain: LessonDomain) -> Mapping[tuple[str, str], Whereabouts]:
    """Return where all is that has an id and is elsewhere or left out, by its document and id."""
    found: dict[tuple[str, str], Whereabouts] = {}
    for docname, record in domain.documents.items():
        for block in record.blocks:
            if domain.is_left_out(docname, (block.kind, *block.within)):
                found |= {(docname, identifier): Whereabouts(block) for identifier in block.inner}
            elif docname in domain.solution_places and may_be_moved(block):
                for identifier in block.inner:
                    place = domain.solution_place(docname, identifier)
                    found.setdefault((docname, identifier), Whereabouts(block, *place))
    return found


def may_be_moved(block: Block) -> bool:
    """Tell whether a block is a solution that moves where solutions do; within another it goes with that."""
    return block.kind == "solution" and not {"solution", "instructor"} & set(block.within)


def withheld_files(domain: LessonDomain) -> set[str]:
    """Return the files that only what is left out shows or leads to, as absolute paths."""
    if not domain.whereabouts:
        return set()
    left_out: set[str] = set()
    shown: set[str] = set()
    for docname, record in domain.documents.items():
        for path, within in record.files:
            (left_out if domain.is_left_out(docname, within) else shown).add(path)
    return {str(domain.env.srcdir / path) for path in left_out - shown}

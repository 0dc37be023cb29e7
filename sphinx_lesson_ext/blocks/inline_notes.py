"""Notes that are written where they belong, ``a word^[which is explained here]``, and shown as footnotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes

#: What the names of such footnotes begin with; a number follows, from 1 in each document.
PREFIX = "inline-note-"

#: Where the number before that of the first note of a text is kept while translations are read: by the line of the
#: text and its translation.
NUMBERS = "lesson_inline_note_numbers"
#: Where the translated notes are kept, by their names; each is a list of nodes.
TRANSLATED = "lesson_inline_notes_translated"


def inline_notes(element: nodes.Element) -> Iterator[nodes.footnote]:
    """Yield the notes in an element that are written in the text that they belong to."""
    # Imported here: what reads notes knows no docutils.
    from docutils import nodes

    return (note for note in element.findall(nodes.footnote) if name_of(note).startswith(PREFIX))


def name_of(note: nodes.footnote) -> str:
    """Return the name that references to a footnote have."""
    return str(next(iter(note["names"]), ""))

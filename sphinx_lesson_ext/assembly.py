"""Documents that are more than one file: what each is put together from, and where each file of it is shown.

The part that knows how a lesson is laid out says so in the value ``lesson_documents``; what finds, reads and links
documents asks it there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class FoldedFile:
    """A file that is shown as a part of a document.

    :ivar path: The file, from the source folder, with forward slashes.
    :ivar anchor: The id of the place where it begins.
    :ivar title: The heading of that place, where its own front matter has none: a message, which is translated where it
        is shown; without either it has no heading.
    """

    path: str
    anchor: str
    title: str = ""


class Contents(NamedTuple):
    """A table of contents: its caption, and the documents in it."""

    caption: str
    docnames: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembly:
    """What a document is put together from, in this order.

    :ivar path: Its own file, from the source folder, with forward slashes; it comes first, unless it is among those
        that are folded.
    :ivar title: Its title, a message, which is translated where it is shown; without it, what its own file says.
    :ivar default_title: Its title, where nothing else says one: a message, or what the author calls the lesson.
    :ivar is_draft: Whether it is not yet part of the lesson, and says so.
    :ivar lists: The names of the lists that follow its own text.
    :ivar folded: The files that follow these.
    :ivar contents: The tables of contents that it has, which readers see beside the page.
    """

    path: str
    title: str = ""
    default_title: str = ""
    is_draft: bool = False
    lists: tuple[str, ...] = ()
    folded: tuple[FoldedFile, ...] = ()
    contents: tuple[Contents, ...] = ()

    @property
    def shows_own_file(self) -> bool:
        """Whether its own file comes first."""
        return all(file.path != self.path for file in self.folded)


def places_of_files(assemblies: Mapping[str, Assembly]) -> dict[str, tuple[str, str]]:
    """Return where each file is shown: the document, and the id in it; the id is empty for a document's own file."""
    places = {assembly.path: (docname, "") for docname, assembly in assemblies.items()}
    for docname, assembly in assemblies.items():
        for file in assembly.folded:
            places.setdefault(file.path, (docname, file.anchor))
    return places

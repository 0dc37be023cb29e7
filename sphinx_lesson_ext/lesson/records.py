"""What is known of each document of a lesson: plain, small, unchanging records.

They are stored with Sphinx's environment, so they hold no nodes: a node would drag its whole document along.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from .facts import Spot

if TYPE_CHECKING:
    from sphinx_lesson_ext.assembly import Assembly
    from sphinx_lesson_ext.findings import Finding


class Block(NamedTuple):
    """A lesson block.

    :ivar kind: Its kind's name.
    :ivar spelling: The name that the author wrote.
    :ivar title: The author's title as plain text, or an empty string.
    :ivar ids: The ids of its element.
    :ivar names: The names that the author gave it to be referred to.
    :ivar path: The file that it is written in, relative to the source folder.
    :ivar line: Its first line there, from 1.
    :ivar minutes: How long learners need, if the author said so.
    :ivar within: The kinds of the blocks around it, from the outermost.
    :ivar section: The title of the section that it stands in as plain text; empty right under the document's title.
    :ivar digest: Changes whenever what a list shows of it does.
    :ivar classes: Those that the author gave it, and what its kind is called elsewhere.
    :ivar inner: The ids of all that is in it and of itself, if it is of a kind that some builds leave out.
    """

    kind: str
    spelling: str
    title: str
    ids: tuple[str, ...]
    names: tuple[str, ...]
    path: str
    line: int
    minutes: int | None
    within: tuple[str, ...]
    section: str
    digest: str
    classes: tuple[str, ...] = ()
    inner: tuple[str, ...] = ()

    @property
    def anchor(self) -> str:
        """The id that links to it use."""
        return self.ids[0]

    @property
    def spot(self) -> Spot:
        """Where it begins."""
        return Spot(self.path, self.line)


class Image(NamedTuple):
    """An image.

    :ivar dark: Its variant for the dark colour scheme, or an empty string.
    :ivar alt: Its text alternative.
    :ivar anchor: The id of the nearest element that can be linked to.
    :ivar within: The kinds of the blocks around it.
    """

    uri: str
    dark: str
    alt: str
    line: int
    anchor: str
    within: frozenset[str]


class Term(NamedTuple):
    """A word that a document explains, or several with one explanation.

    :ivar names: The words as plain text.
    :ivar ids: The ids that links to them use.
    :ivar digest: Changes whenever what other pages show of the explanation does.
    :ivar references: The targets that this refers to.
    """

    names: tuple[str, ...]
    ids: tuple[str, ...]
    digest: str
    references: frozenset[str]


class Timing(NamedTuple):
    """What the front matter says of time, in minutes; ``None`` where it says nothing."""

    teaching: int | None = None
    exercises: int | None = None
    pause: int | None = None

    @property
    def total(self) -> int:
        """The minutes of the document altogether."""
        return self.without_pause + (self.pause or 0)

    @property
    def without_pause(self) -> int:
        """The minutes in which something is taught or done."""
        return (self.teaching or 0) + (self.exercises or 0)


class ListPlace(NamedTuple):
    """A list directive: its name, its line, and what the author chose, as pairs in order of their names."""

    name: str
    path: str
    line: int
    options: tuple[tuple[str, str], ...]


class Warned(NamedTuple):
    """What was warned of.

    :ivar finding: As it was told.
    :ivar old: What stands in the author's file there, from the line of the finding on; an empty string, if unknown.
    :ivar new: What is to be written in its place, if that mends it without doubt.
    :ivar is_shown: Whether the build that noted it has shown it.
    """

    finding: Finding
    old: str = ""
    new: str | None = None
    is_shown: bool = True


class Requirement(NamedTuple):
    """A document that a block of prerequisites refers to.

    :ivar text: What can be read of the reference.
    :ivar path: The file that it is written in, relative to the source folder.
    :ivar line: Its line there, from 1, as the parser tells it.
    """

    docname: str
    text: str
    path: str
    line: int

    @property
    def spot(self) -> Spot:
        """Where it begins."""
        return Spot(self.path, self.line)


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """All that is known of a document.

    :ivar references: The targets that it refers to, in whatever domain.
    :ivar links: Of each link to the lesson's own: what the author wrote, the folder of the file that it is written in,
        and the document that it led to, or an empty string.
    :ivar requirements: The documents of the lesson that its blocks of prerequisites refer to.
    :ivar anchors: The ids that links to it can use.
    :ivar words: How many words its paragraphs have.
    :ivar shown: The files of the images that it shows, from the source folder.
    :ivar facts: What else rules can know of it, as :func:`.facts.pack` packs it.
    :ivar problems: What the rules that look at single documents and are always asked have found in it.
    :ivar outline: Changes whenever its titles or its table of contents do.
    :ivar assembly: What it was put together from; ``None``, if it is a file.
    :ivar fixmes_within: The kinds of the blocks around each FIXME.
    :ivar files: The files that it shows or lets readers download, from the source folder, each with the kinds of the
        blocks around it.
    """

    blocks: tuple[Block, ...] = ()
    images: tuple[Image, ...] = ()
    lists: tuple[ListPlace, ...] = ()
    terms: tuple[Term, ...] = ()
    fixmes: tuple[Finding, ...] = ()
    timing: Timing = field(default_factory=Timing)
    references: frozenset[str] = frozenset()
    links: frozenset[tuple[str, str, str]] = frozenset()
    requirements: tuple[Requirement, ...] = ()
    anchors: frozenset[str] = frozenset()
    words: int = 0
    shown: frozenset[str] = frozenset()
    facts: bytes = b""
    problems: tuple[Finding, ...] = ()
    outline: str = ""
    assembly: Assembly | None = None
    fixmes_within: tuple[frozenset[str], ...] = ()
    files: frozenset[tuple[str, frozenset[str]]] = frozenset()

    def blocks_of(self, kind: str) -> list[Block]:
        """Return the blocks of *kind*, in order."""
        return [block for block in self.blocks if block.kind == kind]

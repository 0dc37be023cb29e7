"""What rules can know of a document: plain values in the document's order, each with its place in the author's file.

They are made while a document is read, and kept packed in its record: most builds never look at them.
"""

from __future__ import annotations

import pickle
import posixpath
import zlib
from dataclasses import dataclass
from typing import NamedTuple


class Spot(NamedTuple):
    """Where something begins.

    :ivar path: The file, relative to the source folder, with forward slashes.
    :ivar line: The line, from 1, as the parser tells it: the text itself may stand some lines below.
    """

    path: str
    line: int


class Heading(NamedTuple):
    """A heading that the author wrote, other than the title of a block.

    :ivar level: As it was written, from 1; in reStructuredText the level that it has on the page.
    :ivar is_title: Whether it is the title of the document, or of a file that is folded into it.
    :ivar within: The kinds of the lesson blocks around it, from the outermost.
    :ivar holder: Which block, set of tabs, list or the like it stands in, counted from 1; 0 outside of all.
    """

    text: str
    level: int
    is_title: bool
    within: tuple[str, ...]
    spot: Spot
    holder: int = 0


class Link(NamedTuple):
    """A link, to the lesson's own or to the web.

    :ivar text: What can be read of it, with the text alternatives of pictures in it.
    :ivar address: What it leads to, as the author wrote it: an address, a path, or a name.
    :ivar is_bare: Whether the address itself is the text, as in ``<https://example.org>``.
    :ivar within: The kinds of the lesson blocks around it, from the outermost.
    """

    text: str
    address: str
    is_bare: bool
    within: tuple[str, ...]
    spot: Spot


class Picture(NamedTuple):
    """A picture.

    :ivar uri: Where it is: a path from the source folder, or an address.
    :ivar alt: Its text alternative; ``None`` where the author gave none, empty where there is to be none.
    :ivar caption: The text of its caption, or an empty string.
    :ivar width: How wide it is to be shown, as the author wrote it, or an empty string.
    :ivar is_missing: Whether there is no such file.
    :ivar is_output: Whether the code of a cell drew it.
    """

    uri: str
    alt: str | None
    caption: str
    width: str
    is_missing: bool
    within: tuple[str, ...]
    spot: Spot
    is_output: bool = False

    @property
    def name(self) -> str:
        """The name of its file, by which it is found in the author's text; empty, where that is nowhere."""
        return "" if self.is_output or self.uri.startswith("data:") else posixpath.basename(self.uri)


class Table(NamedTuple):
    """A table.

    :ivar headers: The texts of the cells of its first header row; empty where it has none.
    :ivar caption: The text of its caption, or an empty string.
    :ivar rows: How many rows it has below its header.
    :ivar first: The text of its first cell below the header.
    :ivar has_row_headers: Whether the first cells of its rows are headers.
    """

    headers: tuple[str, ...]
    caption: str
    rows: int
    first: str
    has_row_headers: bool
    within: tuple[str, ...]
    spot: Spot


class Code(NamedTuple):
    """A block of code.

    :ivar language: As the author wrote it; an empty string where none is given.
    :ivar text: The code.
    """

    language: str
    text: str
    within: tuple[str, ...]
    spot: Spot


class Point(NamedTuple):
    """An item of a list in a lesson block, such as one of the objectives.

    :ivar kind: The kind of the block.
    """

    kind: str
    text: str
    spot: Spot


class Passage(NamedTuple):
    """A paragraph, or a like piece of text.

    :ivar text: What can be read of it, with line breaks where the author has them.
    """

    text: str
    within: tuple[str, ...]
    spot: Spot


class Html(NamedTuple):
    """HTML that the author wrote.

    :ivar text: As it was written.
    """

    text: str
    within: tuple[str, ...]
    spot: Spot


class Definition(NamedTuple):
    """The definition of a link: ``[label]: address``.

    :ivar label: As the author wrote it, but in lower case.
    """

    label: str
    address: str
    spot: Spot


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What rules can know of a document, beside what its record tells.

    :ivar labels: The labels of definitions that its links and images name, in lower case.
    """

    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    pictures: tuple[Picture, ...] = ()
    tables: tuple[Table, ...] = ()
    codes: tuple[Code, ...] = ()
    points: tuple[Point, ...] = ()
    passages: tuple[Passage, ...] = ()
    html: tuple[Html, ...] = ()
    definitions: tuple[Definition, ...] = ()
    labels: frozenset[str] = frozenset()


def pack(facts: Facts) -> bytes:
    """Return *facts* as few bytes."""
    return zlib.compress(pickle.dumps(facts, pickle.HIGHEST_PROTOCOL), 1)


def unpack(packed: bytes) -> Facts:
    """Return what :func:`pack` has packed, in this environment of Sphinx."""
    facts = pickle.loads(zlib.decompress(packed)) if packed else Facts()  # noqa: S301 (as the environment around it)
    assert isinstance(facts, Facts)
    return facts

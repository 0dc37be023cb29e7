"""The true place of a text in its author's file.

What docutils and MyST say of a node's line is mostly right, but not always: docutils gives the line below the title of
a section, the last line of a comment with the blank lines behind it, no line at all for a comment inside a directive,
and lines that are too small in a file that is included from some line on; MyST gives the first line of a table for
every row, and for a comment the file and line of the paragraph before it.  So the text is looked for in the file, from
where it is said to be.
"""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

from sphinx_lesson_ext.notebook_files import SUFFIX, read_notebook_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

#: Elements whose line docutils gives too late rather than too early.
_LATE = (nodes.title, nodes.subtitle, nodes.rubric, nodes.comment)

#: What the definition of a link's address begins with, in Markdown and in reStructuredText.
_DEFINITIONS = ("[", ".. _", "__")


class Place(NamedTuple):
    """A place in a file.

    :ivar path: The file, relative to the source folder, with forward slashes.
    :ivar line: The line, from 1.
    :ivar column: The character of the line, from 1.
    """

    path: str
    line: int
    column: int


class _Passage:
    """A text that is looked for, and the word in it whose place is asked.

    :ivar lines: Its lines, each with single blanks.
    :ivar row: Which of them holds the word, from 0.
    :ivar spellings: What may be looked for in that line, with the word's offset in it: the whole line, and the word
        alone where the author's blanks are others (a tab, two spaces in a table).
    """

    def __init__(self, text: str, offset: int) -> None:
        self.lines = [_folded(line) for line in text.split("\n")]
        self.row = text.count("\n", 0, offset)
        start = text.rfind("\n", 0, offset) + 1
        line = text[start:].partition("\n")[0]
        self.word = next(iter(text[offset:].split(maxsplit=1)), "")
        self.spellings = ((line.strip(), offset - start - (len(line) - len(line.lstrip()))), (self.word, 0))


class _File:
    """A file's lines as they are, and with single blanks."""

    def __init__(self, path: str) -> None:
        try:
            text = Path(path).read_text(encoding="utf-8-sig", errors="replace")
        except (OSError, ValueError):
            # Not a file: what the configuration adds to every document has a name in angle brackets.
            text = ""
        self.lines = _lines(path, text) if text else []
        self._folded = [_folded(line) for line in self.lines]

    def columns_of(self, passage: _Passage, line: int) -> Iterator[int]:
        """Yield each column, from 1, where the word of *passage* stands, if the passage begins in *line*, from 1."""
        rows = self._folded[line - 1 : line - 1 + len(passage.lines)]
        if len(rows) < len(passage.lines) or not all(map(_contains, rows, passage.lines)):
            return
        written = self.lines[line - 1 + passage.row]
        spelling, within = next((pair for pair in passage.spellings if pair[0] in written), ("", 0))
        start = written.find(spelling) if spelling else -1
        while start >= 0:
            if not written[start + len(spelling) :][:1].isalnum():
                yield start + within + 1
            start = written.find(spelling, start + 1)


def _lines(path: str, text: str) -> Sequence[str]:
    return read_notebook_file(text).lines if path.endswith(SUFFIX) else text.split("\n")


class Places:
    """Finds the places of the texts of one document, if these are asked for in their order.

    :param source_dir: The source folder, which paths are relative to.
    :param document: The document's own file.
    """

    def __init__(self, source_dir: Path, document: Path) -> None:
        self._source_dir = source_dir
        self._document = str(document)
        self._files: dict[str, _File] = {}
        self._passed: dict[str, int] = {}
        self._latest = self._document
        self._taken: set[Place] = set()

    def pass_by(self, node: nodes.Element) -> None:
        """Take note that the texts to come stand behind *node*."""
        if node.source and node.line and not isinstance(node, nodes.comment):
            self._note(_file_of(node.source), node.line)

    def find(self, node: nodes.Element, text: str, offset: int) -> Place:
        """Return the place of what stands at *offset* in *text*, which is the source of *node*.

        Each place is given once, as long as the file has the same text at another one: two equal items of a list are
        at two places.
        """
        passage = _Passage(text, offset)
        first_choice = None
        for path in self._candidate_files(node):
            for line in self._candidate_lines(path, node):
                for column in self._file(path).columns_of(passage, line):
                    place = Place(self._relative(path), line + passage.row, column)
                    if self._take(place):
                        self._note(path, line + len(passage.lines) - 1)
                        return place
                    first_choice = first_choice or place
        return first_choice or self._find_word(node, passage)

    def find_target(self, node: nodes.Element, target: str) -> Place | None:
        """Return the place where the address of a link is defined, if it is not written where the link is.

        Where several definitions have the same address, each is given once.
        """
        path = self._own_file(node)
        found = [
            Place(self._relative(path), number, line.index(target) + 1)
            for number, line in enumerate(self._file(path).lines, start=1)
            if line.lstrip().startswith(_DEFINITIONS) and target in line.split()
        ]
        return next(filter(self._take, found), found[0] if found else None)

    def _take(self, place: Place) -> bool:
        is_new = place not in self._taken
        self._taken.add(place)
        return is_new

    def _find_word(self, node: nodes.Element, passage: _Passage) -> Place:
        """Return where the word stands in the paragraph of *node*, whose text is not written as it reads."""
        path = self._own_file(node)
        first = max(_line_of(node), 1)
        for number, line in enumerate(self._file(path).lines[first - 1 :], start=first):
            if not line.strip():
                break
            if passage.word in line:
                return Place(self._relative(path), number, line.index(passage.word) + 1)
        return Place(self._relative(path), first, 1)

    def _note(self, path: str, line: int) -> None:
        self._latest = path
        self._passed[path] = line

    def _own_file(self, node: nodes.Element) -> str:
        source = next((element.source for element in _with_ancestors(node) if element.source), "")
        path = _file_of(source)
        return path if self._file(path).lines else self._document

    def _candidate_files(self, node: nodes.Element) -> Iterable[str]:
        files = [self._own_file(node)]
        if isinstance(node, nodes.comment):
            following = node.next_node(nodes.TextElement, descend=False, siblings=True, ascend=True)
            files += [self._latest, *([self._own_file(following)] if following is not None else [])]
        return dict.fromkeys(files)

    def _candidate_lines(self, path: str, node: nodes.Element) -> Iterator[int]:
        """Yield the lines of *path* where the text of *node* may begin, the likeliest first."""
        last = len(self._file(path).lines)
        passed = min(self._passed.get(path, 1), last)
        expected = _line_of(node) if _file_of(node.source or path) == path else 0
        if not 1 <= expected <= last:
            expected = passed
        yield expected
        if isinstance(node, _LATE):
            yield from range(expected - 1, passed - 1, -1)
        yield from range(expected + 1, last + 1)
        yield from range(expected - 1, 0, -1)

    def _file(self, path: str) -> _File:
        if path not in self._files:
            self._files[path] = _File(path)
        return self._files[path]

    def _relative(self, path: str) -> str:
        try:
            return Path(os.path.relpath(path, self._source_dir)).as_posix()
        except ValueError:
            # Another drive.
            return Path(path).as_posix()


def _folded(line: str) -> str:
    return " ".join(line.split())


def _contains(line: str, part: str) -> bool:
    return part in line


# It is asked for every node, of which nearly all stand in the same file.
@lru_cache(maxsize=64)
def _file_of(source: str) -> str:
    # Sphinx adds ":docstring of ...", ":<translated>" and the like behind the file's name.
    for sign in (":docstring of ", ":<"):
        source = source.partition(sign)[0]
    return os.path.normpath(source)


def _line_of(node: nodes.Element) -> int:
    row = _markdown_row(node)
    return node.line or 0 if row is None else row


def _markdown_row(node: nodes.Element) -> int | None:
    """Return the line of the row of *node* in a table of Markdown, whose rows are one line each."""
    row = next((element for element in _with_ancestors(node) if isinstance(element, nodes.row)), None)
    if row is None:
        return None
    table = row.parent.parent.parent
    if table.line is None or table.line != node.line:
        return None
    return table.line if isinstance(row.parent, nodes.thead) else table.line + 2 + row.parent.index(row)


def _with_ancestors(node: nodes.Element) -> Iterator[nodes.Element]:
    element: nodes.Element | None = node
    while element is not None:
        yield element
        element = element.parent

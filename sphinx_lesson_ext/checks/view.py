"""What rules see of a lesson and of its documents."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_lesson_ext.lesson.facts import Facts, Spot, unpack
from sphinx_lesson_ext.notebook_files import SUFFIX, read_notebook_file

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx_lesson_ext.lesson.facts import Definition
    from sphinx_lesson_ext.lesson.records import DocumentRecord

#: Files that something may be said of, but that have no lines.
_NO_TEXT = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp")


@dataclass(frozen=True)
class Page:
    """A document.

    :ivar docname: Its name.
    :ivar path: Its file, relative to the source folder; where it is made of several, the first.
    :ivar record: What is known of it.
    :ivar folder: The source folder.
    :ivar language: The language of the lesson, as Sphinx names it.
    :ivar read: What the document holds, if it was just read, and need not be unpacked.
    """

    docname: str
    path: str
    record: DocumentRecord
    folder: Path
    language: str = "en"
    read: Facts | None = None

    @cached_property
    def facts(self) -> Facts:
        """What the document holds.  A rule that is always asked of a whole lesson does without: it must be unpacked."""
        return self.read or unpack(self.record.facts)

    @property
    def paths(self) -> Sequence[str]:
        """The files that it is made of, relative to the source folder."""
        assembly = self.record.assembly
        return [self.path, *(file.path for file in assembly.folded)] if assembly is not None else [self.path]

    @property
    def top(self) -> Spot:
        """The first line of its file, for what is said of the document as a whole."""
        return Spot(self.path, 1)

    def lines(self, path: str = "") -> Sequence[str]:
        """Return the lines of a file of the lesson, without what ends them; none, where it cannot be read.

        :param path: Relative to the source folder; by default the document's own file.
        """
        return self._own_lines if path in ("", self.path) else lines_of(self.folder, path)

    @cached_property
    def _own_lines(self) -> Sequence[str]:
        # Rules ask for each of their findings, and a notebook takes long to read.
        return lines_of(self.folder, self.path)

    def file(self, path: str) -> Path | None:
        """Return the file of the lesson with that path from the source folder, if there is one."""
        try:
            file = self.folder / path
            return file if not path.startswith("/") and file.is_file() else None
        except (OSError, ValueError):
            return None


@dataclass(frozen=True)
class Lesson:
    """A lesson.

    :ivar folder: The source folder.
    :ivar pages: Its documents, by name.
    :ivar episodes: The names of those that are episodes, in order.
    :ivar language: Its language, as Sphinx names it.
    :ivar definitions: The definitions of links that hold in every document.
    :ivar settings: The values of ``conf.py`` that begin with ``lesson_``.
    :ivar locale_folders: Where its catalogues of translations are, from the source folder.
    :ivar is_workbench: Whether it is laid out as The Carpentries Workbench wants it.
    """

    folder: Path
    pages: Mapping[str, Page]
    episodes: Sequence[str]
    language: str = "en"
    definitions: Sequence[Definition] = ()
    settings: Mapping[str, object] = field(default_factory=dict)
    locale_folders: Sequence[str] = ()
    is_workbench: bool = False

    @cached_property
    def _documents(self) -> Mapping[str, str]:
        return {path: docname for docname, page in self.pages.items() for path in page.paths}

    def docname_of(self, path: str) -> str:
        """Return the document that shows a file; an empty string, if none does."""
        return self._documents.get(path, "")

    def lines(self, path: str) -> Sequence[str]:
        """Return the lines of a file of the lesson, without what ends them; none, where it cannot be read."""
        return lines_of(self.folder, path)

    def episode_pages(self) -> list[Page]:
        """Return the documents that are episodes, in order."""
        return [self.pages[name] for name in self.episodes if name in self.pages]


def lines_of(folder: Path, path: str) -> Sequence[str]:
    """Return the lines of a file in *folder*, without what ends them; none, where it cannot be read."""
    if path.lower().endswith(_NO_TEXT):
        return []
    try:
        text = Path(folder, path).read_text(encoding="utf-8-sig", errors="replace")
    except (OSError, ValueError):
        return []
    return read_notebook_file(text).lines if path.endswith(SUFFIX) else text.splitlines()

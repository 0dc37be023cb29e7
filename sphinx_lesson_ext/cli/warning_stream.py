"""What Sphinx warns of: shown at once and whole, counted, and remembered for the next build."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from errno import ENOSPC
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from sphinx.util.build_phase import BuildPhase
from sphinx.util.console import strip_escape_sequences  # type: ignore[attr-defined]  # it is in every version

from sphinx_lesson_ext.messages import IS_FINDING
from sphinx_lesson_ext.report.wording import visible

from .output import tell

if TYPE_CHECKING:
    import logging
    from collections.abc import Callable

    from sphinx.application import Sphinx


@dataclass(slots=True)
class Warned:
    """What gave warnings that the next build has to repeat, for Sphinx tells of what it reads and writes alone.

    :ivar read: The documents that gave any when they were read.
    :ivar written: Those that gave any later: what these refer to may be mended in other documents.
    :ivar is_homeless: Whether one was given that belongs to no document.
    """

    read: set[str] = field(default_factory=set)
    written: set[str] = field(default_factory=set)
    is_homeless: bool = False

    def add(self, documents: set[str], phase: BuildPhase) -> None:
        """Add what gave a warning in a phase of the build."""
        if phase is BuildPhase.READING:
            self.read |= documents
        else:
            self.written |= documents
        self.is_homeless |= not documents


class WarningStream:
    """A stream that Sphinx writes warnings to, each at once.

    :param stream: Where they are shown.
    :param before: What is done before one is shown, such as making room for it.
    """

    def __init__(self, stream: TextIO, before: Callable[[], None] = lambda: None) -> None:
        self._stream = stream
        self._before = before
        self.encoding = stream.encoding
        self.count = 0
        self.warned = Warned()
        #: Whether one was about a disk that is full.
        self.is_about_full_disk = False

    def write(self, text: str) -> int:
        """Show a warning without colours, with its path from the current folder where it is in there."""
        self.count += 1
        self._before()
        here = f"{Path.cwd()}{os.sep}"
        tell(visible(strip_escape_sequences(text).removeprefix(here), keep="\n\t"), self._stream)
        return len(text)

    def flush(self) -> None:
        """Show what was written, which it is."""

    def note(self, record: logging.LogRecord, app: Sphinx) -> bool:
        """Remember where a warning belongs, and let it pass (a filter of Sphinx's handler)."""
        if os.strerror(ENOSPC) in record.getMessage():
            self.is_about_full_disk = True
        # What rules find is found again in each build, without reading anything for that.
        if app.phase is not BuildPhase.INITIALIZATION and not getattr(record, IS_FINDING, False):
            self.warned.add(_documents_of(getattr(record, "location", None), app), app.phase)
        return True


class UntoldWarnings(WarningStream):
    """A stream for whoever tells warnings in another way: only those given before anybody listens are shown at once."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__(stream)
        self._untold: list[str] = []

    def note(self, record: logging.LogRecord, app: Sphinx) -> bool:
        """Keep a warning from being shown."""
        super().note(record, app)
        place = getattr(record, "location", None)
        message = f"{record.levelname}: {record.getMessage()}\n"
        self._untold.append(f"{place}: {message}" if place else message)
        return False

    def tell_all(self) -> None:
        """Show what was kept, for nobody will tell it in another way."""
        for text in self._untold:
            self.write(text)


def _documents_of(location: object, app: Sphinx) -> set[str]:
    """Return the documents that show the file of a *location*: ``path:line``, or with more after another colon."""
    text = location if isinstance(location, str) else ""
    while text:
        path = os.path.relpath(text, app.srcdir)
        documents = {name for name in app.env.found_docs if str(app.env.doc2path(name, base=False)) == path}
        if not documents:
            # These are relative to the same folder or absolute, and texts or paths.
            documents = {
                name for name, files in app.env.dependencies.items() if not {path, text}.isdisjoint(map(str, files))
            }
        if documents:
            return documents
        text = text.rpartition(":")[0]
    return set()

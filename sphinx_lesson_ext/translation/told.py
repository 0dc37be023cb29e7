"""Warnings about translations name the catalogue, where whoever can mend them finds what is wrong."""

from __future__ import annotations

import logging as python_logging
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import logging

from .passages import STORE, Translation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

#: What Sphinx puts behind the file and the line of a text, for the document that its translation is read into.
_MARK = ":<translated>"


class Places:
    """Tells where translations stand that warnings are about, while they are put in the place of the texts."""

    def __init__(self, app: Sphinx) -> None:
        self._app = app

    def listen(self, *_event: object) -> None:
        """Hear what is put off while a document is read (event ``source-read``)."""
        for handler in python_logging.getLogger(logging.NAMESPACE).handlers:
            if isinstance(handler, logging.MemoryHandler | logging.WarningStreamHandler) and (
                self.place not in handler.filters
            ):
                # Before Sphinx makes text of what it is about.
                handler.filters.insert(0, self.place)

    def place(self, record: python_logging.LogRecord) -> bool:
        """Name the catalogue in place of the document (a filter)."""
        translation = self._app.env.current_document.get(STORE) if hasattr(self._app, "env") else None
        if isinstance(translation, Translation):
            lines = _lines(translation, getattr(record, "location", None))
            if (line := next(lines, None)) is not None:
                record.location = place = f"{translation.file}:{line}"
                # Sphinx reads some translations twice.
                said = (place, record.getMessage())
                if said in translation.said:
                    return False
                translation.said.add(said)
        return True


def _lines(translation: Translation, location: object) -> Iterator[int]:
    """Yield the lines of the translations that a warning may be about; it has one of them, as a rule."""
    source = location.source or "" if isinstance(location, nodes.Element) else str(location)
    line = source.partition(_MARK)[0].rpartition(":")[2] if _MARK in source else ""
    for passage in translation.passages:
        is_meant = passage.node is location or (line.isdigit() and passage.node.line == int(line))
        if is_meant and (message := translation.message_of(passage)) is not None and message.translation:
            yield message.line


def setup(app: Sphinx) -> None:
    """Take part in the build."""
    # Before others note what is put off.
    app.connect("source-read", Places(app).listen, priority=0)

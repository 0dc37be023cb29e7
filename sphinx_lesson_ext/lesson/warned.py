"""What Sphinx warns of, noted as findings: of documents as they are read, and of what else is said in a build.

Some of it is noted and not shown: see :data:`~sphinx_lesson_ext.messages.TOLD_BY_CHECKS`.

What was said while a document was read is kept with what is known of it, for it is said only then.  Sphinx puts it off
until all are read, and other processes may read: so each warning is marked with the document, as soon as it is given.
"""

from __future__ import annotations

import logging as python_logging
import os
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinx_lesson_ext.assembly import places_of_files
from sphinx_lesson_ext.findings import Finding, Severity
from sphinx_lesson_ext.messages import IS_FINDING, TOLD_BY_CHECKS, WARNING_TYPE

from .domain import lesson_domain
from .records import Warned

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

#: The code of what has no type of its own.
UNTYPED = "sphinx"
#: What is a finding anyway.
_FOUND_OTHERWISE = frozenset({"fixme"})
#: The attribute of a warning that names the document that was being read.
_READING = "lesson_document"


class WarningNotes:
    """Notes each warning that is shown, or left to checks.

    :ivar unread: Those that were given otherwise than while a document was read.
    """

    def __init__(self, app: Sphinx) -> None:
        self._app = app
        self._translator = logging.WarningLogRecordTranslator(app)
        self.unread: list[Warned] = []

    def listen(self, _app: Sphinx) -> None:
        """Begin with it, and let the domain know where to find them (event ``builder-inited``)."""
        lesson_domain(self._app.env).unread_warnings = self.unread

    def leave_to_checks(self, record: python_logging.LogRecord) -> bool:
        """Let a warning pass, or note it if checks alone tell it (a filter of Sphinx's handler, before Sphinx's own).

        What it does not let pass is not counted, and does not fail a build with ``-W``.
        """
        kind, subtype = _names(record)
        config = self._app.config
        if kind != WARNING_TYPE or subtype not in TOLD_BY_CHECKS or config.lesson_workbench or _is_finding(record):
            return True
        if not logging.is_suppressed_warning(kind, subtype, config.suppress_warnings):
            # As Sphinx does before it shows a warning: its place is that of a node until then.
            self._translator.filter(record)  # type: ignore[arg-type]  # Sphinx makes its own records of all
            self._note(record, is_shown=False)
        return False

    def note(self, record: python_logging.LogRecord) -> bool:
        """Note a warning, and let it pass (a filter of Sphinx's handler, after Sphinx's own)."""
        kind, subtype = _names(record)
        if not (_is_finding(record) or (kind == WARNING_TYPE and subtype in _FOUND_OTHERWISE)):
            self._note(record, is_shown=True)
        return True

    def _note(self, record: python_logging.LogRecord, *, is_shown: bool) -> None:
        kind, subtype = _names(record)
        env: BuildEnvironment | None = getattr(self._app, "env", None)
        location = str(getattr(record, "location", None) or "")
        is_placed = location.rpartition(":")[2].isdigit()
        path, line = self._place(location)
        reading = str(getattr(record, _READING, ""))
        docname = reading or ("" if env is None else _document_of(path, env))
        names = ".".join(filter(None, (kind, subtype)))
        finding = Finding(
            code=subtype if kind == WARNING_TYPE else names or UNTYPED,
            severity=Severity.ERROR if record.levelno >= python_logging.ERROR else Severity.WARNING,
            docname=docname,
            path=path,
            line=line,
            column=1,
            message=self._message(record, names),
        )
        # Where no line is told, what is quoted leads to it.
        quoted = "" if is_placed else finding.message.partition('"')[2].partition('"')[0]
        warned = Warned(finding, getattr(record, "old", quoted), getattr(record, "new", None), is_shown)
        if env is not None and reading:
            warnings = lesson_domain(env).warnings
            warnings[reading] = (*warnings.get(reading, ()), warned)
        else:
            self.unread.append(warned)

    def _message(self, record: python_logging.LogRecord, names: str) -> str:
        """Return what a warning says, with paths as they are in the lesson: they tell nothing of the machine."""
        message = python_logging.LogRecord.getMessage(record).replace(f"{self._app.srcdir}{os.sep}", "")
        return " ".join(message.split()).removesuffix(f" [{names}]")

    def mark_pending(self, *_event: object) -> None:
        """Mark what is put off while a document is read (event ``source-read``)."""
        for handler in python_logging.getLogger(logging.NAMESPACE).handlers:
            if isinstance(handler, logging.MemoryHandler):
                # The same one again is no second one.
                handler.addFilter(self._mark)

    def _mark(self, record: python_logging.LogRecord) -> bool:
        # Another process that read the document has marked it already.
        if not hasattr(record, _READING):
            setattr(record, _READING, str(self._app.env.current_document.get("docname") or ""))
        return True

    def _place(self, location: str) -> tuple[str, int]:
        """Return the path that a location of Sphinx's names, relative to the source folder, and the line."""
        path, _colon, line = location.rpartition(":")
        if not line.isdigit():
            path, line = location.rstrip(":"), "1"
        path = path.partition(":<")[0].partition(":docstring of ")[0]
        if not path:
            return "", 1
        if Path(path).is_absolute():
            path = os.path.relpath(path, self._app.srcdir)
        return path.replace(os.sep, "/"), int(line)


def _names(record: python_logging.LogRecord) -> tuple[str, str]:
    """Return the type of a warning, and what it is within that."""
    return str(getattr(record, "type", "") or ""), str(getattr(record, "subtype", "") or "")


def _is_finding(record: python_logging.LogRecord) -> bool:
    return bool(getattr(record, IS_FINDING, False))


def _document_of(path: str, env: BuildEnvironment) -> str:
    """Return the first document that is made of a file."""
    places = places_of_files(env.config.lesson_documents)
    docname = places[path][0] if path in places else env.path2doc(str(env.srcdir / path)) if path else ""
    if docname in env.found_docs:
        return docname or ""
    return min((name for name, files in env.dependencies.items() if path in map(str, files)), default="")


def setup(app: Sphinx) -> None:
    """Listen to what is shown."""
    notes = WarningNotes(app)
    for handler in python_logging.getLogger(logging.NAMESPACE).handlers:
        if isinstance(handler, logging.WarningStreamHandler):
            handler.filters.insert(0, notes.leave_to_checks)
            handler.addFilter(notes.note)
    app.connect("builder-inited", notes.listen)
    # Before others say what they think of the text.
    app.connect("source-read", notes.mark_pending, priority=1)

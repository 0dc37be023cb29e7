"""Reading a lesson with Sphinx, for commands that need what it says but none of its pages."""

from __future__ import annotations

import sys
import traceback
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

from sphinx.application import Sphinx
from sphinx.errors import ConfigError
from sphinx.util.console import strip_colors
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinx_lesson_ext.report.builder import ReportBuilder
from sphinx_lesson_ext.report.collect import findings_of

from .command import CommandError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sphinx.environment import BuildEnvironment

    from sphinx_lesson_ext.findings import Finding

Answer = TypeVar("Answer")


class _Plain:
    """A stream without the colours that Sphinx gives to warnings."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.encoding = stream.encoding

    def write(self, text: str) -> int:
        return self.stream.write(strip_colors(text))

    def flush(self) -> None:
        self.stream.flush()


def read_findings(source: Path, settings: Mapping[str, Any]) -> list[Finding]:
    """Return every finding of the lesson whose ``conf.py`` is in *source*; see :func:`read_lesson`."""
    return read_lesson(source, settings, findings_of)


def read_lesson(source: Path, settings: Mapping[str, Any], ask: Callable[[BuildEnvironment], Answer]) -> Answer:
    """Return what *ask* finds out about the lesson whose ``conf.py`` is in *source*.

    Sphinx's warnings go to standard error.  The builder brings the extension along where ``conf.py`` does not list it.

    :param settings: Values that replace those of ``conf.py``.
    :param ask: Is given the lesson as it was read, which is gone afterwards.
    :raises CommandError: If Sphinx cannot read the lesson.
    """
    with TemporaryDirectory(prefix="lesson-") as work, _no_bytecode(), patch_docutils(source), docutils_namespace():
        try:
            app = Sphinx(
                srcdir=source,
                confdir=source,
                outdir=Path(work, "out"),
                doctreedir=Path(work, "doctrees"),
                buildername=ReportBuilder.name,
                # Compiled message catalogues would be written beside their sources.
                confoverrides={"gettext_auto_build": False, **settings},
                status=None,
                warning=_Plain(sys.stderr),  # type: ignore[arg-type]  # all that Sphinx calls is there
            )
            app.build()
        except ConfigError as error:
            raise CommandError(f"{source / 'conf.py'} cannot be used: {_reason(error, source)}") from error
        except Exception as error:
            # Extensions raise what they like.
            raise CommandError(f"{source} cannot be read: {_one_line(error)}") from error
        return ask(app.env)


@contextmanager
def _no_bytecode() -> Iterator[None]:
    """Keep Python from leaving ``__pycache__`` beside the modules that ``conf.py`` imports."""
    before = sys.dont_write_bytecode
    sys.dont_write_bytecode = True
    try:
        yield
    finally:
        sys.dont_write_bytecode = before


def _reason(error: ConfigError, source: Path) -> str:
    """Return why ``conf.py`` failed: Sphinx's own message holds a whole traceback."""
    cause = error.__cause__
    if cause is None:
        return _one_line(error)
    if isinstance(cause, SystemExit):
        return "it ends Python with sys.exit()"
    conf_file = str((source / "conf.py").resolve())
    lines = [frame.lineno for frame in traceback.extract_tb(cause.__traceback__) if frame.filename == conf_file]
    if isinstance(cause, SyntaxError) and not lines:
        return f"line {cause.lineno}: {cause.msg}"
    place = f"line {lines[-1]}: " if lines else ""
    return place + _one_line(cause)


def _one_line(error: BaseException) -> str:
    """Return what *error* says in one line, with its type where that is not one of Sphinx's own."""
    message = " ".join(str(error).split())
    if type(error).__module__.startswith("sphinx."):
        return message
    return f"{type(error).__name__}: {message}" if message else type(error).__name__

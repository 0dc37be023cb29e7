"""Reading a lesson with Sphinx, for commands that need what it says but none of its pages."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, TypeVar

from sphinx_lesson_ext.checks.selection import Selection
from sphinx_lesson_ext.report.builder import ReportBuilder
from sphinx_lesson_ext.report.collect import findings_of

from .application import LessonSphinx, sphinx_world
from .failures import told
from .warning_stream import WarningStream

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_lesson_ext.findings import Finding

    from .source import Source

Answer = TypeVar("Answer")


def read_fixmes(source: Source, settings: Mapping[str, Any]) -> list[Finding]:
    """Return every FIXME of a lesson; see :func:`read_lesson`."""
    return read_lesson(source, settings, lambda env: findings_of(env, Selection(("fixme",))))


def read_lesson(source: Source, settings: Mapping[str, Any], ask: Callable[[BuildEnvironment], Answer]) -> Answer:
    """Return what *ask* finds out about a lesson.

    Sphinx's warnings go to standard error.  The builder brings the extension along where ``conf.py`` does not list it.

    :param settings: Values that replace those of ``conf.py``.
    :param ask: Is given the lesson as it was read, which is gone afterwards.
    :raises CommandError: If Sphinx cannot read the lesson.
    """
    with lesson_read(source, settings, ReportBuilder.name) as app:
        return ask(app.env)


@contextmanager
def lesson_read(source: Source, settings: Mapping[str, Any], builder: str) -> Iterator[Sphinx]:
    """Give what a builder of Sphinx has made of a lesson; it is gone afterwards.

    :raises CommandError: If Sphinx cannot read the lesson.
    """
    with TemporaryDirectory(prefix="lesson-") as work, told(source, "read"), sphinx_world(source):
        app = LessonSphinx(
            source,
            builder,
            Path(work, "out"),
            Path(work, "doctrees"),
            WarningStream(sys.stderr),
            unread=[source.site],
            settings=settings,
        )
        app.build()
        yield app

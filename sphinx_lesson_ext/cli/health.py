"""The health of lessons: of one, or of many at the same time, where none that fails stops the others."""

from __future__ import annotations

import contextlib
import io
import sys
from typing import TYPE_CHECKING

from sphinx_lesson_ext.report.wording import visible

from .command import CommandError
from .crew import Crew
from .loading import loading
from .source import find_source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from sphinx_lesson_ext.health.records import Health

    from .source import Source


def health_of(source: Source) -> Health:
    """Return the health of a lesson.

    :raises CommandError: If it cannot be read.
    """
    # Loaded here: this loads Sphinx.
    from sphinx_lesson_ext.health.measure import health_of as measured

    from .checking import check_lesson

    # What is printed by conf.py is no part of what this command prints.
    with contextlib.redirect_stdout(sys.stderr):
        return check_lesson(source, {}, measured)


def healths_of(folders: Sequence[Path], processes: int) -> Iterator[Health | str]:
    """Yield the health of the lesson in each folder, in the same order; or in a sentence why it cannot be told.

    Each is read in another process than this.  One in which the code of a lesson has run, its ``conf.py``, is used for
    no other lesson.
    """
    with Crew(_health_or_problem, min(processes, len(folders))) as crew:
        yield from crew.answers([(folder, _runs_code(folder)) for folder in folders])


def _runs_code(folder: Path) -> bool:
    try:
        return find_source(folder).has_conf
    except (CommandError, OSError):
        return False


def _health_or_problem(folder: Path) -> Health | str:
    """Return the health of a lesson, or why it cannot be told; all that Sphinx warns of is in it."""
    with contextlib.redirect_stderr(io.StringIO()), loading():
        try:
            return health_of(find_source(folder))
        except (CommandError, OSError) as error:
            return visible(str(error))

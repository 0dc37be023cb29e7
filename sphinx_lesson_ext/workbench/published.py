"""Files that the Workbench publishes beside the pages: pictures, data, and whatever else lies in a lesson's folders.

People have linked to them, so they keep their addresses, whether a page of the lesson shows them or not.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_lesson_ext.confinement import files_below, is_file_inside
from sphinx_lesson_ext.destinations import FOLDERS
from sphinx_lesson_ext.lesson.domain import lesson_domain
from sphinx_lesson_ext.lesson.withheld import withheld_files

from .extra_files import copy_of, put_extra_files
from .files import INSTRUCTORS, SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from sphinx.application import Sphinx

#: The folders, in each of a lesson's, whose files are published.
_PUBLISHED = ("data", "fig", "files")

#: The builders whose pages may show them.
_BUILDERS = frozenset({"html", "dirhtml", "singlehtml", "lesson-paper"})


def published_files(folder: Path, without: Container[str] = (), hidden: Container[str] = ()) -> dict[str, Path]:
    """Return the files by their paths from the root of the site; of two with the same path, the first counts.

    Hidden files are left out, and links to somewhere outside of the lesson.

    :param without: The folders whose files readers are not to have.
    :param hidden: The absolute paths of further such files.
    """
    found: dict[str, Path] = {}
    for name in FOLDERS:
        for file in _files(folder, folder / name) if name not in without else ():
            if str(file) not in hidden:
                found.setdefault(file.relative_to(folder / name).as_posix(), file)
    return found


def _files(lesson: Path, folder: Path) -> Iterator[Path]:
    if not folder.is_dir():
        return
    for file in sorted(folder.iterdir()):
        if not file.name.startswith(".") and not file.name.endswith(SUFFIXES) and is_file_inside(lesson, file):
            yield file
    for name in _PUBLISHED:
        yield from files_below(lesson, folder / name)


def publish_files(app: Sphinx, exception: Exception | None) -> None:
    """Copy the files (event ``build-finished``)."""
    if exception is None and app.config.lesson_workbench and app.builder.name in _BUILDERS:
        domain = lesson_domain(app.env)
        without = INSTRUCTORS if domain.policy.audience == "learner" else ()
        found = published_files(Path(app.srcdir), without, withheld_files(domain))
        files = {path: copy_of(file) for path, file in found.items()}
        put_extra_files(app, "published", files)


def setup(app: Sphinx) -> None:
    """Take part in the build."""
    app.connect("build-finished", publish_files)

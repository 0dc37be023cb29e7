"""Files that the Workbench publishes beside the pages: pictures, data, and whatever else lies in a lesson's folders.

People have linked to them, so they keep their addresses, whether a page of the lesson shows them or not.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_lesson_ext.confinement import files_below, is_file_inside
from sphinx_lesson_ext.destinations import FOLDERS

from .extra_files import copy_of, put_extra_files
from .files import SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

#: The folders, in each of a lesson's, whose files are published.
_PUBLISHED = ("data", "fig", "files")

#: The builders whose pages may show them.
_BUILDERS = frozenset({"html", "dirhtml", "singlehtml", "lesson-paper"})


def published_files(folder: Path) -> dict[str, Path]:
    """Return the files by their paths from the root of the site; of two with the same path, the first counts.

    Hidden files are left out, and links to somewhere outside of the lesson.
    """
    found: dict[str, Path] = {}
    for name in FOLDERS:
        for file in _files(folder, folder / name):
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
        files = {path: copy_of(file) for path, file in published_files(Path(app.srcdir)).items()}
        put_extra_files(app, "published", files)


def setup(app: Sphinx) -> None:
    """Take part in the build."""
    app.connect("build-finished", publish_files)

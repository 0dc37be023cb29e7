"""What there is in the source folder that links and images can lead to."""

from __future__ import annotations

import posixpath
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_lesson_ext.assembly import places_of_files
from sphinx_lesson_ext.confinement import is_inside
from sphinx_lesson_ext.destinations import FOLDERS, RENAMED, Lesson, flattened, without_suffix

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sphinx.environment import BuildEnvironment

#: No system has files with longer names.
_LONGEST_NAME = 255
_NOTHING_LIKE_IT = "write its path as seen from this file"


def lesson_in(env: BuildEnvironment) -> Lesson:
    """Return what there is in the source folder; a symbolic link that leads out of it counts as nothing."""
    root = Path(env.srcdir)

    def document_at(path: str) -> str:
        docname = env.project.path2doc(path)
        is_its_own = docname in env.found_docs and env.doc2path(docname, base=False).as_posix() == path
        return docname if docname is not None and is_its_own else ""

    @cache
    def places() -> dict[str, str]:
        """Return where pages are shown that are no documents: files that are folded, and pages of other names."""
        files = places_of_files(env.config.lesson_documents)
        folded = {without_suffix(path): f"{docname}#{anchor}" for path, (docname, anchor) in files.items() if anchor}
        return {name: docname for name, docname in RENAMED.items() if docname in env.found_docs} | folded

    return Lesson(
        document_at=document_at,
        is_document=env.found_docs.__contains__,
        is_file=lambda path: _has(root, path, Path.is_file),
        is_folder=lambda path: _has(root, path, Path.is_dir),
        suffixes=tuple(env.config.source_suffix),
        place_of=lambda path: places().get(path, ""),
    )


def folder_of(env: BuildEnvironment, docname: str) -> str:
    """Return the folder of the file that a document is written in, from the root of the lesson."""
    return posixpath.dirname(env.doc2path(docname, base=False).as_posix())


def await_file(env: BuildEnvironment, folder: str, path: str) -> None:
    """Let the document that is being read be read again as long as a file is missing, and when it is there.

    :param folder: The folder of the file that the path is written in.
    """
    place = posixpath.normpath(posixpath.join(folder, path.lstrip("/") if path.startswith("/") else path))
    if "\0" not in place and all(len(part) <= _LONGEST_NAME for part in place.split("/")):
        env.note_dependency(place)


def suggestion(env: BuildEnvironment, folder: str, path: str) -> str:
    """Return what an author can do about a path that leads nowhere, as the end of a sentence.

    :param folder: The folder of the file that it is written in.
    """
    name = posixpath.basename(path.rstrip("/"))
    if without_suffix(name) == "index" and name != path:
        return _NOTHING_LIKE_IT  # any folder has one of this name
    sources = (env.doc2path(name, base=False).as_posix() for name in env.found_docs)
    files = _files_near(Path(env.srcdir), folder, path)
    by_name = {posixpath.basename(name): name for name in sorted([*files, *sources])}
    close = closest(name, by_name)
    return f"did you mean {by_name[close]!r}?" if close else _NOTHING_LIKE_IT


def closest(written: str, names: Iterable[str]) -> str:
    """Return the one of *names* that is most like what was written, if any is much like it."""
    by_folded = {name.casefold(): name for name in sorted(names)}
    close = get_close_matches(written.casefold(), by_folded, n=1, cutoff=0.75)
    return by_folded[close[0]] if close else ""


def _files_near(root: Path, folder: str, path: str) -> Iterator[str]:
    """Yield the files that lie where a path may have been meant to lead, from the root of the lesson."""
    for place in dict.fromkeys([folder, "", *FOLDERS]):
        parent = posixpath.normpath(posixpath.join(place, posixpath.dirname(flattened(path))))
        if _has(root, parent, Path.is_dir):
            yield from (posixpath.normpath(f"{parent}/{file.name}") for file in (root / parent).iterdir())


def _has(root: Path, path: str, is_there: Callable[[Path], bool]) -> bool:
    try:
        return is_there(root / path) and is_inside(root, path)
    except OSError:
        return False  # a name that is longer than a file's can be

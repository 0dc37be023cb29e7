"""Where a link or an image of a lesson leads, as its author wrote it.

Authors write what is right for the file (``../learners/setup.md``), for the root of the lesson
(``episodes/01-intro.md``), or for the site that The Carpentries Workbench makes of the lesson, where all pages and the
folders of their pictures lie beside each other (``setup.html``, ``fig/map.png``).  All are tried, in this order.
"""

from __future__ import annotations

import posixpath
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from .kinds import PAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: The folders of a lesson whose pages the Workbench puts beside each other.
FOLDERS = ("episodes", "learners", "instructors", "profiles")
#: The folder of the Workbench's site with the pages for instructors, which are the same pages here.
INSTRUCTOR_VIEW = "instructor"
#: Pages that the Workbench calls otherwise, by the names that they have there.
RENAMED = {"aio": PAGES["all-in-one"].docname}
#: How a link to a page may end, in lower case, beside the suffixes of the project's own files.
_PAGE_SUFFIXES = (".html", ".htm", ".md", ".rmd")
#: The page that web servers show for a folder.
_HOME = "index"


#: The attribute of a reference that tells what its author wrote, the folder of the file that it is written in, and the
#: document that it led to when it was read.
DESTINATION = "lesson-destination"


class Kind(Enum):
    """What there is where a destination leads."""

    DOCUMENT = "a page"
    FILE = "a file"
    SOURCE = "a file of text that is no page"
    FOLDER = "a folder"
    NOTHING = "nothing"
    OUTSIDE = "outside of the lesson"


class Destination(NamedTuple):
    """Where something leads.

    :ivar kind: What is there.
    :ivar name: The document's name, or the path of the file or folder from the root of the lesson; where there is
        nothing, what was written, decoded.
    :ivar fragment: The id of the place on the page that is meant, or an empty string.
    """

    kind: Kind
    name: str
    fragment: str = ""


class Lesson(NamedTuple):
    """What there is in a lesson.  All paths are relative to its root, with forward slashes.

    :ivar document_at: Returns the name of the document that is written in a file; an empty string, if none is.
    :ivar is_document: Tells whether a document has this name.
    :ivar is_file: Tells whether a file of the lesson has this path.
    :ivar is_folder: Tells whether a folder of the lesson has this path.
    :ivar suffixes: How the names of files end that documents are written in.
    :ivar place_of: Returns where a page is shown that is no document of its own, by its path without suffix: the
        document and the id in it, as in ``index#setup``; an empty string, if there is no such page.
    """

    document_at: Callable[[str], str]
    is_document: Callable[[str], bool]
    is_file: Callable[[str], bool]
    is_folder: Callable[[str], bool]
    suffixes: tuple[str, ...] = (".md",)
    place_of: Callable[[str], str] = lambda _path: ""


def find(written: str, folder: str, lesson: Lesson) -> Destination:
    """Return where a destination leads.

    :param written: What the author wrote, percent-encoded or not, without a scheme such as ``https:``.
    :param folder: The folder of the file that it is written in; empty for the root of the lesson.
    """
    address, _mark, fragment = written.partition("#")
    path, fragment = unquote(address.partition("?")[0]), unquote(fragment)
    if not path or "\0" in path or "\\" in path:
        return Destination(Kind.NOTHING, path, fragment)
    for candidate in _candidates(path, folder):
        found = _at(candidate, fragment, lesson)
        if found is not None:
            return found
    first = posixpath.normpath(posixpath.join(folder, path.lstrip("/") if path.startswith("/") else path))
    if _is_outside(first):
        return Destination(Kind.OUTSIDE, path, fragment)
    for candidate in _candidates(path, folder):
        if lesson.is_folder(candidate):
            return Destination(Kind.FOLDER, candidate, fragment)
    return Destination(Kind.NOTHING, path, fragment)


def is_local_file(address: str) -> bool:
    """Tell whether an address is that of a file on the reader's own machine."""
    return address.lower().startswith("file:")


def is_name(written: str) -> bool:
    """Tell whether a destination may be the name of anything: it does not look like the path of a page."""
    return "/" not in written and "#" not in written and without_suffix(written) == written


def flattened(path: str) -> str:
    """Return a path as it is on the Workbench's site: without the way up and the lesson's folder, where it has any."""
    parts = [part for part in path.split("/") if part not in {"", ".", ".."}]
    if parts[1:] and parts[0] in {*FOLDERS, INSTRUCTOR_VIEW}:
        parts = parts[1:]
    return "/".join(parts)


def without_suffix(path: str, suffixes: tuple[str, ...] = ()) -> str:
    """Return the path of a page without what tells its format: ``setup`` for ``setup.html`` and ``setup.Rmd``."""
    lower = path.lower()
    for suffix in (*suffixes, *_PAGE_SUFFIXES):
        if lower.endswith(suffix.lower()):
            return path[: -len(suffix)]
    return path


def _is_outside(path: str) -> bool:
    return path == ".." or path.startswith("../")


def _candidates(path: str, folder: str) -> Iterator[str]:
    """Yield each path that may be meant, each once."""
    flat = flattened(path)
    beside = [] if path.startswith("/") else [posixpath.join(folder, path)]
    guesses = [*beside, path.lstrip("/")]
    if flat:
        guesses += [flat, *(f"{name}/{flat}" for name in FOLDERS)]
    elif not any(_is_outside(posixpath.normpath(guess)) for guess in beside):
        # Of "." nothing is left: it is the folder that holds all pages, for which web servers show its first page.
        guesses.append(_HOME)
    seen = {""}
    for guess in guesses:
        candidate = posixpath.normpath(guess) if guess else ""
        if candidate not in seen and not _is_outside(candidate):
            seen.add(candidate)
            yield candidate


def _at(path: str, fragment: str, lesson: Lesson) -> Destination | None:
    """Return the page or the file that has this path, or would have it in another format."""
    stem = without_suffix(path, lesson.suffixes)
    if document := lesson.document_at(path):
        return Destination(Kind.DOCUMENT, document, fragment)
    if place := lesson.place_of(stem):
        document, _mark, anchor = place.partition("#")
        return Destination(Kind.DOCUMENT, document, fragment or anchor)
    is_file = lesson.is_file(path)
    if is_file and not path.endswith(lesson.suffixes):
        return Destination(Kind.FILE, path, fragment)
    for name in (stem, f"{stem}/{_HOME}"):
        if lesson.is_document(name):
            return Destination(Kind.DOCUMENT, name, fragment)
        for suffix in lesson.suffixes:
            if document := lesson.document_at(name + suffix):
                return Destination(Kind.DOCUMENT, document, fragment)
    # The page may be written in another file beside it, such as R Markdown beside what was made of it.
    return Destination(Kind.SOURCE, path, fragment) if is_file else None

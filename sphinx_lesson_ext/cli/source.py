"""Where a lesson is, and what kind of lesson it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sphinx_lesson_ext.settings_places import TEXT_FOLDERS
from sphinx_lesson_ext.workbench.settings import FILE_NAME

from .command import CommandError
from .implicit import IMPLICIT_SETTINGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

# The folder that was named first.
_PLACES = (".", *TEXT_FOLDERS)

#: How many folders above the one that was named are looked at for a lesson.
_LEVELS = 3


@dataclass(frozen=True, slots=True)
class Source:
    """A lesson.

    :ivar folder: The folder of its texts, as it was named.
    :ivar has_conf: Whether it has a ``conf.py``.
    :ivar is_workbench: Whether it is laid out as The Carpentries Workbench wants it.
    :ivar site: The folder for what is built of it: the one that its ``.gitignore`` usually names.
    :ivar settings: What Sphinx is told beside what ``conf.py`` says.
    """

    folder: Path
    has_conf: bool
    site: Path
    is_workbench: bool
    settings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def confdir(self) -> Path | None:
        """The folder of ``conf.py``, if there is one."""
        return self.folder if self.has_conf else None

    @property
    def settings_file(self) -> Path:
        """The file that says what the lesson is."""
        return self.folder / ("conf.py" if self.has_conf else FILE_NAME)


def find_source(folder: Path) -> Source:
    """Return the lesson in *folder*: there, or with its ``conf.py`` in the first usual place in it.

    :raises CommandError: If *folder* is none, cannot be read, or holds no lesson.
    """
    try:
        if not folder.is_dir():
            problem = "is not a folder" if folder.exists() else "does not exist"
            raise CommandError(f"{folder} {problem}; name the folder of a lesson")
        source = next(_sources(folder), None)
        if source is None:
            raise CommandError(f"{folder} holds no lesson: {_what_it_is(folder)}")
    except OSError as error:
        raise CommandError(f"{error.filename or folder} cannot be read: {error.strerror}") from error
    return source


def _sources(folder: Path) -> Iterator[Source]:
    is_workbench = _is_workbench(folder)
    if is_workbench and not (folder / "conf.py").is_file():
        yield Source(folder, has_conf=False, site=folder / "site", is_workbench=True, settings=IMPLICIT_SETTINGS)
    for place in _PLACES:
        if (folder / place / "conf.py").is_file():
            is_here = place == "." and is_workbench
            site = folder / "site" if is_here else folder / place / "_build"
            yield Source(folder / place, has_conf=True, site=site, is_workbench=is_here)


def _is_workbench(folder: Path) -> bool:
    """Tell whether a folder is laid out as The Carpentries Workbench wants it; many things have a ``config.yaml``."""
    has_texts = (folder / "episodes").is_dir() or any((folder / name).is_file() for name in ("index.md", "index.Rmd"))
    return (folder / FILE_NAME).is_file() and has_texts


def _what_it_is(folder: Path) -> str:
    if (folder / "_config.yml").is_file() and any((folder / name).is_dir() for name in ("_episodes", "_episodes_rmd")):
        return (
            "it is one of the older kind, which Jekyll builds (_config.yml, _episodes/); The Carpentries' "
            "lesson-transition turns it into a lesson with config.yaml and episodes/, which can be built"
        )
    if (folder / FILE_NAME).is_file():
        missing = "config.yaml is there, but neither episodes/ nor index.md"
    else:
        places = ", ".join(f"{place}/" for place in _PLACES[1:])
        missing = f"there is neither config.yaml nor conf.py in it, and no conf.py in its {places}"
    near = list(_near(folder))
    if not near:
        return missing
    return f"{missing}; did you mean {' or '.join(map(str, near))}?"


def _near(folder: Path) -> Iterator[Path]:
    """Yield the lessons just below *folder*, at most three; if there are none, the first above it."""
    below = sorted(child for child in folder.iterdir() if child.is_dir() and not child.name.startswith("."))
    found = [child for child in below if _holds_lesson(child)][:3]
    if found:
        yield from found
        return
    place = folder
    for _level in range(_LEVELS):
        place = place.parent if place.name not in ("", "..") else place / ".."
        if _holds_lesson(place):
            yield place
            return


def _holds_lesson(folder: Path) -> bool:
    """Tell whether there is a lesson in a folder that nobody named; one that cannot be read is left alone."""
    try:
        return next(_sources(folder), None) is not None
    except OSError:
        return False

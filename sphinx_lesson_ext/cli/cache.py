"""What a build leaves for the next one: beside its output, never in it.

It lies in a hidden folder, ``.html.lesson-cache`` beside ``html``, which says of itself to git and to programs that
make copies that it is not worth keeping.  In it, each builder has a folder of its own.

The next build continues it only if all is as it was: the same lesson at the same place, the same settings and versions,
no file of the lesson gone, and the last build came to its end.  So nothing stays that only a deleted file explains, and
who changes the extension sees what it does now.  What is continued are pickles and compiled templates, which run as
they are loaded: they are taken only if they are the very files that the last build wrote here, not such as a lesson
brings along.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_lesson_ext import __version__

from .command import CommandError
from .failures import LOG
from .lock import locked
from .warning_stream import Warned

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from .source import Source

#: What makes a folder known as a cache (https://bford.info/cachedir/).
_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# What `lesson` keeps from one build to the next.\n"
_TAG_NAME = "CACHEDIR.TAG"
_SUFFIX = ".lesson-cache"

#: The folder beside the doctrees that is never thrown away: what R made took long, is found by what it was made of, and
#: is not loaded but shown.
_KEPT = "knitr"

#: Counts the changes of what a stamp says.
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Stamp:
    """What is written down once a build has come to its end.

    :ivar key: What must be the same for it to be continued.
    :ivar sources: The files of the lesson, from its folder.
    :ivar files: A digest that tells the files that it left from others of the same name.
    :ivar warned: What gave warnings.
    """

    key: str
    sources: set[str]
    files: str
    warned: Warned


class Cache:
    """The folder of one builder.

    :ivar folder: The folder itself.
    :ivar doctrees: What Sphinx has read.
    :ivar built: What Sphinx has written: what is to be published, and nothing else.
    :ivar printed: What was made of that, if it is to be published instead.
    :ivar published: The file that says what was published.
    :ivar languages: The file that says which other languages the lesson had.
    :ivar continued: The files of the lesson in the build that is continued; none, where that is none.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.doctrees = folder / "doctrees"
        self.built = folder / "built"
        self.printed = folder / "printed"
        self.published = folder / "published.json"
        self.languages = folder / "languages.json"
        self.continued: set[str] = set()
        self._stamp = folder / "stamp.json"

    def of_language(self, language: str) -> Cache:
        """Return that of the same builder in another language; it must not be in use."""
        return Cache(self.folder.with_name(f"{self.folder.name}-{language}"))

    def others(self) -> list[str]:
        """Return the names of other builders whose files are in the same output."""
        own = self.folder.name
        names = (record.parent.name for record in self.folder.parent.glob(f"*/{self.published.name}"))
        return sorted({name.partition("-")[0] for name in names if not f"{name}-".startswith(f"{own}-")})

    def begin(self, key: str, sources: Collection[str]) -> Warned:
        """Continue what is there, or throw it away; until :meth:`end` it counts as unfinished.

        :return: What gave warnings in the build that is continued.
        """
        stamp = self._read_stamp()
        self._stamp.unlink(missing_ok=True)
        self.continued = set()
        if stamp and stamp.key == key and stamp.sources <= set(sources) and stamp.files == self._digest():
            self.continued = stamp.sources
            return stamp.warned
        self.clear()
        return Warned()

    def clear(self) -> None:
        """Throw away what was read and written."""
        for folder in (self.doctrees, self.built):
            for place in list(folder.iterdir()) if folder.is_dir() else ():
                if place.is_symlink() or not place.is_dir():
                    place.unlink()
                elif place != self.doctrees / _KEPT:
                    shutil.rmtree(place)

    def end(self, key: str, sources: Iterable[str], warned: Warned) -> None:
        """Let the next build continue this one."""
        values = asdict(Stamp(key, set(sources), self._digest(), warned))
        self._stamp.write_text(json.dumps({"version": _VERSION, **values}, default=sorted), encoding="utf-8")

    def _read_stamp(self) -> Stamp | None:
        try:
            values = json.loads(self._stamp.read_text(encoding="utf-8"))
            if values["version"] != _VERSION:
                return None
            read, written, is_homeless = (values["warned"][name] for name in ("read", "written", "is_homeless"))
            warned = Warned(set(read), set(written), is_homeless)
            return Stamp(values["key"], set(values["sources"]), values["files"], warned)
        except (OSError, ValueError, LookupError, TypeError):
            return None

    def _digest(self) -> str:
        """Return a digest of which files there are.

        Neither a copy of the lesson nor an archive can bring along a file's number and the time of its last change
        by the system's clock; git and tar only choose the time that programs set.
        """
        found = []
        for root in (self.doctrees, self.built):
            for folder, _folders, names in os.walk(root):
                for name in names:
                    path = os.path.join(folder, name)  # noqa: PTH118 (there may be thousands)
                    status = os.lstat(path)
                    found.append((path, status.st_dev, status.st_ino, status.st_ctime_ns, status.st_size))
        return _digest(sorted(found))


@contextmanager
def open_cache(output: Path, builder: str) -> Iterator[Cache]:
    """Open the cache of a builder for an output folder, for as long as nobody else uses it.

    :raises CommandError: If it cannot be used.
    """
    top = folder_of(output)
    try:
        with _made(top), locked(top / "lock") as is_ours:
            if not is_ours:
                raise CommandError(f"{output} is just being built by another command; try again when it has ended")
            folder = top / builder
            folder.mkdir(exist_ok=True)
            _remove_odd(folder)
            yield Cache(folder)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise CommandError(f"{error.filename or top} cannot be written: {error.strerror}") from error


def folder_of(output: Path) -> Path:
    """Return the folder of all caches of an output folder: other outputs in the same folder have others."""
    return output.parent / f".{output.name}{_SUFFIX}"


@contextmanager
def _made(top: Path) -> Iterator[None]:
    """Make the folder *top*; it is taken away again if nothing came of that."""
    tag = top / _TAG_NAME
    is_new = not top.exists()
    if top.is_symlink() or (not is_new and not tag.is_file() and any(top.iterdir())):
        raise CommandError(f"{top} is needed to build, but it is somebody else's; move it away, or choose another -o")
    top.mkdir(parents=True, exist_ok=True)
    _remove_odd(top)
    (top / ".gitignore").write_text("*\n", encoding="utf-8")
    tag.write_text(_TAG, encoding="utf-8")
    try:
        yield
    except CommandError:
        if is_new and not any(top.rglob(LOG)):
            shutil.rmtree(top)
        raise


def _remove_odd(folder: Path) -> None:
    """Take away what no build has put into a folder: links, whose targets would be written to, and what is no file.

    A lesson may bring along what looks like a cache.
    """
    for entry in list(os.scandir(folder)):
        if entry.is_symlink() or not (entry.is_file() or entry.is_dir()):
            Path(entry.path).unlink()


def files_of(source: Source, unread: Collection[Path]) -> list[str]:
    """Return the names of all files of a lesson, from its folder; hidden folders and those *unread* are none of it."""
    skipped = {str(folder) for folder in unread}
    names: list[str] = []
    root = str(source.folder.resolve())
    for folder, folders, files in os.walk(root):
        folders[:] = [
            name
            for name in folders
            if not name.startswith(".") and os.path.join(folder, name) not in skipped  # noqa: PTH118 (there may be many)
        ]
        start = os.path.relpath(folder, root)
        names += [os.path.join(start, name) for name in files]  # noqa: PTH118
    return names


def key_of(source: Source, builder: str, settings: Mapping[str, object], tags: Iterable[str]) -> str:
    """Return a digest of what a build goes by beside the lesson's texts."""
    try:
        conf = source.settings_file.read_bytes()
    except OSError:
        conf = b""
    asked = [str(source.folder.resolve()), builder, sorted(map(repr, settings.items())), sorted(tags)]
    return _digest([asked, hashlib.sha256(conf).hexdigest(), sys.version, _installed()])


def _installed() -> list[object]:
    """Return what changes whenever something is installed, or this package is edited."""
    packages = [Path(folder) for folder in sys.path if Path(folder).name in ("site-packages", "dist-packages")]
    files: list[str] = []
    for folder, folders, names in os.walk(Path(__file__).parents[1]):
        folders[:] = [name for name in folders if name != "__pycache__"]
        files += [os.path.join(folder, name) for name in names]  # noqa: PTH118 (there are hundreds)
    return [
        __version__,
        [(str(folder), folder.stat().st_mtime_ns) for folder in packages if folder.is_dir()],
        sorted((file, os.stat(file).st_mtime_ns) for file in files),  # noqa: PTH116
    ]


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value).encode("utf-8", "surrogatepass")).hexdigest()

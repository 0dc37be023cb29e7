"""What R has made, kept from one build to the next, under a key that is worked out from all that it was made of.

In the cache's folder are ``texts``, with a folder for each knitted file, and ``work``, where code runs: as in the
Workbench's ``site/built``, copies of the lesson's files lie beside each other there, whatever folder they come from,
and what one file's code writes is there for the next.  So nothing is written into the lesson.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_lesson_ext.confinement import files_below, is_file_inside
from sphinx_lesson_ext.markdown.chunks import chunks_in
from sphinx_lesson_ext.markdown.other_files import file_in

from .knitr import SCRIPT, Failure, Run, knit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .knitr import Knitr

#: Counts the changes of what is kept.
_VERSION = "1"
#: The folders beside a file whose content its code may use; all else that it may use lies beside it.
_FOLDERS = ("data", "files", "fig")
#: What is no data.
_PAGES = frozenset({".md", ".rmd"})
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp"})
#: The packages that the lesson keeps for itself.
_LOCK_FILES = ("renv/profiles/lesson-requirements/renv.lock", "renv.lock")

_TEXT, _RESULT = "text.md", "result.json"


@dataclass(frozen=True, slots=True)
class Knitted:
    """What running a file has made.

    :ivar folder: Where it is kept, with the pictures under the names that the text has for them.
    :ivar run: What went wrong, if anything did.
    :ivar libraries: The state of R's libraries at that time.
    """

    folder: Path
    run: Run
    libraries: str

    @property
    def text(self) -> Path:
        """The file of the knitted text, which is there unless R was stopped."""
        return self.folder / _TEXT

    @property
    def has_failed(self) -> bool:
        """Whether anything went wrong that another package or another day may mend."""
        return self.run.stopped is not None or bool(self.run.failures)


class Cache:
    """What was made of one lesson's files of R Markdown.

    :param folder: Where it is kept.
    :param lesson: The lesson's folder.
    :param knitr: What makes it.
    """

    def __init__(self, folder: Path, lesson: Path, knitr: Knitr) -> None:
        self._folder = folder
        self._lesson = lesson
        self._knitr = knitr
        self._base = hashlib.sha256()
        locks = [file.read_bytes() for name in _LOCK_FILES if (file := lesson / name).is_file()]
        for part in (_VERSION.encode(), SCRIPT.read_bytes(), *map(str.encode, knitr.versions), *locks):
            _feed(self._base, part)
        self._assets: dict[tuple[Path, ...], bytes] = {}

    @property
    def libraries(self) -> str:
        """The state of R's libraries, which changes when a package is installed."""
        times = [str(Path(name).stat().st_mtime_ns) for name in self._knitr.libraries if Path(name).is_dir()]
        return " ".join(times)

    def key(self, source: Path, folders: Iterable[Path]) -> str:
        """Return the key of what a file makes.

        It is worked out from the file, its child documents, all that lies in ``data`` and ``files`` and beside the
        files, the versions of R and knitr, and the lesson's list of packages.

        :param folders: Those whose files the code may use.
        """
        digest = self._base.copy()
        _feed(digest, source.name.encode())
        for file in _family(source, self._lesson):
            _feed(digest, file.read_bytes())
        digest.update(self._digest_of_assets(tuple(folders)))
        return digest.hexdigest()

    def find(self, source: Path, key: str) -> Knitted | None:
        """Return what a file has made, if that is known."""
        folder = self._place(source, key)
        try:
            data = json.loads((folder / _RESULT).read_text(encoding="utf-8"))
            stopped, failures = data["run"]["stopped"], data["run"]["failures"]
            run = Run(Failure(**stopped) if stopped else None, tuple(Failure(**failure) for failure in failures))
            knitted = Knitted(folder, run, data["libraries"])
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return knitted if run.stopped or knitted.text.is_file() else None

    def make(self, source: Path, key: str, folders: Iterable[Path]) -> Knitted:
        """Run a file, and keep what it makes; what it made of other content is forgotten."""
        work = self._work_folder(folders)
        before = _pictures(work)
        place = self._place(source, key)
        fresh = place.with_name(f"{place.name}.new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        run = knit(
            self._knitr,
            lesson=self._lesson,
            source=source,
            output=fresh / _TEXT,
            folder=work,
            notes=fresh / "notes.tsv",
        )
        for name, time in _pictures(work).items():
            if before.get(name) != time:
                (fresh / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(work / name, fresh / name)
        libraries = self.libraries
        result = {"run": asdict(run), "libraries": libraries}
        (fresh / _RESULT).write_text(json.dumps(result), encoding="utf-8")
        for old in place.parent.glob("*"):
            if old != fresh:
                shutil.rmtree(old, ignore_errors=True)
        fresh.replace(place)
        return Knitted(place, run, libraries)

    def _place(self, source: Path, key: str) -> Path:
        name = source.relative_to(self._lesson).with_suffix("").as_posix().replace("/", "--")
        return self._folder / "texts" / name / key[:32]

    def _work_folder(self, folders: Iterable[Path]) -> Path:
        """Return the folder that code runs in, with the files that it may use as they are now."""
        folders = tuple(folders)
        names = "\0".join(folder.relative_to(self._lesson).as_posix() for folder in folders)
        work = self._folder / "work" / hashlib.sha256(names.encode()).hexdigest()[:16]
        (work / "fig").mkdir(parents=True, exist_ok=True)
        files = {
            file.relative_to(folder).as_posix(): file for folder in folders for file in _assets(folder, self._lesson)
        }
        listing = work.with_suffix(".json")
        for name in set(_read_names(listing)) - files.keys():
            (work / name).unlink(missing_ok=True)
        listing.write_text(json.dumps(sorted(files)), encoding="utf-8")
        for name, file in files.items():
            copy = work / name
            if not _is_like(copy, file):
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(file, copy)
        return work

    def _digest_of_assets(self, folders: tuple[Path, ...]) -> bytes:
        if folders not in self._assets:
            digest = hashlib.sha256()
            for folder in folders:
                for file in _assets(folder, self._lesson):
                    name = file.relative_to(folder)
                    if name.parts[0] != "fig":
                        _feed(digest, name.as_posix().encode())
                        _feed(digest, file.read_bytes())
            self._assets[folders] = digest.digest()
        return self._assets[folders]


def _feed(digest: hashlib._Hash, part: bytes) -> None:
    digest.update(f"{len(part)}:".encode())
    digest.update(part)


def _family(source: Path, lesson: Path) -> Iterator[Path]:
    """Yield a file and its child documents, each once; what lies outside of the lesson is none of it."""
    pending: list[tuple[Path, str]] = [(source.parent, source.name)]
    seen = set()
    while pending:
        file = file_in(*pending.pop(), lesson)
        if file is None or file in seen:
            continue
        seen.add(file)
        yield file
        text = file.read_text(encoding="utf-8", errors="replace")
        names = [name for _line, chunk in chunks_in(text) for name in chunk.texts("child")] if "child" in text else []
        pending += [(folder, name) for name in names for folder in (source.parent, file.parent)]


def _assets(folder: Path, lesson: Path) -> Iterator[Path]:
    """Yield the files that code may use: those in the folders for them, and those beside the pages.

    What lies at the top of a lesson is about the lesson, not for its code.
    """
    for name in _FOLDERS:
        yield from files_below(lesson, folder / name)
    if folder.is_dir() and folder != lesson:
        for file in sorted(folder.iterdir()):
            if not (file.name.startswith(".") or file.suffix.lower() in _PAGES) and is_file_inside(lesson, file):
                yield file


def _read_names(listing: Path) -> list[str]:
    try:
        names = json.loads(listing.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return [name for name in names if isinstance(name, str)] if isinstance(names, list) else []


def _is_like(copy: Path, file: Path) -> bool:
    try:
        made, original = copy.stat(), file.stat()
    except OSError:
        return False
    return (made.st_size, made.st_mtime_ns) == (original.st_size, original.st_mtime_ns)


def _pictures(folder: Path) -> dict[str, int]:
    """Return the time of each picture in a folder, by its name from there."""
    files = (file for file in folder.rglob("*") if file.suffix.lower() in _PICTURES and file.is_file())
    return {file.relative_to(folder).as_posix(): file.stat().st_mtime_ns for file in files}

"""Building a lesson: what `lesson build` does once, and `lesson serve` after every change."""

from __future__ import annotations

import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, NamedTuple, TextIO

from sphinx_lesson_ext.checks.rules import RULES
from sphinx_lesson_ext.checks.run import untold_findings
from sphinx_lesson_ext.destinations import FOLDERS
from sphinx_lesson_ext.language_codes import code_of
from sphinx_lesson_ext.lesson.domain import LessonDomain, lesson_domain
from sphinx_lesson_ext.translation.languages import languages_of

from .application import LessonSphinx, sphinx_world
from .cache import files_of, folder_of, key_of, open_cache
from .command import CommandError
from .failures import told
from .progress import Account, Progress
from .publish import publish
from .retired import retract_others
from .templates import GETTEXT, placed
from .warning_stream import Warned, WarningStream

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from sphinx.application import Sphinx

    from sphinx_lesson_ext.printing.ways import Way

    from .cache import Cache
    from .source import Source


#: How the names of books end (one in LaTeX may have pictures as PDF beside it), those of pages, and what files of other
#: builders are called.
_BOOKS = (".epub", ".tex", ".texi", ".pdf")
_PAGES = (".txt", ".xml", ".pseudoxml", ".pot")
_REPORTS = ("output.txt", "changes.html")


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be built.

    :ivar output: The folder that it is to be in, as an absolute path without symbolic links.
    :ivar builder: The name of one of Sphinx's builders.
    :ivar way: How a PDF is made of what the builder writes; ``None``, where that itself is wanted.
    :ivar settings: Values that replace those of ``conf.py``.
    :ivar tags: Tags of Sphinx.
    :ivar jobs: How many processes may work on it.
    :ivar repeats_warnings: Whether documents that gave warnings are read again, so that all are told; else only
        what was changed is, and what refers to something that was missing.
    :ivar language: The language that it is to be translated into, as HTML names it; that in the lesson, if empty.
    :ivar verbosity: -1 to tell of warnings alone, 0 for progress, above that for Sphinx's own account.
    """

    source: Source
    output: Path
    builder: str = "html"
    settings: Mapping[str, Any] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    jobs: int = 1
    verbosity: int = 0
    repeats_warnings: bool = True
    way: Way | None = None
    language: str = ""

    @property
    def place(self) -> Path:
        """The folder that its pages are to be in: that of the language, in the output."""
        return self.output / self.language

    @property
    def cache_name(self) -> str:
        """The name of its folder in the cache."""
        return "-".join(filter(None, (self.builder, self.language)))


class Result(NamedTuple):
    """What came of it.

    :ivar pages: How many documents the lesson has.
    :ivar exercises: How many exercises are in them; ``None`` where ``conf.py`` does not list the extension.
    :ivar fixmes: How many FIXMEs are in them, likewise.
    :ivar findings: How much else rules have found; ``None`` where they have found nothing.
    :ivar held: How many solutions are held back until each day.
    :ivar warnings: How many warnings were given.
    :ivar written: How many files of the output changed.
    :ivar has_failed: Whether the builder itself says so, as that for broken links does.
    :ivar seconds: How long it took.
    :ivar first: What to open: the first page, or the folder where there is no such.
    :ivar translations: The other languages that the lesson says it can be read in, as HTML names them.
    :ivar others: Other builders whose files are in the same folder.
    """

    pages: int
    exercises: int | None
    fixmes: int | None
    findings: int | None
    held: Mapping[date, int]
    warnings: int
    written: int
    has_failed: bool
    seconds: float
    first: Path
    translations: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


def output_folder(source: Source, name: str, asked: Path | None) -> Path:
    """Return the folder that a lesson is built into.

    :param name: Its name, where none was asked for.
    :param asked: The one that was asked for, if any.
    :raises CommandError: If that cannot be.
    """
    output = (asked or source.site / name).resolve()
    folder = source.folder.resolve()
    if folder.is_relative_to(output):
        raise CommandError(f"{asked or output} holds the lesson itself; choose a folder of its own for what is built")
    if asked is None and not output.is_relative_to(folder):
        raise CommandError(f"{source.site / name} leads out of the lesson, to {output}; choose a folder with -o")
    if source.is_workbench and any(output.is_relative_to(folder / name) for name in FOLDERS):
        raise CommandError(f"{asked} is among the lesson's files, which are published; choose another folder")
    if output.exists() and not output.is_dir():
        raise CommandError(f"{asked or output} is a file; choose a folder with -o")
    return output


def build(request: Request, shown: TextIO, errors: TextIO) -> Result:
    """Build a lesson.

    :param shown: Where progress is shown.
    :param errors: Where warnings are shown.
    :raises CommandError: If it cannot be built; what was built before stays as it was.
    """
    start = time.perf_counter()
    progress = Progress(shown)
    warnings = WarningStream(errors, before=progress.clear)
    unread = (request.output, folder_of(request.output), request.source.site.resolve())
    with _writable(request.place), open_cache(request.output, request.cache_name) as cache:
        try:
            status = {-1: None, 0: progress}.get(request.verbosity, Account(shown))
            app = _build(request, cache, status, warnings, unread)
            made = _made(request, app, cache, progress)
        finally:
            progress.clear()
        if not request.language:
            retract_others(request.output, cache, languages_of(app.config)[1:])
        written = publish(made, request.place, cache.published)
        others = () if request.language else tuple(cache.others())
    domain = lesson_domain(app.env) if LessonDomain.name in app.env.domains else None
    return Result(
        pages=len(app.env.found_docs),
        exercises=_exercises(domain) if domain else None,
        fixmes=len(domain.fixmes()) if domain else None,
        findings=_findings(app),
        held=domain.held_solutions() if domain else {},
        warnings=warnings.count,
        written=written,
        has_failed=bool(app.statuscode),
        seconds=time.perf_counter() - start,
        first=request.place / _first(app, made),
        translations=languages_of(app.config)[1:],
        others=others,
    )


def _build(
    request: Request,
    cache: Cache,
    status: Progress | Account | None,
    warnings: WarningStream,
    unread: tuple[Path, ...],
) -> Sphinx:
    source = request.source
    settings = {**request.settings, **({"language": code_of(request.language)} if request.language else {})}
    key = key_of(source, request.builder, settings, request.tags)
    sources = files_of(source, unread)
    before = cache.begin(key, sources)
    if request.repeats_warnings and before.is_homeless:
        cache.clear()
        before = Warned()
    with told(source, "built", cache.folder), sphinx_world(source):
        app = LessonSphinx(
            source,
            request.builder,
            cache.built,
            cache.doctrees,
            warnings,
            unread=unread,
            settings=settings,
            tags=request.tags,
            status=status,  # type: ignore[arg-type]  # all that Sphinx calls is there
            verbosity=max(request.verbosity - 1, 0),
            jobs=request.jobs,
        )
        _check_copied(app, request.output)
        if not cache.published.is_file():
            _check_holds_no_text(app, request.output)
        _check_languages(app, request.language)
        again = before.read | before.written if request.repeats_warnings else set()
        app.connect("env-get-outdated", lambda *_event: sorted(again))
        # What these refer to may be there now.
        app.connect("env-get-updated", lambda _app, env: sorted(before.written & env.found_docs))
        app.build()
    if warnings.is_about_full_disk:
        # Sphinx goes on without the files that it could not write.
        raise CommandError(f"{source.folder} cannot be built: the disk is full")
    warned = warnings.warned
    if not request.repeats_warnings:
        warned.read |= before.read
        warned.is_homeless |= before.is_homeless
    cache.end(key, sources, warned)
    return app


def _made(request: Request, app: Sphinx, cache: Cache, progress: Progress) -> Path:
    """Return the folder of what is to be published."""
    if request.way is not None:
        return _print(request, request.way, app, cache, progress)
    if request.builder == GETTEXT:
        return placed(cache.built, request.place, cache.printed)
    return cache.built


def _print(request: Request, way: Way, app: Sphinx, cache: Cache, progress: Progress) -> Path:
    """Make a PDF of what was built, and return the folder that holds nothing else."""
    from sphinx_lesson_ext.printing.errors import PrintingError
    from sphinx_lesson_ext.printing.kept import keep_pdf
    from sphinx_lesson_ext.starter.file_names import slug

    def begin() -> None:
        if request.verbosity >= 0:
            progress.begin("printing")

    pdf = cache.printed / f"{slug(app.config.project)}.pdf"
    try:
        keep_pdf(way, cache.built, app.config.latex_engine, pdf, begin)
    except PrintingError as error:
        raise CommandError(str(error)) from error
    return cache.printed


def _check_copied(app: Sphinx, output: Path) -> None:
    """Refuse to copy the output into itself."""
    for name in ("html_static_path", "html_extra_path"):
        for place in app.config[name]:
            folder = Path(app.confdir, place).resolve()
            if output.is_relative_to(folder):
                raise CommandError(f"{output} is in {place}, which {name} copies into it; choose a folder with -o")


def _check_holds_no_text(app: Sphinx, output: Path) -> None:
    """Refuse to build among the texts of the lesson: where pages are is no place that Sphinx reads from."""
    was_built = (output / ".buildinfo").is_file()
    if was_built or not output.is_relative_to(Path(app.srcdir).resolve()):
        return
    suffixes = tuple(app.config.source_suffix)
    text = next((file for file in sorted(output.rglob("*")) if file.name.endswith(suffixes)), None)
    if text:
        raise CommandError(f"{output} holds {text.name}, which would not be read; choose a folder of its own with -o")


def _check_languages(app: Sphinx, asked: str) -> None:
    """Refuse to put pages where those of a language are not to be, or others are."""
    languages = languages_of(app.config)
    if asked and asked in languages[:1]:
        raise CommandError(f"the lesson is written in {asked}; build it without --language")
    for language in languages[1:]:
        if (Path(app.srcdir) / language).is_dir():
            raise CommandError(f"the folder {language} of the lesson has the name of a language; rename it")


@contextmanager
def _writable(output: Path) -> Iterator[None]:
    """Make the output folder; those that were made are taken away again if nothing came of that."""
    made = [folder for folder in (output, *output.parents) if not folder.exists()]
    try:
        output.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=output):
            pass
    except OSError as error:
        raise CommandError(f"{output} cannot be written: {error.strerror}") from error
    try:
        yield
    except CommandError:
        with suppress(OSError):
            for folder in made:
                folder.rmdir()
        raise


def _exercises(domain: LessonDomain) -> int:
    return sum(block.kind == "challenge" for record in domain.documents.values() for block in record.blocks)


def _findings(app: Sphinx) -> int | None:
    has_rules = LessonDomain.name in app.env.domains and not app.config.lesson_check_warnings
    return sum(finding.code in RULES for finding in untold_findings(app.env)) or None if has_rules else None


def _first(app: Sphinx, made: Path) -> str:
    """Return the name of what to open: a book, the first page, or nothing for the folder of what has no first page.

    :param made: The folder of what was built, and nothing else.
    """
    root = app.config.root_doc
    suffix = getattr(app.builder, "out_suffix", "")
    books = [file.name for ending in _BOOKS for file in sorted(made.glob(f"*{ending}"))]
    # The builder of man pages has a name for each section of the manual.
    pages = [file.name for file in sorted(made.glob("*.[1-9]"))]
    names = ["index.html", *books, *(f"{root}{ending}" for ending in (suffix, *_PAGES) if ending), *pages, *_REPORTS]
    return next((name for name in names if (made / name).is_file()), "")

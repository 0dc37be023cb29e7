"""Documents of R Markdown: the text that each is read from, and what their authors are told of it."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from docutils import nodes
from sphinx.domains import Domain
from sphinx.util import logging

from sphinx_lesson_ext.confinement import is_inside
from sphinx_lesson_ext.destinations import FOLDERS
from sphinx_lesson_ext.markdown.chunk_renderer import NOT_RUN, PICTURE, SUFFIXES, files_of, made_texts
from sphinx_lesson_ext.markdown.source_lines import normalized
from sphinx_lesson_ext.messages import warn

from .align import lines_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from sphinx_lesson_ext.markdown.chunk_plugin import NotRun

    from .built import BuiltTexts
    from .cache import Cache, Knitted
    from .knitr import Failure

logger = logging.getLogger(__name__)


class Text(NamedTuple):
    """Where the text of a file comes from.

    :ivar file: The file of a knitted text; empty, where the file is read as it is written.
    :ivar state: What changes when the file is to be read again.
    :ivar outdated: The file of a knitted text that is not used, because it is older.
    :ivar key: The key of what R makes of it; empty, where R is not asked.
    :ivar failures: What failed when it was run.
    :ivar stopped: What stopped R, if anything did.
    :ivar is_without_r: Whether R was to be asked, but is not there.
    """

    file: str = ""
    state: str = ""
    outdated: str = ""
    key: str = ""
    failures: tuple[Failure, ...] = ()
    stopped: Failure | None = None
    is_without_r: bool = False

    @property
    def has_failed(self) -> bool:
        """Whether it was run, and something went wrong."""
        return self.stopped is not None or bool(self.failures)


class RMarkdownDomain(Domain):
    """What is known of the files of R Markdown.

    Its data: ``texts``, a :class:`Text` for each file's path from the source folder.  They are chosen before documents
    are read, by the process that all others are made of; so nothing is to be merged, and nothing to be cleared.
    """

    name = "rmarkdown"
    label = "R Markdown"
    data_version = 1
    initial_data: ClassVar[dict[str, object]] = {"texts": {}}

    @property
    def texts(self) -> dict[str, Text]:
        """Where the text of each file comes from."""
        texts: dict[str, Text] = self.data["texts"]
        return texts

    #: What this build has chosen them with; it is known before any document is read.
    chooser: _Chooser | None = None

    def merge_domaindata(self, _docnames: AbstractSet[str], _otherdata: dict[str, Any]) -> None:
        """Take nothing over."""

    def resolve_any_xref(self, *_about: object) -> list[tuple[str, nodes.reference]]:
        """Return nothing: no reference leads to anything of this domain."""
        return []


class _Chooser:
    """Says where the texts of documents come from, in one build."""

    def __init__(self, app: Sphinx, cache: Cache | None) -> None:
        self._lesson = Path(app.srcdir)
        folder = _built_folder(self._lesson, app.config.lesson_built)
        self._built = _texts_in(folder, self._lesson) if folder is not None else None
        self._is_workbench = bool(app.config.lesson_workbench)
        self._is_without_r = app.config.lesson_run_r and cache is None
        self._cache = cache

    def folders(self, source: Path) -> tuple[Path, ...]:
        """Return the folders whose files the code of *source* may use, its own last: it comes before all others.

        The files of all folders of a Workbench lesson lie beside each other where its code runs.
        """
        others = [self._lesson / name for name in reversed(FOLDERS)] if self._is_workbench else []
        return (*(folder for folder in others if folder != source.parent), source.parent)

    def choose(self, source: Path) -> Text:
        """Return where the text of the file *source* comes from."""
        if self._cache is None:
            return self._brought(source)
        key = self._cache.key(source, self.folders(source))
        knitted = self._cache.find(source, key)
        return Text(state=key, key=key) if knitted is None else self._knitted(source, key, knitted)

    def knit(self, source: Path, text: Text) -> Text:
        """Run a file, if that is to be done and was not done yet or failed, and return where its text comes from."""
        if self._cache is None or not text.key:
            return text
        return self._knitted(source, text.key, self._cache.make(source, text.key, self.folders(source)))

    def _knitted(self, source: Path, key: str, knitted: Knitted) -> Text:
        assert self._cache is not None
        stopped, failures = knitted.run.stopped, knitted.run.failures
        # When another package is installed, what failed is tried again.
        again = "" if not knitted.has_failed else "changed" if knitted.libraries != self._cache.libraries else "failed"
        state = f"{key} {again}"
        if stopped is None:
            return Text(str(knitted.text), state, key=key, failures=failures)
        brought = self._brought(source)
        return Text(brought.file, f"{state} {brought.state}", brought.outdated, key, failures, stopped)

    def _brought(self, source: Path) -> Text:
        """Return the text that the lesson brings, or what is written."""
        built = self._built.find(source) if self._built is not None else None
        if built is None:
            return Text(is_without_r=self._is_without_r)
        name = Path(os.path.relpath(built.file, self._lesson)).as_posix()
        if not built.is_current:
            return Text(state=f"outdated {name}", outdated=name, is_without_r=self._is_without_r)
        digest = hashlib.sha256(built.file.read_bytes()).hexdigest()
        return Text(str(built.file), digest, is_without_r=self._is_without_r)


def choose_texts(
    app: Sphinx,
    env: BuildEnvironment,
    _added: AbstractSet[str],
    _changed: AbstractSet[str],
    _removed: AbstractSet[str],
) -> list[str]:
    """Choose where texts come from, and return the documents whose text comes to be another (``env-get-outdated``)."""
    files = {docname: _files(env, docname) for docname in env.found_docs}
    domain = _domain(env)
    texts = domain.texts
    before = dict(texts)
    texts.clear()
    paths = sorted({path for found in files.values() for path in found})
    if paths:
        domain.chooser = chooser = _Chooser(app, _cache(app))
        texts.update((path, chooser.choose(Path(env.srcdir, path))) for path in paths)
    return [
        docname
        for docname in sorted(files.keys() & env.all_docs.keys())
        if any(texts[path] != before.get(path) for path in files[docname])
    ]


def knit_texts(_app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Run the files that are to be read and were not run, or failed (event ``env-before-read-docs``)."""
    domain = _domain(env)
    texts, chooser = domain.texts, domain.chooser
    paths = sorted({path for docname in docnames for path in _files(env, docname)})
    waiting = [path for path in paths if (text := texts[path]).key and (text.has_failed or not text.file)]
    for number, path in enumerate(waiting, start=1):
        logger.info("knitting %s (%d of %d)", path, number, len(waiting))
        assert chooser is not None
        texts[path] = chooser.knit(Path(env.srcdir, path), texts[path])


def use_text(app: Sphinx, docname: str, content: list[str]) -> None:
    """Put the knitted text in the place of what is written (event ``source-read``)."""
    use_text_of_file(app, app.env.doc2path(docname, base=False), docname, content)


def use_text_of_file(app: Sphinx, path: Path, _docname: str, content: list[str]) -> None:
    """Put the knitted text of a file that is part of a document in the place of its own (event ``include-read``)."""
    text = _domain(app.env).texts.get(path.as_posix())
    if text is None or not text.file:
        return
    written = normalized(content[0])
    knitted = normalized(Path(text.file).read_text(encoding="utf-8-sig", errors="replace"))
    made = made_texts(app.env)
    made.lines[knitted] = lines_of(knitted, written)
    made.folders.append(Path(text.file).parent)
    content[0] = knitted


def place_pictures(app: Sphinx, document: nodes.document) -> None:
    """Let the pictures that R drew be collected from where they are (event ``doctree-read``)."""
    for image in document.findall(nodes.image):
        if path := image.attributes.pop(PICTURE, ""):
            image["uri"] = f"/{Path(os.path.relpath(path, app.srcdir)).as_posix()}"


def tell(app: Sphinx, document: nodes.document) -> None:
    """Say what of a document was not run, and what failed (event ``doctree-read``)."""
    env = app.env
    texts = _domain(env).texts
    not_run = document.get(NOT_RUN)
    for path in _files(env, env.docname):
        text = texts.get(path, Text())
        file = Path(env.srcdir, path)
        _tell_failures(file, text.failures)
        if text.stopped is not None:
            shown = "the knitted text is used that the lesson brings" if text.file else "no results are shown"
            place, said = _place(file, text.stopped.line), text.stopped.text
            warn("knitr", "R could not go on from here, so %s; R says: %s", shown, said, location=place)
        elif not text.file and not text.is_without_r and not_run is not None:
            _tell_not_run(file, text, not_run)
            not_run = None


def _tell_failures(file: Path, failures: Sequence[Failure]) -> None:
    from .knitr import missing_packages

    if packages := missing_packages(failures):
        # All else that failed may have failed for that.
        advice = f"install.packages(c({', '.join(json.dumps(name) for name in packages)}))"
        names = ", ".join(packages)
        place = _place(file, failures[0].line)
        warn("knitr", "R lacks packages that this file needs, %s: run %s in R", names, advice, location=place)
        return
    for text, failure in reversed({failure.text: failure for failure in reversed(failures)}.items()):
        advice = "mend the code, or write error=TRUE at the chunk, if the error is meant"
        warn("knitr", "R says: %s; %s", text, advice, location=_place(file, failure.line))


def _place(file: Path, line: int | None) -> str:
    return f"{file}:{line}" if line else str(file)


def _tell_not_run(file: Path, text: Text, not_run: NotRun) -> None:
    counted = [f"{not_run.chunks} chunk{'' if not_run.chunks == 1 else 's'}"] if not_run.chunks else []
    if not_run.inline:
        counted.append(f"{not_run.inline} piece{'' if not_run.inline == 1 else 's'} of inline code")
    was = "was" if not_run.chunks + not_run.inline == 1 else "were"
    reason = f" ({text.outdated} is older than this file, and is not used)" if text.outdated else ""
    warn(
        "not-run",
        "%s %s not run%s, so the results are missing; to run code with your own R, use 'lesson build --run-r', or set "
        "lesson_run_r in conf.py",
        " and ".join(counted),
        was,
        reason,
        location=_place(file, not_run.line + 1),
    )


def _built_folder(lesson: Path, name: str) -> Path | None:
    """Return the folder of knitted texts; a link in the lesson must not make it lead elsewhere."""
    folder = Path(os.path.normpath(lesson / name))
    is_elsewhere = folder.is_relative_to(lesson) and not is_inside(lesson, folder)
    return folder if name and folder.is_dir() and not is_elsewhere else None


def _files(env: BuildEnvironment, docname: str) -> list[str]:
    """Return the files of R Markdown that a document is put together from."""
    return [path for path in files_of(env, docname) if path.endswith(SUFFIXES)]


def _texts_in(folder: Path, lesson: Path) -> BuiltTexts:
    # Loaded here: few lessons bring such texts.
    from .built import BuiltTexts

    return BuiltTexts(folder, lesson)


def _cache(app: Sphinx) -> Cache | None:
    """Return what keeps the results of R; ``None`` if R is not to be asked, or is not there."""
    if not app.config.lesson_run_r:
        return None
    # Loaded here: few builds run R.
    from .cache import Cache
    from .knitr import KnitrMissingError, find_knitr

    try:
        knitr = find_knitr(Path(app.srcdir))
    except KnitrMissingError as error:
        warn("knitr", "%s; until then, R Markdown is shown without what its code makes", error, location=None)
        return None
    return Cache(Path(app.doctreedir, "knitr"), Path(app.srcdir), knitr)


def _domain(env: BuildEnvironment) -> RMarkdownDomain:
    domain = env.domains[RMarkdownDomain.name]
    assert isinstance(domain, RMarkdownDomain)
    return domain


def leave_out_built(app: Sphinx, config: Config) -> None:
    """Let knitted texts be no documents of their own (event ``config-inited``)."""
    folder = Path(os.path.normpath(Path(app.srcdir, config.lesson_built)))
    if folder.is_relative_to(app.srcdir) and folder != Path(app.srcdir):
        config["exclude_patterns"] = [*config.exclude_patterns, folder.relative_to(app.srcdir).as_posix()]


def setup(app: Sphinx) -> None:
    """Take part in the build."""
    app.connect("config-inited", leave_out_built)
    app.add_domain(RMarkdownDomain)
    app.connect("env-get-outdated", choose_texts)
    app.connect("env-before-read-docs", knit_texts)
    # Before anyone else changes the text.
    app.connect("source-read", use_text, priority=200)
    app.connect("include-read", use_text_of_file, priority=200)
    # Before Sphinx collects images, and after it was looked whether any leads out of the lesson.
    app.connect("doctree-read", place_pictures, priority=200)
    app.connect("doctree-read", tell)

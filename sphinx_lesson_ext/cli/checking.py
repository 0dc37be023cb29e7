"""Reading a lesson for its checks: only what has changed is read anew, and the same is told as if all were.

What Sphinx warns of while it reads is kept with what is known of each document, and all links are resolved every time.
"""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, TypeVar

from sphinx_lesson_ext.lesson.domain import lesson_domain
from sphinx_lesson_ext.messages import WARNINGS
from sphinx_lesson_ext.report.builder import ReportBuilder

from .application import LessonSphinx, sphinx_world
from .building import output_folder
from .cache import Cache, files_of, key_of, open_cache
from .command import CommandError
from .failures import told
from .warning_stream import UntoldWarnings, Warned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_lesson_ext.findings import Finding

    from .source import Source

Answer = TypeVar("Answer")

#: What the cache lies beside, if there ever is such a folder.
_NAME = "check"
#: How the codes of warnings begin that depend on nothing but the document that is read, beside our own.
_OF_ONE_DOCUMENT = ("myst.", "docutils", "image.", "misc.")


def check_lesson(
    source: Source, settings: Mapping[str, Any], ask: Callable[[BuildEnvironment], Answer], *, jobs: int = 1
) -> Answer:
    """Return what *ask* finds out about a lesson.

    :param settings: Values that replace those of ``conf.py``.
    :param ask: Is given the lesson as it was read, with what Sphinx warned of, which nobody is told otherwise.
    :param jobs: How many processes may work on it.
    :raises CommandError: If Sphinx cannot read the lesson.
    """
    warnings = UntoldWarnings(sys.stderr)
    with _cache_for(source) as cache:
        reading = _Reading(source, cache, settings, jobs)
        try:
            app = reading.read(warnings) or reading.read(warnings)
        except CommandError:
            warnings.tell_all()
            raise
        assert app is not None
        return ask(app.env)


class _Reading:
    """A lesson as it is read."""

    def __init__(self, source: Source, cache: Cache, settings: Mapping[str, Any], jobs: int) -> None:
        self._source = source
        self._cache = cache
        self._settings = settings
        self._jobs = jobs
        self._files: list[str] = []
        self._before: Counter[tuple[str, str, str]] = Counter()
        self._is_whole = False

    def read(self, warnings: UntoldWarnings) -> Sphinx | None:
        """Read what has changed; nothing comes of it where that is not enough, and all is to be read anew."""
        source, cache = self._source, self._cache
        unread = (source.site.resolve(),)
        key = key_of(source, ReportBuilder.name, self._settings, ())
        self._files = files_of(source, unread)
        cache.begin(key, self._files)
        kept = cache.folder if cache.folder.is_relative_to(source.folder.resolve()) else None
        with told(source, "read", kept), sphinx_world(source):
            app = LessonSphinx(
                source,
                ReportBuilder.name,
                cache.built,
                cache.doctrees,
                warnings,
                unread=unread,
                settings=self._settings,
                jobs=self._jobs,
            )
            assert isinstance(app.builder, ReportBuilder)
            app.builder.writes_reports = False
            app.connect("env-get-outdated", self._read_again)
            app.build()
        if warnings.is_about_full_disk:
            # Sphinx goes on without the files that it could not write.
            raise CommandError(f"{source.folder} cannot be read: the disk is full")
        if not self._is_whole and _shared(app.env) != self._before:
            return None
        cache.end(key, self._files, Warned())
        return app

    def _read_again(
        self, app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
    ) -> list[str]:
        """Return the documents of which something else may be said than before (event ``env-get-outdated``)."""
        self._before = _shared(env)
        self._is_whole = not self._cache.continued
        has_more_files = not self._is_whole and bool(set(self._files) - self._cache.continued)
        if self._before and (added or changed or removed or has_more_files):
            # Which of two documents is told that both say the same depends on their order.
            self._is_whole = True
            for docname in list(env.all_docs):
                app.emit("env-purge-doc", env, docname)
                env.clear_doc(docname)
            return sorted(env.found_docs)
        # What was missing may be there now.
        return sorted(lesson_domain(env).warnings) if has_more_files else []


def _shared(env: BuildEnvironment) -> Counter[tuple[str, str, str]]:
    """Return what was said of documents that may depend on others."""
    warned = lesson_domain(env).warnings
    return Counter(
        (warning.finding.path, warning.finding.code, warning.finding.message)
        for warnings in warned.values()
        for warning in warnings
        if _is_shared(warning.finding)
    )


def _is_shared(finding: Finding) -> bool:
    return finding.code not in WARNINGS and not finding.code.startswith(_OF_ONE_DOCUMENT)


@contextmanager
def _cache_for(source: Source) -> Iterator[Cache]:
    """Open the cache of a lesson, or where there can be none, or another command uses it, one for this time."""
    is_new = not source.site.exists()
    try:
        with ExitStack() as stack:
            try:
                cache = stack.enter_context(open_cache(output_folder(source, _NAME, None), _NAME))
            except CommandError:
                cache = Cache(Path(stack.enter_context(TemporaryDirectory(prefix="lesson-"))))
            yield cache
    finally:
        if is_new:
            # It stays if the cache does, which goes where nothing came of it.
            with suppress(OSError):
                source.site.rmdir()

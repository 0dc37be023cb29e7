"""A small lesson, built as ``sphinx-build`` builds it, and what came of it."""

from __future__ import annotations

import shutil
import sys
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import StringIO
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from bs4 import BeautifulSoup
from sphinx.application import Sphinx
from sphinx.builders.html._assets import _file_checksum_inner
from sphinx.config import Config
from sphinx.locale import translators
from sphinx.util.console import strip_colors
from sphinx.util.docutils import docutils_namespace, patch_docutils

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from docutils.nodes import document
    from sphinx.environment import BuildEnvironment

DEFAULT_CONF = 'extensions = ["sphinx_lesson_ext"]\n'

_LEVELS = ("WARNING: ", "ERROR: ", "CRITICAL: ")


@dataclass(frozen=True, kw_only=True)
class Settings:
    """How a lesson is built; see the fixture ``build``."""

    builder: str
    warnings: tuple[str, ...] | None
    parallel: int
    tags: tuple[str, ...]
    confoverrides: Mapping[str, Any]


@dataclass(frozen=True)
class BuiltLesson:
    """A lesson after a build.

    :ivar source: The folder that holds its ``conf.py``; edit what is in it, then build it :meth:`again`.
    :ivar folder: The folder that holds what builds wrote.
    :ivar settings: How it was built.
    :ivar app: The application, which has done its work.
    :ivar status: What the build said on standard output.
    :ivar warnings: Each warning, without the path of the source folder: ``index.md:3: WARNING: …``.
    :ivar written: Each file of :attr:`out` that this build wrote, relative, with forward slashes.
    :ivar shared: Whether other tests look at it as well, in any order.
    """

    source: Path
    folder: Path
    settings: Settings
    app: Sphinx
    status: str
    warnings: list[str]
    written: frozenset[str]
    shared: bool = False

    @property
    def env(self) -> BuildEnvironment:
        """The build environment."""
        return self.app.env

    @property
    def out(self) -> Path:
        """The folder of the output."""
        return self.folder / self.settings.builder

    def read(self, name: str) -> str:
        """Return the text of the file *name* of the output."""
        return (self.out / name).read_text(encoding="utf-8")

    def html(self, docname: str) -> BeautifulSoup:
        """Return the page of a document, parsed."""
        return BeautifulSoup(self.read(f"{docname}.html"), "html.parser")

    def doctree(self, docname: str) -> document:
        """Return a document as it was read, before its references are resolved."""
        return self.env.get_doctree(docname)

    def again(self, **changes: Any) -> BuiltLesson:
        """Build incrementally, like the last time but for *changes*; warnings are expected anew, by default none."""
        settings = self._changed(changes)
        if self.shared and settings.builder == self.settings.builder:
            pytest.fail("Other tests look at this output: build a lesson of your own, or a clean copy.")
        return build_lesson(self.source, self.folder, settings)

    def clean_copy(self, **changes: Any) -> BuiltLesson:
        """Build the same source from nothing, into a folder of its own."""
        number = 1
        while (folder := self.folder.with_name(f"{self.folder.name}-clean-{number}")).exists():
            number += 1
        return build_lesson(self.source, folder, self._changed(changes))

    def _changed(self, changes: Mapping[str, Any]) -> Settings:
        own = {name: changes[name] for name in changes if name in Settings.__dataclass_fields__}
        confoverrides = {name: changes[name] for name in changes if name not in own}
        return replace(
            self.settings,
            **{"warnings": (), **own},
            confoverrides={**self.settings.confoverrides, **confoverrides},
        )


class LessonBuilder:
    """Builds small projects; each gets its own folders in *folder*.

    :param shared: Whether several tests look at what is built.
    """

    def __init__(self, folder: Path, *, shared: bool = False) -> None:
        self._folder = folder
        self._shared = shared
        self._numbers = count(1)

    def __call__(
        self,
        source: Path | Mapping[str, str | bytes],
        builder: str = "html",
        *,
        warnings: tuple[str, ...] | None = (),
        parallel: int = 0,
        tags: tuple[str, ...] = (),
        **confoverrides: Any,
    ) -> BuiltLesson:
        """Build a project.

        :param source: The project: a folder, of which a copy is built, or what its files hold, by their names.  One
            without ``conf.py`` is given one that lists the extension.
        :param warnings: Parts of the warnings that are expected, each of which has to come; ``None``: any may come.
        :param parallel: The number of processes; 0 for one.
        :param confoverrides: Values of ``conf.py``.
        """
        number = next(self._numbers)
        folder = self._folder / f"lesson-{number}"
        _lay_out(source, folder)
        settings = Settings(
            builder=builder, warnings=warnings, parallel=parallel, tags=tags, confoverrides=confoverrides
        )
        return replace(build_lesson(folder, self._folder / f"built-{number}", settings), shared=self._shared)


def _lay_out(source: Path | Mapping[str, str | bytes], folder: Path) -> None:
    if isinstance(source, Path):
        shutil.copytree(source, folder, ignore=shutil.ignore_patterns("_build", "__pycache__"))
    else:
        for name, content in source.items():
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            # Bytes, so that line breaks stay as they are on every system.
            file.write_bytes(content if isinstance(content, bytes) else content.encode())
    conf = folder / "conf.py"
    if not conf.exists():
        conf.write_text(DEFAULT_CONF, encoding="utf-8")


def build_lesson(source: Path, folder: Path, settings: Settings) -> BuiltLesson:
    """Build the lesson in *source* into *folder*; the test fails if its warnings are not those expected."""
    out = folder / settings.builder
    before = _times(out)
    status, warning = StringIO(), StringIO()
    with _own_namespace(source):
        app = Sphinx(
            srcdir=source,
            confdir=source,
            outdir=out,
            doctreedir=folder / "doctrees",
            buildername=settings.builder,
            confoverrides=dict(settings.confoverrides),
            status=status,
            warning=warning,
            tags=settings.tags,
            parallel=settings.parallel,
        )
        app.build()
    warnings = _warnings(strip_colors(warning.getvalue()), source)
    if settings.warnings is not None:
        _check_warnings(warnings, settings.warnings)
    written = frozenset(name for name, time in _times(out).items() if before.get(name) != time)
    return BuiltLesson(source, folder, settings, app, strip_colors(status.getvalue()), warnings, written)


@contextmanager
def _own_namespace(source: Path) -> Iterator[None]:
    """Keep what a build registers with docutils and Sphinx, and where its ``conf.py`` looks, from the next one."""
    path = sys.path.copy()
    # Extensions append to lists of the configuration, and so to Sphinx's own defaults.
    lists = [option.default for option in Config.config_values.values() if isinstance(option.default, list)]
    before = [values.copy() for values in lists]
    try:
        with patch_docutils(source), docutils_namespace():
            yield
    finally:
        sys.path[:] = path
        for values, kept in zip(lists, before, strict=True):
            values[:] = kept
        translators.clear()
        # Sphinx remembers the checksum of each file as long as its process runs.
        _file_checksum_inner.cache_clear()


def _warnings(text: str, source: Path) -> list[str]:
    """Return each warning of *text*; one may go on for several lines."""
    warnings: list[str] = []
    for line in text.replace(f"{source}/", "").splitlines():
        if not warnings or any(level in line for level in _LEVELS):
            warnings.append(line)
        else:
            warnings[-1] += f"\n{line}"
    return warnings


def _check_warnings(warnings: list[str], expected: tuple[str, ...]) -> None:
    surprising = [warning for warning in warnings if not any(part in warning for part in expected)]
    missing = [part for part in expected if not any(part in warning for warning in warnings)]
    if surprising or missing:
        shown = [
            *(f"not expected: {warning}" for warning in surprising),
            *(f"did not come: {part}" for part in missing),
        ]
        pytest.fail("\n".join(["The warnings of the build:", *shown]), pytrace=False)


def _times(folder: Path) -> dict[str, int]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.stat().st_mtime_ns for file in files}

"""Sphinx, as every command runs it."""

from __future__ import annotations

import difflib
import logging as python_logging
import os
import signal
import sys
from contextlib import contextmanager
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from sphinx.application import Sphinx
from sphinx.locale import translators
from sphinx.util import logging
from sphinx.util.docutils import docutils_namespace, patch_docutils

from .command import INTERRUPTED, CommandError
from .loading import all_is_loaded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinx.config import Config

    from .source import Source
    from .warning_stream import WarningStream

#: The tag that asks for what is not finished.
_DRAFT = "draft"

#: What stands for more than itself in a pattern of Sphinx, as what stands for any character.
_ANY = str.maketrans("*[", "??")


class LessonSphinx(Sphinx):
    """Sphinx for a lesson, with or without ``conf.py``.

    :param unread: Folders whose files are not part of the lesson, even if they are in its folder.
    :param settings: Values that replace those of ``conf.py``.
    :param status: Where Sphinx tells what it does; nobody listens by default.
    """

    def __init__(
        self,
        source: Source,
        builder: str,
        output: Path,
        doctrees: Path,
        warnings: WarningStream,
        *,
        unread: Sequence[Path] = (),
        settings: Mapping[str, Any] | None = None,
        tags: Sequence[str] = (),
        status: TextIO | None = None,
        verbosity: int = 0,
        jobs: int = 1,
    ) -> None:
        self._unread = [path.resolve() for path in unread]
        self._heard = warnings
        super().__init__(
            srcdir=source.folder,
            confdir=source.confdir,
            outdir=output,
            doctreedir=doctrees,
            buildername=builder,
            confoverrides={
                **source.settings,
                # Compiled message catalogues would be written beside their sources.
                "gettext_auto_build": False,
                **(settings or {}),
            },
            status=status,
            warning=warnings,  # type: ignore[arg-type]  # all that Sphinx calls is there
            tags=tags,
            verbosity=verbosity,
            parallel=jobs,
        )

    def preload_builder(self, name: str) -> None:
        """Load a builder, and listen from here on: the extensions are loaded, nothing is settled yet.

        :raises CommandError: If there is no such builder.
        """
        if name not in self.registry.builders:
            self._check_builder(name)
        super().preload_builder(name)
        all_is_loaded()
        for handler in python_logging.getLogger(logging.NAMESPACE).handlers:
            if isinstance(handler, logging.WarningStreamHandler):
                # After Sphinx's own filters: only what is shown gets here, and says where it belongs.
                handler.addFilter(lambda record: self._heard.note(record, self))
        self.connect("config-inited", self._settle)

    def _check_builder(self, name: str) -> None:
        known = {*self.registry.builders, *(entry.name for entry in entry_points(group="sphinx.builders"))}
        if name not in known:
            likely = difflib.get_close_matches(name, known, n=1)
            hint = f"did you mean {likely[0]}?" if likely else f"there are {', '.join(sorted(known))}"
            raise CommandError(f"there is no builder {name}; {hint}")

    def _settle(self, _app: Sphinx, config: Config) -> None:
        for folder in self._unread:
            if folder.is_relative_to(self.srcdir):
                # A new list: the one in conf.py may be used for something else too.  Sphinx knows no escapes.
                pattern = folder.relative_to(self.srcdir).as_posix().translate(_ANY)
                config["exclude_patterns"] = [*config.exclude_patterns, pattern]
        if _DRAFT in self.tags and "lesson_show_fixmes" in config:
            config["lesson_show_fixmes"] = _DRAFT


@contextmanager
def sphinx_world(source: Source) -> Iterator[None]:
    """Leave Python, docutils and the lesson's folder as they were, whatever ``conf.py`` and extensions change."""
    bytecode, path, ours = sys.dont_write_bytecode, list(sys.path), os.getpid()
    # To the words of a language, Sphinx adds those of the next one.
    words = dict(translators)

    def interrupt(*_signal: object) -> None:
        if os.getpid() != ours:
            # One of the processes that Sphinx starts: the first one says what there is to say.
            os._exit(INTERRUPTED)
        raise KeyboardInterrupt

    is_default = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if is_default:
        signal.signal(signal.SIGINT, interrupt)
    # Python would leave __pycache__ beside the modules that conf.py imports.
    sys.dont_write_bytecode = True
    try:
        # Without conf.py no docutils.conf is read either: it may name files that docutils would write to.
        with patch_docutils(source.confdir or os.devnull), docutils_namespace():
            yield
    finally:
        if is_default:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        sys.dont_write_bytecode = bytecode
        sys.path[:] = path
        translators.clear()
        translators.update(words)
        _forget_modules(source.folder)


def _forget_modules(folder: Path) -> None:
    """Let the modules of the lesson be imported anew by the next build in this process: they may have changed."""
    root = os.path.join(folder.resolve(), "")  # noqa: PTH118 (there are a thousand modules to compare it with)
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if file is None or name.partition(".")[0] in ("__main__", "sphinx_lesson_ext"):
            continue
        # The folder may hold the environment that Python runs in.
        if os.path.normpath(file).startswith(root) and not Path(file).is_relative_to(sys.prefix):
            del sys.modules[name]

"""Why Sphinx could not do its work: one sentence for whoever asked, and the rest for whoever has to mend it."""

from __future__ import annotations

import traceback
from contextlib import contextmanager
from errno import ENOSPC
from typing import TYPE_CHECKING

from sphinx.errors import ConfigError, ExtensionError, SphinxError

from .command import CommandError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .source import Source

#: The name of the file for what whoever has to mend a failure wants to see.
LOG = "traceback.txt"
#: The extension that lessons of CodeRefinery were made with, and what takes its place.
_BEFORE = "sphinx_lesson"
_REPLACED = f"write '{_BEFORE}_ext', which takes its place"


@contextmanager
def told(source: Source, work: str, log_folder: Path | None = None) -> Iterator[None]:
    """Turn whatever Sphinx, an extension or ``conf.py`` raises into one sentence.

    :param work: What cannot be done with the lesson, such as "read".
    :param log_folder: The folder for the traceback of a failure that is nobody's mistake.
    :raises CommandError: For each of them.
    """
    try:
        yield
    except (CommandError, BrokenPipeError):
        raise
    except ConfigError as error:
        culprit = source.settings_file if source.has_conf else source.folder
        raise CommandError(f"{culprit} cannot be used: {_reason(error, source)}") from error
    except SystemExit as error:
        raise CommandError(f"{source.folder} cannot be {work}: an extension ends Python with sys.exit()") from error
    except Exception as error:
        # Extensions raise what they like.  Ctrl+C breaks Sphinx where it waits for other processes.
        if any(isinstance(cause, KeyboardInterrupt) for cause in _causes(error)):
            raise KeyboardInterrupt from error
        full = next((cause for cause in _causes(error) if isinstance(cause, OSError) and cause.errno == ENOSPC), None)
        if full is not None:
            raise CommandError(f"{source.folder} cannot be {work}: the disk is full") from error
        where = _log(error, log_folder) if log_folder is not None else ""
        raise CommandError(f"{source.folder} cannot be {work}: {_one_line(error)}{where}") from error


def _log(error: Exception, folder: Path) -> str:
    """Write down where *error* comes from, unless it is a message of Sphinx to the author; say where that is."""
    if isinstance(error, SphinxError) and isinstance(error.__cause__, ModuleNotFoundError | None):
        return ""
    file = folder / LOG
    try:
        file.write_text("".join(traceback.format_exception(error)), encoding="utf-8", errors="backslashreplace")
    except OSError:
        return ""
    return f" (more in {file})"


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _reason(error: ConfigError, source: Source) -> str:
    """Return why ``conf.py`` failed: Sphinx's own message holds a whole traceback."""
    cause = error.__cause__
    if cause is None:
        return _one_line(error)
    if isinstance(cause, SystemExit):
        return "it ends Python with sys.exit()"
    conf_file = str(source.settings_file.resolve())
    lines = [frame.lineno for frame in traceback.extract_tb(cause.__traceback__) if frame.filename == conf_file]
    if isinstance(cause, SyntaxError) and not lines:
        return f"line {cause.lineno}: {cause.msg}"
    place = f"line {lines[-1]}: " if lines else ""
    return place + _one_line(cause)


def _one_line(error: BaseException) -> str:
    """Return what *error* says in one line, with its type where that is not one of Sphinx's own."""
    if isinstance(error, ExtensionError) and isinstance(error.orig_exc, ModuleNotFoundError):
        # Sphinx names the extension; what is missing may also be something that it needs.
        name = error.orig_exc.name
        what = _REPLACED if name == _BEFORE else "install it, or do without the extension"
        return f"{' '.join(error.message.split())}, for {name} is not installed; {what}"
    message = " ".join(str(error).split())
    if isinstance(error, ModuleNotFoundError) and (error.name or "").partition(".")[0] == _BEFORE:
        return f"{message}; {_REPLACED}"
    if type(error).__module__.startswith("sphinx."):
        return message
    return f"{type(error).__name__}: {message}" if message else type(error).__name__

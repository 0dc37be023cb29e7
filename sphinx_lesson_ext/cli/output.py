"""Writing what a command made: to a file, whole or not at all, or to standard output."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from sphinx_lesson_ext.report.wording import visible

from .command import CommandError

if TYPE_CHECKING:
    from collections.abc import Iterator


def write_file(content: bytes, file: Path) -> None:
    """Write *content* to *file* so that nobody ever finds half of it.

    :raises CommandError: If it cannot be written.
    """
    try:
        _write_file(content, file)
    except OSError as error:
        raise CommandError(f"{file} cannot be written: {error.strerror}") from error


def _write_file(content: bytes, file: Path) -> None:
    # What a symbolic link names is replaced, not the link.
    file = file.resolve()
    if file.exists() and not file.is_file():
        # A device or a pipe cannot be replaced.
        file.write_bytes(content)
        return
    with replacing(file) as draft:
        with draft.open("xb") as stream:
            stream.write(content)
        if file.exists():
            shutil.copymode(file, draft)


@contextlib.contextmanager
def replacing(file: Path) -> Iterator[Path]:
    """Give the path of a draft that takes the place of *file* in the end, so that nobody ever finds half of it.

    :raises OSError: If *file* cannot be written.
    """
    # It does not begin with the name of the file, which may be as long as a name can be.
    draft = file.with_name(f".lesson-{os.getpid()}")
    # One is there if a command was killed; or if a lesson brings it along, as a link to somewhere else.
    draft.unlink(missing_ok=True)
    try:
        yield draft
        draft.replace(file)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(file)) from error
    finally:
        draft.unlink(missing_ok=True)


def write_stdout(content: bytes) -> None:
    """Write *content* to standard output; a reader that has seen enough, like ``head``, may close it early.

    :raises CommandError: If it cannot be written for another reason.
    """
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except OSError as error:
        discard_stdout()
        if not isinstance(error, BrokenPipeError):
            raise CommandError(f"standard output cannot be written: {error.strerror}") from error


def write_report(report: str, output: str, *, for_people: bool) -> None:
    """Write *report* in UTF-8, or in the encoding of standard output if people are to read it there.

    :param output: A file, or ``-`` for standard output.
    :raises CommandError: If it cannot be written.
    """
    encoding = (sys.stdout.encoding if output == "-" and for_people else None) or "utf-8"
    content = report.encode(encoding, errors="backslashreplace")
    if output == "-":
        write_stdout(content)
    else:
        write_file(content, Path(output))


def writable(text: str, stream: TextIO) -> str:
    """Return *text* with an escape for each character that *stream* has none for."""
    encoding = stream.encoding or "utf-8"
    return text.encode(encoding, errors="backslashreplace").decode(encoding)


def say(text: str) -> None:
    """Write *text*, which a command was asked for, to standard output, as far as that has characters for it.

    :raises CommandError: If it cannot be written.
    """
    write_report(text, "-", for_people=True)


def complain(problem: str) -> None:
    """Tell on standard error what is not as it was asked for."""
    tell(f"lesson: {visible(problem)}\n", sys.stderr)


def tell(text: str, stream: TextIO) -> None:
    """Write *text*, which accompanies the work, at once and as far as *stream* can.

    A reader that has seen enough is no reason to stop, and neither is a disk that has no room for an account of it.
    """
    with contextlib.suppress(OSError):
        stream.write(writable(text, stream))
        stream.flush()


def open_closed_streams() -> None:
    """Discard what is written to standard output and standard error where the command was started without them."""
    if sys.stdout is None:
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 (until Python ends)
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 (until Python ends)


def discard_stdout() -> None:
    """Keep Python from trying once more as it ends (docs.python.org/3/library/signal.html, "Note on SIGPIPE")."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)

"""What a new episode adds to a lesson: a file, and a line in the file that lists the episodes."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .command import CommandError
from .output import write_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Listing:
    """A change to a file that lists the episodes: its new *text*, and the *line* that the new episode is in, from 1."""

    file: Path
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Addition:
    """A new episode.

    :ivar file: Its file.
    :ivar text: What is in it.
    :ivar listing: What else changes; ``None``, where all files are episodes anyway.
    """

    file: Path
    text: str
    listing: Listing | None

    def write(self) -> None:
        """Write both files, or none.

        :raises CommandError: If one cannot be written.
        """
        try:
            # One that is there is left alone.
            file = self.file.open("x", encoding="utf-8", newline="")
            with _undone(self.file), file:
                file.write(self.text)
        except OSError as error:
            raise CommandError(f"{self.file} cannot be written: {error.strerror}") from error
        if self.listing is not None:
            with _undone(self.file):
                write_file(self.listing.text.encode(), self.listing.file)


@contextmanager
def _undone(file: Path) -> Iterator[None]:
    """Remove a new file if what is done fails."""
    try:
        yield
    except BaseException:
        file.unlink()
        raise


def text_of(file: Path) -> str:
    """Return the text of a file with its line ends as they are.

    :raises CommandError: If it cannot be read.
    """
    try:
        return file.read_bytes().decode()
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise CommandError(f"{file} cannot be read: it is not written in UTF-8") from error


def names_in(folder: Path) -> list[str]:
    """Return the name of each file in a folder, without its ending; none, if there is no such folder.

    :raises OSError: If it cannot be looked into.
    """
    return [file.stem for file in sorted(folder.iterdir()) if file.is_file()] if folder.is_dir() else []

"""What a build is doing: one line that changes on a terminal, and a line for each step elsewhere."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, TextIO

from sphinx.util.console import strip_escape_sequences  # type: ignore[attr-defined]  # it is in every version

from sphinx_lesson_ext.report.wording import visible, width_of

from .output import tell, writable

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Goes to the beginning of the line and empties it (ECMA-48: erase in line).
_ERASE = "\r\x1b[K"


class Account:
    """A stream for all that Sphinx tells, shown without colours."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.encoding = stream.encoding

    def write(self, text: str) -> int:
        """Show a piece of it."""
        tell(strip_escape_sequences(text), self._stream)
        return len(text)

    def flush(self) -> None:
        """Show what was written, which it is."""


class Progress:
    """A stream for Sphinx's own account of what it does, of which it shows the step and how far that is."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.encoding = stream.encoding
        self._is_live = stream.isatty() and os.environ.get("TERM") != "dumb"
        self._line = ""
        self._step = ""
        self._shown = ""

    def write(self, text: str) -> int:
        """Take a piece of what Sphinx tells, which is a part of a line."""
        for piece in strip_escape_sequences(text).replace("\r", "\n").splitlines(keepends=True):
            self._line += piece
            self._tell()
            if piece.endswith("\n"):
                self._line = ""
        return len(text)

    def flush(self) -> None:
        """Show what was written, which it is."""

    def clear(self) -> None:
        """Take the line away, so that something else can be shown in its place."""
        if self._shown:
            tell(_ERASE, self._stream)
            self._shown = ""

    def begin(self, step: str) -> None:
        """Show a step of which nobody tells how far it is."""
        if self._is_live:
            self._show(step)
        else:
            tell(f"{step} ...\n", self._stream)

    def _tell(self) -> None:
        step, bracket, rest = self._line.strip().partition("[")
        share, closing, item = rest.partition("%]")
        if not (bracket and closing and share.strip().isdigit() and item):
            return
        step = step.strip(" .")
        if self._is_live:
            self._show(f"{step}  {share.strip():>3} %  {item.strip()}")
        elif step != self._step:
            tell(f"{visible(step)} ...\n", self._stream)
        self._step = step

    def _show(self, text: str) -> None:
        # The last column stays free: some terminals begin a new line once it is used.
        room = shutil.get_terminal_size().columns - 1
        shown = "".join(_that_fit(writable(visible(text), self._stream), room))
        if shown != self._shown:
            tell(f"{_ERASE}{shown}", self._stream)
            self._shown = shown


def _that_fit(text: str, room: int) -> Iterable[str]:
    """Yield the characters of *text* that *room* columns of a terminal hold."""
    for character in text:
        room -= width_of(character)
        if room < 0:
            return
        yield character

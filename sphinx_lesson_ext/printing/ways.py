"""The ways to a PDF: with a browser or with LaTeX, whichever the machine has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .browser import find_browser, print_page
from .errors import PrintingError
from .latex import find_latex, typeset
from .names import PAGE, PAPER

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

_BROWSER, _LATEX = "browser", "latex"

#: What has to be installed for each way, with the one that is tried first in front.
NEEDS: Mapping[str, str] = {
    _BROWSER: "Chromium, Chrome or Edge",
    _LATEX: "LaTeX with latexmk (on Debian and Ubuntu: latexmk, texlive-xetex, texlive-latex-extra)",
}
_FINDERS: Mapping[str, Callable[[], str | None]] = {_BROWSER: find_browser, _LATEX: find_latex}


@dataclass(frozen=True, slots=True)
class Way:
    """A way to a PDF.

    :ivar name: One of :data:`NEEDS`.
    :ivar program: The path of the program that makes it.
    """

    name: str
    program: str

    @property
    def builder(self) -> str:
        """The builder of Sphinx that makes what the program is given."""
        return PAPER if self.name == _BROWSER else _LATEX

    def make(self, built: Path, engine: str, pdf: Path) -> None:
        """Make the PDF of what the builder wrote.

        :param engine: The engine of LaTeX that the lesson is written for.
        :raises PrintingError: If there is none in the end.
        """
        if self.name == _BROWSER:
            print_page(self.program, built, PAGE, pdf)
        else:
            typeset(self.program, built, engine, pdf)


def choose_way(asked: str = "") -> Way:
    """Return the way that was asked for, or the first that this machine can go.

    :raises PrintingError: If there is none; the message says what to install.
    """
    names = [asked] if asked else list(NEEDS)
    for name in names:
        if program := _FINDERS[name]():
            return Way(name, program)
    needed = ", or ".join(NEEDS[name] for name in names)
    raise PrintingError(f"a PDF cannot be made here; install {needed}")

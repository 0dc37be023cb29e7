"""Pictures in LaTeX, which shows PDF, PNG and JPEG alone."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.transforms.post_transforms.images import ImageConverter
from sphinx.util.images import guess_mimetype

from sphinx_lesson_ext.messages import warn
from sphinx_lesson_ext.programs import find_program

from .described import describe

if TYPE_CHECKING:
    import os
    from pathlib import Path

    from sphinx.application import Sphinx

#: What LaTeX shows, with each of its engines.
_SHOWN = frozenset({"application/pdf", "image/png", "image/jpeg"})
#: The program of librsvg that makes PDF of SVG.
_PROGRAM = "rsvg-convert"
#: How long it may take for a picture, in seconds.
_TIME_LIMIT = 60


class ConvertDrawings(ImageConverter):
    """Make PDF of each drawing, where the program for that is installed."""

    # Before those that make pixels of it (200).
    default_priority = 190
    formats = ("latex",)
    conversion_rules = [("image/svg+xml", "application/pdf")]

    def is_available(self) -> bool:
        """Tell whether there is the program."""
        return find_program(_PROGRAM) is not None

    def convert(self, _from: str | os.PathLike[str], _to: str | os.PathLike[str]) -> bool:
        """Convert one; tell whether that was possible."""
        program = find_program(_PROGRAM)
        if program is None:
            return False
        command = [program, "--format=pdf", f"--output={_to}", str(_from)]
        try:
            run = subprocess.run(  # noqa: S603 (the program is not one of the lesson)
                command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_TIME_LIMIT, check=False
            )
        except (OSError, subprocess.TimeoutExpired):
            return False
        return run.returncode == 0


class DescribePictures(SphinxPostTransform):
    """Put its text alternative in the place of each picture that cannot be shown."""

    # After all that can convert pictures.
    default_priority = 250
    formats = ("latex",)

    def run(self, **_kwargs: object) -> None:
        """Look at every picture."""
        for image in list(self.document.findall(nodes.image)):
            kinds = _kinds_of(image, self.env.srcdir)
            if kinds and not kinds & _SHOWN:
                warn(
                    "image-format",
                    "LaTeX cannot show %r, so its text alternative stands in the book; install %s, which makes PDF of "
                    "drawings, or give the picture as PNG too",
                    image["uri"],
                    _PROGRAM,
                    location=image,
                )
                describe(image)


def _kinds_of(image: nodes.image, folder: Path) -> set[str]:
    """Return the formats that there are of a picture in the lesson; none, where that is not known."""
    candidates = image.get("candidates", {"?": ""})
    if "?" in candidates:
        return set()
    if "*" not in candidates:
        return set(candidates)
    kind = guess_mimetype(folder / image["uri"])
    return {kind} if kind else set()


def setup(app: Sphinx) -> None:
    """Register both."""
    app.add_post_transform(ConvertDrawings)
    app.add_post_transform(DescribePictures)

"""Pictures with a variant for the dark colour scheme: the option ``:dark:`` of ``image`` and ``figure``.

The variant is an attribute of the image, which only a theme that knows it looks at; all else shows the picture.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.parsers.rst.directives.images import Image
from sphinx.directives.patches import Figure
from sphinx.util.i18n import search_image_for_language

from sphinx_lesson_ext.messages import warn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import OptionSpec

#: The attribute of an image, and the option: as the author wrote it, then the path in the source folder.
DARK = "dark"


class ImageDirective(Image):
    """docutils' ``image`` with a variant."""

    option_spec: ClassVar[OptionSpec] = {**(Image.option_spec or {}), DARK: directives.uri}

    def run(self) -> list[nodes.Node]:
        """Make the image, and note its variant."""
        return _noted(self.state.document.settings.env, super().run())


class FigureDirective(Figure):
    """Sphinx's ``figure`` with a variant of its picture."""

    option_spec: ClassVar[OptionSpec] = {**(Figure.option_spec or {}), DARK: directives.uri}

    def run(self) -> list[nodes.Node]:
        """Make the figure, and note the variant."""
        return _noted(self.state.document.settings.env, super().run())


def note_dark_variant(env: BuildEnvironment, image: nodes.image) -> None:
    """Let the file that *image* names for the dark scheme be part of the lesson, as Sphinx does with the image itself.

    One that cannot be part of it is told, and forgotten.
    """
    written = str(image[DARK])
    docname = env.current_document.docname
    if "://" in written or written.startswith("data:"):
        path = ""
    else:
        path = env.relfn2path(search_image_for_language(written, env), docname)[0]
        env.note_dependency(path)
    if not path or path.startswith("../") or not os.access(env.srcdir / path, os.R_OK):
        warn(
            "image-dark",
            "there is no file %r to show in the dark colour scheme; name a picture of the lesson, as seen from this "
            "document, or with '/' at the beginning, as seen from the source folder",
            written,
            location=image,
        )
        del image[DARK]
        return
    image[DARK] = path
    env.images.add_file(docname, path)


def _noted(env: BuildEnvironment, made: Iterable[nodes.Node]) -> list[nodes.Node]:
    found = list(made)
    # The image is what was made, or stands in a reference or a figure.
    images = (image for node in found for image in node.findall(nodes.image))
    image = next(images, None)
    if image is not None and DARK in image:
        note_dark_variant(env, image)
    return found


def setup(app: Sphinx) -> None:
    """Put both directives in the place of those that they extend."""
    app.add_directive("image", ImageDirective, override=True)
    app.add_directive("figure", FigureDirective, override=True)

"""Pictures: with a variant for the dark colour scheme, with a caption that says it all, and those that are missing.

The variant, the option ``:dark:`` of ``image`` and ``figure``, is an attribute of the image, which only a theme that
knows it looks at; all else shows the picture.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import quote

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.parsers.rst.directives.images import Image
from sphinx.directives.patches import Figure
from sphinx.transforms import SphinxTransform
from sphinx.util.i18n import search_image_for_language

from sphinx_lesson_ext.messages import warn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import OptionSpec

#: The attribute of an image, and the option: as the author wrote it, then the path in the source folder.
DARK = "dark"
#: The attribute of an image whose author gave no text alternative: what it has is empty, or what its caption says.
NO_ALTERNATIVE = "no-alternative"
#: The attribute of an image that has no file, which its author has been told; its value is this where the file would be
#: outside of the lesson, so that not even its address is shown.
MISSING, OUTSIDE = "missing", "outside"


class missing_image(nodes.inline):  # noqa: N801 (docutils names nodes in lower case)
    """The place of an image that cannot be found: its text alternative and, where it has an address, that."""


class said_text(nodes.inline):  # noqa: N801
    """Text that is said already, by the text alternative of the image that it explains: nobody is to hear it twice."""


class ReplaceMissing(SphinxTransform):
    """Put something else in the place of images that have no file, before Sphinx would look for that."""

    # After what authors wrote of them was looked at (600), before the domains read the document (850).
    default_priority = 845

    def apply(self, **_kwargs: object) -> None:
        """Replace each."""
        for image in list(self.document.findall(nodes.image)):
            if MISSING in image:
                place = missing_image("", image.get("alt", ""), classes=["missing-image"], ids=image["ids"])
                place.source, place.line = image.source, image.line
                place[NO_ALTERNATIVE] = image.get(NO_ALTERNATIVE, False)
                if image[MISSING] != OUTSIDE:
                    place["uri"] = image["uri"]
                image.replace_self(place)


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


def _visit_missing_image(self: Any, node: missing_image) -> None:
    if "uri" not in node:
        self.visit_inline(node)
        return
    self.body.append(self.emptytag(node, "img", "", src=quote(node["uri"], safe="/:%"), alt=node.astext()))
    raise nodes.SkipNode


def _depart_missing_image(self: Any, node: missing_image) -> None:
    self.depart_inline(node)


def _visit_said_text(self: Any, node: said_text) -> None:
    self.body.append(self.starttag(node, "span", "", **{"aria-hidden": "true"}))


def _depart_said_text(self: Any, _node: said_text) -> None:
    self.body.append("</span>")


def setup(app: Sphinx) -> None:
    """Register the nodes, and put both directives in the place of those that they extend."""
    app.add_transform(ReplaceMissing)
    app.add_node(missing_image, html=(_visit_missing_image, _depart_missing_image))
    app.add_node(said_text, html=(_visit_said_text, _depart_said_text))
    app.add_directive("image", ImageDirective, override=True)
    app.add_directive("figure", FigureDirective, override=True)

"""Images with their size in the page, so that nothing jumps while they load."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.images import get_image_size

from .sizes import percent, pixels, width_class

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: Put on images whose size is that of the file: Sphinx would take them for scaled ones, and link to the full size.
_NO_LINK = "no-scaled-link"


class SizeImages(SphinxPostTransform):
    """Write width and height of each local image, and let those below the first load when they are needed."""

    # After translated and remote images are settled.
    default_priority = 750
    formats = ("html",)

    def run(self, **_kwargs: object) -> None:
        """Size each image and figure."""
        for figure in self.document.findall(nodes.figure):
            _set_figure_width(figure)
        for position, image in enumerate(self.document.findall(nodes.image)):
            if position:
                image.setdefault("loading", "lazy")
            self._set_size(image)

    def _set_size(self, image: nodes.image) -> None:
        wanted_width, wanted_height = image.get("width", ""), image.get("height", "")
        if "scale" not in image and not wanted_width and not wanted_height:
            image["classes"].append(_NO_LINK)
        share = percent(wanted_width) if wanted_width.endswith("%") else None
        if share is not None:
            image["classes"].append(width_class(share))
            del image["width"]
        natural = get_image_size(self.env.srcdir / image["uri"]) if _is_local(image) else None
        size = _fitted(natural, pixels(wanted_width), pixels(wanted_height))
        for name, value in zip(("width", "height"), size, strict=True):
            image.attributes.pop(name, None)
            if value:
                image[name] = str(value)


def _is_local(image: nodes.image) -> bool:
    return "://" not in image["uri"] and not image["uri"].startswith("data:")


def _fitted(natural: tuple[int, int] | None, width: int | None, height: int | None) -> tuple[int | None, int | None]:
    """Return width and height in pixels: what the author asked for, the rest in the proportion of the file."""
    if natural is None or not all(natural) or (width and height):
        return width, height
    if width:
        return width, round(width * natural[1] / natural[0])
    if height:
        return round(height * natural[0] / natural[1]), height
    return natural


def _set_figure_width(figure: nodes.figure) -> None:
    share = percent(figure.attributes.pop("width", ""))
    if share is not None:
        figure["classes"].append(width_class(share))


def setup(app: Sphinx) -> None:
    """Register the sizes."""
    app.add_post_transform(SizeImages)

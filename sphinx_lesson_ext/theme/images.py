"""Images with their size in the page, so that nothing jumps while they load."""

from __future__ import annotations

import mimetypes
import posixpath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from docutils import nodes
from sphinx.util.images import get_image_size

from .sizes import percent, pixels, width_class

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sphinx.application import Sphinx

#: Put on images whose size is that of the file: Sphinx would take them for scaled ones, and link to the full size.
_NO_LINK = "no-scaled-link"


class sized_image(nodes.image):  # noqa: N801 (docutils names nodes in lower case)
    """An image whose ``width`` and ``height``, where they are known, are whole pixels."""


def size_images(images: Iterable[nodes.image], folder: Path) -> None:
    """Write width and height of each local image, and let those below the first load when they are needed.

    :param folder: The folder that the addresses of local images begin in.
    """
    for position, original in enumerate(images):
        if (mimetypes.guess_type(original["uri"])[0] or "image/").startswith("image/"):
            image = sized_image(original.rawsource, **original.attributes)
            image.source, image.line = original.source, original.line
            original.parent[original.parent.index(original)] = image
            if position:
                image.setdefault("loading", "lazy")
            _set_size(image, folder)


def size_figures(figures: Iterable[nodes.figure]) -> None:
    """Write the width of each figure as a class."""
    for figure in figures:
        share = percent(figure.attributes.pop("width", ""))
        if share is not None:
            figure["classes"].append(width_class(share))


def _set_size(image: sized_image, folder: Path) -> None:
    wanted_width, wanted_height = image.attributes.pop("width", ""), image.attributes.pop("height", "")
    scale = image.attributes.pop("scale", 100) / 100
    if scale == 1 and not wanted_width and not wanted_height:
        image["classes"].append(_NO_LINK)
    share = percent(wanted_width) if wanted_width.endswith("%") else None
    if share is not None:
        image["classes"].append(width_class(share))
    natural = get_image_size(folder / image["uri"]) if _is_local(image) else None
    size = _fitted(natural, pixels(wanted_width), pixels(wanted_height))
    for name, value in zip(("width", "height"), size, strict=True):
        if value:
            image[name] = str(round(value * scale))


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


def _visit_image(self: Any, node: sized_image) -> None:
    # Docutils' own visitor writes sizes as attributes or as ``style``, depending on its version.
    if node["uri"] in self.builder.images:
        node["uri"] = posixpath.join(self.builder.imgpath, quote(self.builder.images[node["uri"]]))
    attributes = {name: node[name] for name in ("width", "height", "loading") if name in node}
    attributes["class"] = f"align-{node['align']}" if "align" in node else ""
    is_inline = isinstance(node.parent, nodes.TextElement) and not isinstance(node.parent, nodes.reference)
    image = self.emptytag(
        node, "img", "" if is_inline else "\n", src=node["uri"], alt=node.get("alt", node["uri"]), **attributes
    )
    self.body.append(image)


def _depart_image(_self: Any, _node: sized_image) -> None:
    pass


def setup(app: Sphinx) -> None:
    """Register the sizes."""
    app.add_node(sized_image, html=(_visit_image, _depart_image))

"""Images with their size in the page, so that nothing jumps while they load."""

from __future__ import annotations

import mimetypes
import posixpath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from docutils import nodes
from sphinx.util.images import get_image_size

from sphinx_lesson_ext.blocks.pictures import DARK

from .sizes import percent, pixels, width_class

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sphinx.application import Sphinx

#: Put on images whose size is that of the file: Sphinx would take them for scaled ones, and link to the full size.
_NO_LINK = "no-scaled-link"
#: Put on what is shown in one colour scheme only.
_ONLY_LIGHT, _ONLY_DARK = "only-light", "only-dark"


class sized_image(nodes.image):  # noqa: N801 (docutils names nodes in lower case)
    """An image whose ``width`` and ``height``, where they are known, are whole pixels.

    Its variant for the dark scheme, if it has one, is its child: what holds an image may hold just one.
    """


def size_images(images: Iterable[nodes.image], folder: Path) -> None:
    """Write width and height of each local image, and let those below the first load when they are needed.

    :param folder: The folder that the addresses of local images begin in.
    """
    for position, original in enumerate(images):
        if (mimetypes.guess_type(original["uri"])[0] or "image/").startswith("image/"):
            image = sized_image(original.rawsource, **original.attributes)
            image.source, image.line = original.source, original.line
            original.parent[original.parent.index(original)] = image
            if DARK in image:
                _add_dark_variant(image, folder)
            if position:
                image.setdefault("loading", "lazy")
            _set_size(image, folder)


def _add_dark_variant(image: sized_image, folder: Path) -> None:
    """Let two pictures take turns; only the one that is shown is loaded."""
    path = image.attributes.pop(DARK)
    if image["ids"]:
        # What leads here leads to a place that is always there.
        place = image.parent if isinstance(image.parent, nodes.reference) else image
        place.parent.insert(place.parent.index(place), nodes.target("", "", ids=image["ids"]))
    image["ids"], image["loading"] = [], "lazy"
    # No link to the full picture: it would be that of one scheme.
    image["classes"].append(_NO_LINK)
    dark = sized_image("", **image.attributes)
    dark["uri"], dark["candidates"] = path, {"*": path}
    image["classes"].append(_ONLY_LIGHT)
    dark["classes"].append(_ONLY_DARK)
    _set_size(dark, folder)
    image += dark


def shape_figures(figures: Iterable[nodes.figure]) -> None:
    """Write the width of each figure as a class, and let its caption come and go with its picture."""
    for figure in figures:
        picture = figure.next_node(nodes.image)
        if picture is not None:
            figure["classes"] += [name for name in (_ONLY_LIGHT, _ONLY_DARK) if name in picture["classes"]]
        share = percent(figure.attributes.pop("width", ""))
        if share is not None:
            figure["classes"].append(width_class(share))


def _set_size(image: sized_image, folder: Path) -> None:
    wanted_width, wanted_height = image.attributes.pop("width", ""), image.attributes.pop("height", "")
    scale = image.attributes.pop("scale", 100) / 100
    if scale == 1 and not wanted_width and not wanted_height and _NO_LINK not in image["classes"]:
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
    place = node.parent.parent if isinstance(node.parent, sized_image) else node.parent
    is_inline = isinstance(place, nodes.TextElement) and not isinstance(place, nodes.reference)
    image = self.emptytag(
        node, "img", "" if is_inline else "\n", src=node["uri"], alt=node.get("alt", node["uri"]), **attributes
    )
    self.body.append(image)


def _depart_image(_self: Any, _node: sized_image) -> None:
    pass


def setup(app: Sphinx) -> None:
    """Register the sizes."""
    app.add_node(sized_image, html=(_visit_image, _depart_image))

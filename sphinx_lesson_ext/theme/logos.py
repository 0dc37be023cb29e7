"""The lesson's logo, with its size, so that nothing jumps while it loads."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from sphinx.util.images import get_image_size

from sphinx_lesson_ext.web import absolute_address, is_web_address

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx.config import Config

#: The height of the logo in the header in pixels, and how many times that it is wide at most.
_HEIGHT, _WIDEST = 30, 8


class Logo(NamedTuple):
    """A picture for the header: its file, the class of its colour scheme (if it has one), its size in pixels."""

    path: str
    classes: str
    width: int
    height: int


def logos_of(config: Config, folder: Path, options: Mapping[str, Any]) -> tuple[Logo, ...]:
    """Return the lesson's logo; if there is one for each colour scheme, both.

    :param folder: The folder of ``conf.py``.
    """
    return tuple(_logos(config.html_logo, options.get("logo_dark", ""), folder))


def picture_address(config: Config) -> str:
    """Return where the logo is on the web, for those who show links with pictures; nothing, if they cannot."""
    logo = config.html_logo or ""
    if logo.lower().endswith(".svg"):
        return ""
    if is_web_address(logo):
        return str(logo)
    return absolute_address(config.html_baseurl, f"_static/{quote(Path(logo).name)}") if logo else ""


def _logos(light: str | None, dark: str, folder: Path) -> Iterator[Logo]:
    if light and "://" in light:
        yield Logo(light, "only-light" if dark else "", 0, _HEIGHT)
    elif light:
        yield _logo(light, folder, "only-light" if dark else "")
    if dark:
        yield _logo(dark, folder, "only-dark")


def _logo(path: str, folder: Path, classes: str) -> Logo:
    width, height = get_image_size(folder / path) or (0, 0)
    shown = min(round(width * _HEIGHT / height), _WIDEST * _HEIGHT) if width > 0 and height > 0 else 0
    return Logo(f"_static/{Path(path).name}", classes, shown, _HEIGHT)

"""Addresses in raw HTML, which authors write for where their file lies: the page lies at the root of the site."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from docutils import nodes

from sphinx_lesson_ext.destinations import flattened, without_suffix
from sphinx_lesson_ext.lesson.raw_html import adapt_html

from .files import SUFFIXES

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def flat_address(address: str) -> str:
    """Return an address as it is on the site: ``reference.html#map`` for ``../learners/reference.md#map``."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return address
    path = flattened(parts.path)
    if path.endswith(SUFFIXES):
        path = f"{without_suffix(path)}.html"
    return parts._replace(path=path or ".").geturl()


def flatten_addresses(app: Sphinx, document: nodes.document) -> None:
    """Change the addresses in the raw HTML of a document (event ``doctree-read``)."""
    if not app.config.lesson_workbench:
        return
    for raw in document.findall(nodes.raw):
        if "html" in raw.get("format", "").split():
            written = raw.astext()
            html = adapt_html(written, str, flat_address)
            if html != written:
                raw[:] = [nodes.Text(html)]


def setup(app: Sphinx) -> None:
    """Take part in the build."""
    # Before pages are copied into others.
    app.connect("doctree-read", flatten_addresses, priority=200)

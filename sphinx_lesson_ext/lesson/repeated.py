"""Warnings about copies, which are given where the original stands: nobody needs them a second time."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.logging import NAMESPACE, get_node_location

from .copies import is_copy

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class DropRepeated(logging.Filter):
    """Lets all pass that does not tell of a copy."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Tell whether to give a warning; one from another process has words as its location."""
        location = getattr(record, "location", None)
        return not is_copy(get_node_location(location) if isinstance(location, nodes.Node) else str(location))


def drop_repeated(_app: Sphinx) -> None:
    """Ask Sphinx not to give such warnings (event ``builder-inited``)."""
    for handler in logging.getLogger(NAMESPACE).handlers:
        # First of all: another of the filters counts what it lets pass, for ``-W``.
        handler.filters.insert(0, DropRepeated())


def setup(app: Sphinx) -> None:
    """Take part in the build."""
    app.connect("builder-inited", drop_repeated)

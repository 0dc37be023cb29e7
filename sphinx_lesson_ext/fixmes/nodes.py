"""The node of a FIXME inside a running text."""

from __future__ import annotations

from docutils import nodes


class fixme_text(nodes.inline):  # noqa: N801 (docutils names nodes in lower case)
    """A part of a text that a marker belongs to, with its brackets and one of the blanks around it.

    What is left without it reads as if it had never been there, so it can be hidden as a whole.  As it is an inline,
    every builder can write it.
    """

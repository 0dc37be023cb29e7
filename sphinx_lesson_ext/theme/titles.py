"""Titles as plain text, for contents."""

from __future__ import annotations

from docutils import nodes

from sphinx_lesson_ext.locales import text_direction

#: What holds text that runs from left to right apart from what is around it (https://www.unicode.org/reports/tr9/).
_BEGIN, _END = "\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


def plain_title(title: nodes.Node, language: str) -> str:
    """Return the words of a title.  Code in it stays from left to right: elsewhere ``>>`` would be shown as ``<<``.

    :param language: That of the page.
    """
    return _words(title) if text_direction(language) == "rtl" else title.astext()


def _words(node: nodes.Node) -> str:
    if isinstance(node, nodes.literal):
        return f"{_BEGIN}{node.astext()}{_END}"
    return "".join(map(_words, node.children)) if isinstance(node, nodes.Element) else node.astext()

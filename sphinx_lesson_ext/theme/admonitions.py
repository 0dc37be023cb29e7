"""Docutils' own admonitions with the anatomy of lesson blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.locale import admonitionlabels

from .icons import ADMONITION_ICONS

if TYPE_CHECKING:
    from collections.abc import Iterable


def title_admonitions(admonitions: Iterable[nodes.Element]) -> list[nodes.Element]:
    """Give admonitions such as ``note`` a title that is a node, so that it can have an icon; return them.

    HTML writes the title of these itself.  As general admonitions, with the same classes, they are written alike.
    """
    titled: list[nodes.Element] = []
    for original in admonitions:
        name = original.tagname
        if name in ADMONITION_ICONS:
            title = nodes.title("", str(admonitionlabels[name]))
            general = nodes.admonition("", title, *original.children, **original.attributes)
            general["classes"] = [name, *original["classes"]]
            general["lesson-icon"] = ADMONITION_ICONS[name]
            original.replace_self(general)
            titled.append(general)
        elif type(original) is nodes.admonition:
            # One that its author gave a title is told apart by that.
            original["classes"].append("admonition-plain")
            titled.append(original)
    return titled

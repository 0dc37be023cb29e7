"""Tabs: the divs ``tab`` and ``group-tab``, one tab for each heading.

Without JavaScript, and in print, every panel stands under its heading.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinx_lesson_ext.i18n import translate as _
from sphinx_lesson_ext.kinds import CONTAINERS

from .assets import use_part

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx.application import Sphinx

#: The class of tabs whose choice holds for the whole site.
_GROUP = "group-tab"
#: The classes of tabs that other extensions make, and draw by themselves.
_OTHERS = frozenset({"sd-tab-set", "sphinx-tabs"})


class lesson_tabs(nodes.General, nodes.Element):  # noqa: N801 (docutils names nodes in lower case)
    """Several panels of which one is shown; ``group`` tells whether the choice holds for the whole site."""


class lesson_panel(nodes.General, nodes.Element):  # noqa: N801
    """A panel: its heading, then its content."""


def make_tabs(document: nodes.document, containers: Iterable[nodes.container]) -> None:
    """Make tabs of those containers that hold some, and load what the page's tabs need."""
    for container in containers:
        classes = set(container["classes"])
        if classes & _OTHERS:
            use_part(document, "other-tabs")
        if classes & CONTAINERS and (panels := _panels(container)):
            use_part(document, "tabs")
            before = container.children[: container.index(panels[0][0])]
            tabs = lesson_tabs("", *(_panel(document, *panel) for panel in panels), group=_GROUP in classes)
            tabs["classes"], tabs["ids"] = container["classes"], container["ids"]
            container.parent[container.parent.index(container)] = tabs
            tabs.parent.insert(tabs.parent.index(tabs), before)


def _panels(container: nodes.container) -> list[Sequence[nodes.Node]]:
    """Return what stands under each of the highest headings of a container, with the heading; before them, nothing."""
    headings = [child for child in container.children if isinstance(child, nodes.rubric)]
    highest = min((heading.get("level", 1) for heading in headings), default=1)
    starts = [container.index(heading) for heading in headings if heading.get("level", 1) == highest]
    ends = [*starts[1:], len(container.children)]
    return [container.children[start:end] for start, end in zip(starts, ends, strict=False)]


def _panel(document: nodes.document, *content: nodes.Node) -> lesson_panel:
    panel = lesson_panel("", *content)
    document.set_id(panel, suggested_prefix="panel")
    return panel


def _visit_tabs(self: Any, node: lesson_tabs) -> None:
    choice = {"data-group": ""} if node["group"] else {}
    self.body.append(self.starttag(node, "div", CLASS="tabs", **choice))
    bar = {"role": "tablist", "aria-label": _("Tabs")}
    self.body.append(self.starttag(nodes.inline(), "div", CLASS="tab-list scripted lesson-chrome", **bar))
    for panel in node.findall(lesson_panel):
        if panel.parent is not node:
            continue  # one of tabs within these
        tab = {"type": "button", "role": "tab", "aria-controls": panel["ids"][0]}
        self.body.append(self.starttag(nodes.inline(), "button", "", **tab))
        self.body.append(self.encode(panel.children[0].astext()))
        self.body.append("</button>\n")
    self.body.append("</div>\n")


def _depart(self: Any, _node: nodes.Element) -> None:
    self.body.append("</div>\n")


def _visit_panel(self: Any, node: lesson_panel) -> None:
    self.body.append(self.starttag(node, "div", CLASS="tab-panel"))


def setup(app: Sphinx) -> None:
    """Register the nodes."""
    app.add_node(lesson_tabs, html=(_visit_tabs, _depart))
    app.add_node(lesson_panel, html=(_visit_panel, _depart))

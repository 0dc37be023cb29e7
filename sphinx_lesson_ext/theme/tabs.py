"""Tabs, in whatever syntax they were written, drawn in one way.

Without JavaScript, and in print, every panel stands under its heading.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinx_lesson_ext.blocks.nodes import DEEPEST_HEADING, heading_level
from sphinx_lesson_ext.i18n import translate as _

from .assets import use_part
from .tab_syntaxes import read_tabs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx

    from .tab_syntaxes import Panel


class lesson_tabs(nodes.General, nodes.Element):  # noqa: N801 (docutils names nodes in lower case)
    """Several panels of which one is shown."""


class lesson_panel(nodes.General, nodes.Element):  # noqa: N801
    """A panel: its heading, then its content.

    Attributes: ``choices`` (the names that its choice has on the whole site; none where it holds for these tabs only)
    and ``selected`` (whether the author wants it shown at the start).
    """


def make_tabs(document: nodes.document, containers: Iterable[nodes.container]) -> None:
    """Make tabs of those containers that hold some, and load what the page's tabs need."""
    for container in containers:
        tab_set = read_tabs(container)
        if tab_set is None:
            continue
        use_part(document, "tabs")
        tabs = lesson_tabs(ids=container["ids"], classes=list(tab_set.classes))
        place = container.parent.index(container)
        container.parent[place : place + 1] = [*tab_set.before, tabs]
        for panel in tab_set.panels:
            _add_panel(document, tabs, panel)


def _add_panel(document: nodes.document, tabs: lesson_tabs, panel: Panel) -> None:
    # The heading is hidden where there are tabs, so links that lead to it lead to the panel.
    node = lesson_panel(ids=list(panel.ids), classes=list(panel.classes))
    node["choices"], node["selected"] = panel.names, panel.selected
    heading = nodes.rubric("", "", *panel.title, classes=["tab-title", "lesson-block-title"])
    node += [heading, *panel.content]
    tabs += node
    heading["heading-level"] = min(heading_level(heading), DEEPEST_HEADING)
    for identifier in panel.ids:
        document.ids[identifier] = node
    if not panel.ids:
        document.set_id(node, suggested_prefix="panel")


def _visit_tabs(self: Any, node: lesson_tabs) -> None:
    self.body.append(self.starttag(node, "div", CLASS="tabs"))
    bar = {"role": "tablist", "aria-label": _("Tabs")}
    self.body.append(self.starttag(nodes.inline(), "div", CLASS="tab-list scripted lesson-chrome", **bar))
    for panel in node.children:
        assert isinstance(panel, lesson_panel)
        _write_tab(self, panel)
    self.body.append("</div>\n")


def _write_tab(self: Any, panel: lesson_panel) -> None:
    tab = {"type": "button", "role": "tab", "aria-controls": panel["ids"][0]}
    if panel["selected"]:
        tab["aria-selected"] = "true"
    if panel["choices"]:
        tab["data-choices"] = json.dumps(panel["choices"], ensure_ascii=False)
    self.body.append(self.starttag(nodes.inline(), "button", "", **tab))
    title = panel.children[0]
    assert isinstance(title, nodes.rubric)
    for part in _copied(title):
        part.walkabout(self)
    self.body.append("</button>\n")


def _copied(title: nodes.Element) -> Iterator[nodes.Node]:
    """Copy what stands in a title, without ids and links: a button can hold none, and an id is there once."""
    for child in title.children:
        if not isinstance(child, nodes.Element):
            yield child.copy()
        elif isinstance(child, nodes.reference | nodes.target):
            yield from _copied(child)
        elif not isinstance(child, nodes.footnote_reference | nodes.citation_reference):
            copy = child.copy()
            copy["ids"] = []
            copy += list(_copied(child))
            yield copy


def _depart(self: Any, _node: nodes.Element) -> None:
    self.body.append("</div>\n")


def _visit_panel(self: Any, node: lesson_panel) -> None:
    self.body.append(self.starttag(node, "div", CLASS="tab-panel"))


def setup(app: Sphinx) -> None:
    """Register the nodes."""
    app.add_node(lesson_tabs, html=(_visit_tabs, _depart))
    app.add_node(lesson_panel, html=(_visit_panel, _depart))

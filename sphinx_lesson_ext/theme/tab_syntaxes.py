"""Every syntax of tabs, read into one form.

Extensions that have directives for tabs are never imported: their nodes are known by their classes and tags, as they
are when Sphinx has run the extensions' own transforms.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

from sphinx_lesson_ext.kinds import CONTAINERS, TAB, TAB_SET

from .choices import names_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

#: The groups in which sphinx-design puts tabs whose author names none.
_COMMON_GROUPS = frozenset({"", "tab", "code"})
#: How the classes begin that extensions give their tabs.
_CLASSES_OF_OTHERS = ("sd-", "sphinx-tabs")


class Panel(NamedTuple):
    """A panel of tabs.

    :ivar title: What stands on the tab.
    :ivar content: What it holds, without the title.
    :ivar names: What its choice is known by on the whole site; empty where it holds for these tabs only.
    :ivar ids: What links to the panel lead to.
    :ivar classes: The author's own.
    :ivar selected: Whether the author wants it shown at the start.
    """

    title: Sequence[nodes.Node]
    content: Sequence[nodes.Node]
    names: tuple[str, ...] = ()
    ids: Sequence[str] = ()
    classes: Sequence[str] = ()
    selected: bool = False


class TabSet(NamedTuple):
    """Panels of which one is shown.

    :ivar before: What stands before the first of them.
    :ivar classes: The author's own, and those of a div of the Workbench.
    """

    panels: Sequence[Panel]
    before: Sequence[nodes.Node] = ()
    classes: Sequence[str] = ()


def read_tabs(container: nodes.container) -> TabSet | None:
    """Return the tabs that *container* is made of, or ``None``."""
    # Parts of other tabs have classes of their own, such as "group-tab", but no plain container.
    names = [name for name in container["classes"] if name in _READERS] if type(container) is nodes.container else []
    tabs = _READERS[names[0]](container) if names else None
    return tabs if tabs and tabs.panels else None


def _read_headings(container: nodes.container) -> TabSet:
    """Read a div: what stands under each of its highest headings is a panel."""
    headings = [child for child in container.children if isinstance(child, nodes.rubric)]
    highest = min((heading.get("level", 1) for heading in headings), default=1)
    titles = [heading for heading in headings if heading.get("level", 1) == highest]
    ends = [*map(container.index, titles), len(container.children)]
    is_group = "group-tab" in container["classes"]
    panels = [
        Panel(
            title.children,
            container.children[start + 1 : end],
            names=names_of(title.astext()) if is_group else (),
            ids=title["ids"],
            classes=title["classes"],
        )
        for title, (start, end) in zip(titles, pairwise(ends), strict=True)
    ]
    return TabSet(panels, container.children[: ends[0]], container["classes"])


def _read_labels(container: nodes.container) -> TabSet:
    """Read tabs of sphinx-design: of each, a button, a label and the content follow each other."""
    panels: list[Panel] = []
    before: list[nodes.Node] = []
    parts = iter(_elements(container))
    for part in parts:
        if part.tagname != "sd_tab_input":
            before.append(part)
            continue
        label, content = next(parts), next(parts)
        panels.append(
            Panel(
                label.children,
                content.children,
                names=_names_of_label(label),
                ids=[name for name in (*label["ids"], *content["ids"]) if name != label.get("aria_controls")],
                classes=_own_classes(content),
                # One is always marked: the first, if the author asks for none.
                selected=bool(part["checked"]) and bool(panels),
            )
        )
    return TabSet(panels, before, _own_classes(container))


def _names_of_label(label: nodes.Element) -> tuple[str, ...]:
    if "sync_id" not in label:
        return ()
    group = label.get("sync_group", "")
    return names_of(label.astext(), label["sync_id"], "" if group in _COMMON_GROUPS else group)


def _read_lists(container: nodes.container) -> TabSet:
    """Read tabs of sphinx-tabs: a list of titles, then the content of each."""
    parts = _elements(container)
    titles = [title for part in parts if part.get("role") == "tablist" for title in _elements(part)]
    contents = [part for part in parts if part.get("role") == "tabpanel"]
    if len(titles) != len(contents):
        return TabSet(())
    panels = [
        Panel(title.children, content.children, names_of(title.astext()) if "group-tab" in title["classes"] else ())
        for title, content in zip(titles, contents, strict=True)
    ]
    before = [part for part in parts if part.get("role") not in {"tablist", "tabpanel"}]
    return TabSet(panels, before, _own_classes(container))


def _read_directives(container: nodes.container) -> TabSet:
    """Read tabs of the extension's own directives: each holds its title and the content."""
    parts = _elements(container)
    tabs = [(part, part.children[0]) for part in parts if TAB in part["classes"]]
    panels = [
        Panel(title.children, part.children[1:], names_of(title.astext()) if part["is_group"] else ())
        for part, title in tabs
    ]
    return TabSet(panels, [part for part in parts if TAB not in part["classes"]])


def _elements(parent: nodes.Element) -> list[nodes.Element]:
    return [child for child in parent.children if isinstance(child, nodes.Element)]


def _own_classes(element: nodes.Element) -> list[str]:
    """Return the classes of *element* that are its author's."""
    return [name for name in element["classes"] if not name.startswith(_CLASSES_OF_OTHERS)]


_READERS: Mapping[str, Callable[[nodes.container], TabSet]] = {
    **dict.fromkeys(CONTAINERS, _read_headings),
    "sd-tab-set": _read_labels,
    "sphinx-tabs": _read_lists,
    TAB_SET: _read_directives,
}

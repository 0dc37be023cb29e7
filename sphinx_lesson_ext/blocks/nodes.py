"""The nodes of a lesson, and how the few that differ from docutils' are written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinx_lesson_ext.i18n import translate as _
from sphinx_lesson_ext.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

    from sphinx_lesson_ext.kinds import BlockKind

#: HTML has no heading below this level.
DEEPEST_HEADING = 6
#: The class of what a page shows but no author wrote into it.
CHROME = "lesson-chrome"
#: The attribute of a translated term: how its author wrote it, which references to it may still say.
WRITTEN = "written"
#: The attribute of a heading that is shown at a lower level than it was written: by how many.
LOWERED = "lowered"


class lesson_block(nodes.admonition):  # noqa: N801 (docutils names nodes in lower case)
    """A block of a lesson: an admonition, so every builder and theme knows what to do with it.

    Attributes: ``kind`` (a name in :data:`~sphinx_lesson_ext.kinds.KINDS`), ``spelling`` (as the author wrote it),
    ``heading`` (the author's title as plain text, or empty), ``minutes`` (a number, where the author gave one),
    ``collapsible`` (``closed`` or ``open``, where HTML shows a ``<details>``; Sphinx's own attribute), and for a FIXME
    ``owner`` and ``issue``.  Its first child is a :class:`lesson_block_title`.
    """


class lesson_block_title(nodes.title):  # noqa: N801
    """The title line of a block: the kind's word, the author's title, the minutes, each an inline of its own class."""


class task_checkbox(nodes.inline):  # noqa: N801
    """The box of an item of a task list; ``checked`` says whether it is done.  Its text is what other formats show."""


class struck_text(nodes.inline):  # noqa: N801
    """Text that is no longer true: crossed out in HTML, plain elsewhere."""


class lettered_list(nodes.enumerated_list):  # noqa: N801
    """A list with letters or Roman numerals, which HTML says without a style sheet too."""


class levelled_title(nodes.title):  # noqa: N801
    """The title of a section in a document that skips levels above it: ``skipped`` tells how many."""


class rule(nodes.General, nodes.Element):  # noqa: N801
    """A rule, as docutils' ``transition``, but wherever an author puts it."""


class bare_text(nodes.inline):  # noqa: N801
    """Text between tags of raw HTML that is no paragraph."""


class lesson_list(nodes.General, nodes.Element):  # noqa: N801
    """The place of a list that is filled when the page is written.

    Attributes: ``list`` (a name in :data:`~sphinx_lesson_ext.kinds.LISTS`) and ``options`` (what the author chose).
    """


def kind_of(block: lesson_block) -> BlockKind:
    """Return the kind of *block*."""
    return KINDS[block["kind"]]


def ancestors(node: nodes.Node) -> Iterator[nodes.Element]:
    """Yield the elements around *node*, from the innermost."""
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def plain_text(element: nodes.Element) -> str:
    """Return what docutils' ``astext`` returns, which looks for backslashes in every text: there hardly are any."""
    parts = []
    for child in element.children:
        if isinstance(child, nodes.Text):
            parts.append(child if "\0" not in child else child.astext())
        elif child.__class__.astext is nodes.Element.astext:
            parts.append(plain_text(child))  # type: ignore[arg-type]  # it is an element
        else:
            parts.append(child.astext())
    return element.child_text_separator.join(parts)


def kinds_around(node: nodes.Node) -> Iterator[str]:
    """Yield the kinds of the blocks around *node*, from the innermost."""
    return (parent["kind"] for parent in ancestors(node) if isinstance(parent, lesson_block))


def is_within(node: nodes.Node, kind: str) -> bool:
    """Tell whether *node* stands in a block of *kind*, at whatever depth."""
    return kind in kinds_around(node)


def heading_level(node: nodes.Node) -> int:
    """Return the level of a heading that stands in *node*: one more than that of the section or block around it.

    A block that collapses does not count: its ``<summary>`` is no heading, and the outline must have no gap.
    """
    level = 1
    in_section = False
    for element in (node, *ancestors(node)):
        if isinstance(element, nodes.section):
            # Those around it have fewer levels left out above them, which are among its own.
            level += 1 + (element.get("skipped", 0) if not in_section else 0)
            in_section = True
        elif isinstance(element, lesson_block):
            level += "collapsible" not in element
    return level


# In <details>, nothing stands before <summary>, so the title has the ids beside the first.
def _visit_block_html(self: Any, node: lesson_block) -> None:
    if "collapsible" in node and isinstance(node[0], lesson_block_title):
        node[0]["ids"] += node["ids"][1:]
        del node["ids"][1:]
    self.visit_admonition(node)


def _depart_block_html(self: Any, node: lesson_block) -> None:
    self.depart_admonition(node)


# In HTML, the title of a block is a heading for assistive technology, so that it can be jumped to; as a ``<p>`` with
# a role it is still styled by every theme that styles admonitions.
def _visit_title_html(self: Any, node: lesson_block_title) -> None:
    if "collapsible" in node.parent:
        self.body.append(self.starttag(node, "summary", "", CLASS="admonition-title"))
        self.context.append("</summary>\n")
    else:
        level = {"aria-level": str(heading_level(node.parent.parent))}
        self.body.append(self.starttag(node, "p", "", CLASS="admonition-title", role="heading", **level))
        self.context.append("</p>\n")


def _depart_title_html(self: Any, _node: lesson_block_title) -> None:
    self.body.append(self.context.pop())


# A box needs a name, which the words behind it are not: they may hold links.
def _visit_checkbox_html(self: Any, node: task_checkbox) -> None:
    # L10n: a task of a list
    name = _("done") if node["checked"] else _("to do")
    state = {"checked": "checked"} if node["checked"] else {}
    self.body.append(
        self.emptytag(node, "input", " ", type="checkbox", disabled="disabled", **{"aria-label": name}, **state)
    )
    raise nodes.SkipNode


def _depart_checkbox_html(self: Any, node: task_checkbox) -> None:
    """Do nothing: visiting has done it all."""


def _visit_struck_html(self: Any, node: struck_text) -> None:
    self.body.append(self.starttag(node, "del", ""))


def _depart_struck_html(self: Any, _node: struck_text) -> None:
    self.body.append("</del>")


_LETTERS = {"loweralpha": "a", "upperalpha": "A", "lowerroman": "i", "upperroman": "I"}


def _visit_lettered_list_html(self: Any, node: lettered_list) -> None:
    items = [item.children for item in node.findall(nodes.list_item) if item.parent is node]
    is_simple = all(len(item) == 1 and isinstance(item[0], nodes.paragraph) for item in items)
    classes = ["simple"] if is_simple else []
    start = {"start": node["start"]} if "start" in node else {}
    letters = {"type": _LETTERS[node["enumtype"]]}
    self.body.append(self.starttag(node, "ol", classes=[node["enumtype"], *classes], **letters, **start))


def _depart_lettered_list_html(self: Any, node: lettered_list) -> None:
    self.depart_enumerated_list(node)


def _visit_levelled_title_html(self: Any, node: levelled_title) -> None:
    self.section_level += node["skipped"]
    self.visit_title(node)
    self.section_level -= node["skipped"]


def _depart_levelled_title_html(self: Any, node: levelled_title) -> None:
    self.depart_title(node)


def _visit_rule(self: Any, node: rule) -> None:
    self.visit_transition(node)


def _depart_rule(self: Any, node: rule) -> None:
    self.depart_transition(node)


def _visit_bare_text_html(_self: Any, _node: bare_text) -> None:
    """Do nothing: it is text among tags."""


def setup(app: Sphinx) -> None:
    """Register the nodes."""
    app.add_node(lesson_block, html=(_visit_block_html, _depart_block_html))
    app.add_node(lesson_block_title, html=(_visit_title_html, _depart_title_html))
    app.add_node(task_checkbox, html=(_visit_checkbox_html, _depart_checkbox_html))
    app.add_node(struck_text, html=(_visit_struck_html, _depart_struck_html))
    app.add_node(lettered_list, html=(_visit_lettered_list_html, _depart_lettered_list_html))
    app.add_node(levelled_title, html=(_visit_levelled_title_html, _depart_levelled_title_html))
    as_transition = (_visit_rule, _depart_rule)
    app.add_node(
        rule, html=as_transition, latex=as_transition, text=as_transition, man=as_transition, texinfo=as_transition
    )
    app.add_node(bare_text, html=(_visit_bare_text_html, _visit_bare_text_html))
    app.add_node(lesson_list)

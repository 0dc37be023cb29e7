"""The lists that collect from the whole lesson: filled anew each time their page is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_lesson_ext.blocks.nodes import lesson_list
from sphinx_lesson_ext.i18n import translate as _
from sphinx_lesson_ext.kinds import LISTS

from .copies import place_reference
from .domain import lesson_domain
from .entries import ENTRIES
from .list_context import ListContext
from .policy import is_omitted
from .timetable import make_timetable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx.application import Sphinx
    from sphinx.config import Config

    from sphinx_lesson_ext.kinds import ListKind


def is_hidden(kind: ListKind, config: Config) -> bool:
    """Tell whether what a list collects is left out of this build."""
    if kind.name == "fixmelist":
        return not config.lesson_show_fixmes
    return kind.collects is not None and is_omitted(kind.collects, config)


class FillLists(SphinxPostTransform):
    """Put its content into the place of each list."""

    # Before what is copied is subject to policy (7) and its references are resolved (from 9).
    default_priority = 6

    def run(self, **_kwargs: object) -> None:
        """Fill every list of the document; of all documents, where a builder makes one of them."""
        for position, place in enumerate(list(self.document.findall(lesson_list)), start=1):
            kind = LISTS[place["list"]]
            context = ListContext(
                self.env,
                lesson_domain(self.env),
                kind,
                place["docname"],
                place["options"],
                nodes.make_id(f"{place['docname']}-{kind.page}-{position}"),
            )
            place.replace_self(_content(context, place))


def _content(context: ListContext, place: lesson_list) -> Sequence[nodes.Node]:
    kind = context.kind
    if is_hidden(kind, context.env.config):
        return [_sentence(_("Not shown in this build."), place)]
    content = [make_timetable(context)] if kind.name == "schedule" else list(_groups(context, place))
    shown = [node for node in content if node is not None]
    for node in shown:
        # Search finds the originals, and is not to find everything twice.
        node["classes"].append("no-search")
    return shown or [_sentence(_(kind.empty), place)]


def _sentence(text: str, place: lesson_list) -> nodes.paragraph:
    return nodes.paragraph(text, text, classes=[*place["classes"], "lesson-list-empty"])


def _groups(context: ListContext, place: lesson_list) -> Iterator[nodes.Element]:
    """Yield the entries of each document that has any, under a heading that leads to it."""
    for docname in context.documents():
        entries = ENTRIES[context.kind.name](context, docname)
        if not entries:
            continue
        blocks = context.domain.record(docname).blocks_of(context.kind.collects or "")
        title = nodes.inline("", "", *_words_of(context.env.titles[docname]))
        heading = place_reference(context.page, docname, blocks[0].anchor if blocks else "", title)
        if isinstance(place.parent, nodes.section | nodes.document):
            group: nodes.Element = nodes.section("", nodes.title("", "", heading), *entries)
            group["ids"] = [context.id_prefix(docname) + "group"]
        else:
            # In a block, a list item or a quotation no section can stand.
            group = nodes.container("", nodes.rubric("", "", heading, level=0), *entries)
        group["classes"] = [*place["classes"], "lesson-list-group"]
        yield group


def _words_of(title: nodes.Element) -> list[nodes.Node]:
    """Return a copy of a document's title without what leads elsewhere, for it becomes a link itself."""
    copy = title.deepcopy()
    for node in list(copy.findall(nodes.Element)):
        node["ids"] = []
        if isinstance(node, nodes.footnote_reference):
            node.parent.remove(node)
        elif isinstance(node, nodes.reference):
            node.replace_self(node.children)
    return copy.children


def setup(app: Sphinx) -> None:
    """Register what fills the lists."""
    app.add_post_transform(FillLists)

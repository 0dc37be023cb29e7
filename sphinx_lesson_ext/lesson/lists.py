"""The lists that collect from the whole lesson: filled anew each time their page is written."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from docutils import nodes
from myst_parser.slugs import github_slugify
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_lesson_ext.blocks.nodes import lesson_block, lesson_list
from sphinx_lesson_ext.i18n import translate as _
from sphinx_lesson_ext.kinds import LISTS

from .citation_page import show_citation
from .domain import lesson_domain
from .entries import ENTRIES
from .list_context import ListContext, chosen_blocks, prefix_of
from .numbers import number_section
from .pages import has_pages
from .timetable import make_timetable
from .whole import anchors_of, mark_page, show_documents

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sphinx.application import Sphinx

    from sphinx_lesson_ext.kinds import ListKind

    from .policy import Policy


def is_hidden(kind: ListKind, policy: Policy) -> bool:
    """Tell whether what a list collects is left out of this build."""
    return policy.omits_everywhere("fixme" if kind.name == "fixmelist" else kind.collects or "")


class FillLists(SphinxPostTransform):
    """Put its content into the place of each list."""

    # Before what is copied is subject to policy (7) and its references are resolved (from 9).
    default_priority = 6

    def run(self, **_kwargs: object) -> None:
        """Fill every list of the document; of all documents, where a builder makes one of them."""
        taken = set(self.document.ids)
        domain = lesson_domain(self.env)
        for place in list(self.document.findall(lesson_list)):
            kind, page = LISTS[place["list"]], place["docname"]
            context = ListContext(
                self.env, domain, kind, page, place["options"], prefix_of(kind, page, place["position"])
            )
            if kind.whole and has_pages(self.env):
                context = replace(context, anchors=anchors_of(context, taken))
                mark_page(self.document)
            content = _content(context, place)
            for node in content:
                node["classes"] = [*place["classes"], *node["classes"]]
            self._note_ids(content)
            if kind.included:
                self._keep_ids(context, content)
            place.parent[place.parent.index(place) : place.parent.index(place) + 1] = content

    def _note_ids(self, content: Iterable[nodes.Node]) -> None:
        for node in content:
            for element in node.findall(nodes.Element):
                for identifier in element["ids"]:
                    self.document.ids.setdefault(identifier, element)

    def _keep_ids(self, context: ListContext, content: Iterable[nodes.Element]) -> None:
        """Give blocks the ids that they have at their own places, too, as far as the page has no others.

        Their lists in ``sphinx-lesson`` have them, and for each document one that is made of its title.
        """
        written = context.written_titles()
        prefixes = sorted(map(context.id_prefix, context.documents()), key=len, reverse=True)
        for element in chain.from_iterable(node.findall(nodes.Element) for node in content):
            if isinstance(element, lesson_block):
                prefix = next((each for each in prefixes if element["ids"][0].startswith(each)), "")
                own = [identifier.removeprefix(prefix) for identifier in element["ids"]]
            elif "lesson-list-group" in element["classes"]:
                title = element[0].astext()
                own = [github_slugify(written.get(title, title))]
            else:
                continue
            for identifier in own:
                if identifier and self.document.ids.setdefault(identifier, element) is element:
                    element["ids"] = list(dict.fromkeys([*element["ids"], identifier]))


def _content(context: ListContext, place: lesson_list) -> Sequence[nodes.Element]:
    kind, env = context.kind, context.env
    if is_hidden(kind, context.domain.policy):
        return [_sentence(_("Not shown in this build."))]
    if kind.whole and not has_pages(env):
        return [_sentence(_("In this form, the whole lesson is in one piece anyway."))]
    content = _LAYOUTS[kind.name](context) if kind.name in _LAYOUTS else list(_groups(context, place))
    for node in content:
        if not is_home(context):
            # Search finds the originals, and is not to find everything twice.
            node["classes"].append("no-search")
    if not content and place.get("is_optional"):
        return []
    return content or [_sentence(_(kind.empty))]


def is_home(context: ListContext) -> bool:
    """Tell whether what a list shows is nowhere else, for it was moved there."""
    return context.kind.collects == "solution" and context.domain.policy.solutions == "own-page"


def _sentence(text: str) -> nodes.paragraph:
    return nodes.paragraph(text, text, classes=["lesson-list-empty"])


def _groups(context: ListContext, place: lesson_list) -> Iterator[nodes.Element]:
    """Yield the entries of each document that has any, under a heading that leads to it."""
    for docname in context.documents():
        entries = ENTRIES[context.kind.name](context, docname)
        if not entries:
            continue
        blocks = chosen_blocks(context.domain, context.kind, context.options, docname)
        heading = context.heading(docname, blocks[0].anchor if blocks and not is_home(context) else "")
        if isinstance(place.parent, nodes.section | nodes.document):
            group: nodes.Element = nodes.section("", nodes.title("", "", heading), *entries)
            group["ids"] = [context.id_prefix(docname) + "group"]
            number_section(context.env, context.page, group["ids"][0], ())
        else:
            # In a block, a list item or a quotation no section can stand.
            group = nodes.container("", nodes.rubric("", "", heading, level=0), *entries)
        group["classes"] = ["lesson-list-group"]
        yield group


#: The lists that do not go by documents.
_LAYOUTS: Mapping[str, Callable[[ListContext], list[nodes.Element]]] = {
    "citation": show_citation,
    "schedule": make_timetable,
    "all-in-one": show_documents,
}


def setup(app: Sphinx) -> None:
    """Register what fills the lists."""
    app.add_post_transform(FillLists)

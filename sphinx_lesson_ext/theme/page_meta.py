"""The line under a page's title, and the button that opens its solutions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinx_lesson_ext.lesson.domain import LessonDomain

from .context import facts_of
from .wording import translate_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_lesson_ext.blocks.nodes import lesson_block


class page_meta(nodes.General, nodes.Element):  # noqa: N801 (docutils names nodes in lower case)
    """The line: ``facts`` are its words, ``solutions`` whether there are several to open.

    It has no text of its own, so that search does not find it.
    """


def add_page_meta(env: BuildEnvironment, document: nodes.document, blocks: Iterable[lesson_block]) -> None:
    """Put the line under the title of a document, where there is anything to say; *blocks* are all of its blocks."""
    domain = env.domains.get(LessonDomain.name)
    title = document.next_node(nodes.title)
    if not isinstance(domain, LessonDomain) or title is None or not isinstance(title.parent, nodes.section):
        return
    facts = facts_of(domain, env.current_document.docname)
    solutions = sum(block["kind"] == "solution" for block in blocks)
    if facts or solutions > 1:
        section = title.parent
        section.insert(section.index(title) + 1, page_meta(facts=facts, solutions=solutions > 1))


def _visit_page_meta(self: Any, node: page_meta) -> None:
    context = {"facts": node["facts"], "has_solutions": node["solutions"], "_": translate_words}
    self.body.append(self.builder.templates.render("partials/page-meta.html", context))
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Register the line."""
    app.add_node(page_meta, html=(_visit_page_meta, None))

"""The line under a page's title, and the button that opens its solutions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinx_lesson_ext.lesson.domain import LessonDomain
from sphinx_lesson_ext.lesson.whole import SHOWN
from sphinx_lesson_ext.locales import format_day, text_direction
from sphinx_lesson_ext.translation.passages import PROGRESS

from .assets import use_part
from .context import facts_of
from .repository import repository_of
from .sources import source_of
from .translated import translation_of
from .wording import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_lesson_ext.blocks.nodes import lesson_block

    from .last_change import LastChanges


class page_meta(nodes.General, nodes.Element):  # noqa: N801 (docutils names nodes in lower case)
    """The line of the document ``docname``: ``facts`` are words, ``solutions`` whether the page has several to open.

    It has no text of its own, so that search does not find it.
    """


def add_page_meta(
    env: BuildEnvironment,
    document: nodes.document,
    blocks: Iterable[lesson_block],
    others: Iterable[nodes.section],
) -> None:
    """Make room for the line under the title of a document, and of those that it shows whole.

    :param blocks: All blocks of the document.
    :param others: The sections that show others.
    """
    title = document.next_node(nodes.title)
    if title is None or not isinstance(title.parent, nodes.section):
        return
    solutions = sum(block["kind"] == "solution" and "collapsible" in block for block in blocks)
    line = _add(env, title.parent, env.current_document.docname, has_solutions=solutions > 1)
    progress = line[PROGRESS] = document.get(PROGRESS)
    # Contents may have titles of other pages that nobody has translated.
    if progress and text_direction(env.config.language) == "rtl":
        use_part(document, "translated")
    for section in others:
        _add(env, section, section[SHOWN], has_solutions=False)


def _add(env: BuildEnvironment, section: nodes.section, docname: str, *, has_solutions: bool) -> page_meta:
    domain = env.domains.get(LessonDomain.name)
    facts = facts_of(domain, docname) if isinstance(domain, LessonDomain) else []
    title = section.first_child_matching_class(nodes.title)
    line = page_meta(docname=docname, facts=facts, solutions=has_solutions)
    section.insert((title or 0) + 1, line)
    return line


class MetaWriter:
    """Writes the line, with what is known only when the page is written."""

    def __init__(self, changes: LastChanges) -> None:
        self._changes = changes

    def visit(self, translator: Any, node: page_meta) -> None:
        """Write the line, where there is anything to say."""
        builder, docname = translator.builder, node["docname"]
        repository = repository_of(builder.theme_options)
        source = source_of(builder.env, docname)
        day = self._changes.of(builder).get(docname, "")
        progress = node.get(PROGRESS)
        told = translation_of(builder, docname, progress, builder.theme_options) if progress else None
        context = {
            "translation": told,
            "facts": node["facts"],
            "day": day,
            "day_in_words": format_day(day, builder.config.language) if day else "",
            "edit_url": repository.edit_url(source) if repository and source else "",
            "has_solutions": node["solutions"],
        }
        if any(context.values()):
            html = builder.templates.render("partials/page-meta.html", {**context, **WORDS})
            translator.body.append(html)
        raise nodes.SkipNode


def setup(app: Sphinx, changes: LastChanges) -> None:
    """Register the line."""
    app.add_node(page_meta, html=(MetaWriter(changes).visit, None))

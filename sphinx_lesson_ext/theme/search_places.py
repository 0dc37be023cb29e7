"""Where the headings and blocks of a page stand, so that a search result can say so.

Sphinx's own index knows only which page each is on.  What it lacks is written beside it, and loaded with it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_lesson_ext.lesson.domain import LessonDomain
from sphinx_lesson_ext.lesson.solutions import AWAY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

#: A script, since pages opened from a folder may load nothing else.
_FILE = "searchplaces.js"


def places_of(env: BuildEnvironment, docname: str) -> dict[str, str]:
    """Return the title of the section around each heading and block of a document, by their ids.

    What stands right under the document's title is left out.
    """
    contents = env.tocs.get(docname)
    places = {} if contents is None else dict(_headings(contents, ()))
    domain = env.domains.get(LessonDomain.name)
    if isinstance(domain, LessonDomain):
        moved = {"keypoints"} if env.config.lesson_keypoints_at_end else set()
        if domain.policy.solutions_in(docname) in AWAY:
            moved.add("solution")
        blocks = [
            block
            for block in domain.record(docname).blocks
            if block.kind not in moved and not domain.is_left_out(docname, (block.kind, *block.within))
        ]
        places |= {block.anchor: block.section for block in blocks if block.section}
    return places


def _headings(contents: nodes.Element, above: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield the id of each heading with the title of the one above it; *above* are all titles above *contents*."""
    for item in contents.children:
        if not isinstance(item, nodes.list_item):
            continue
        heading = item.next_node(nodes.reference)
        if heading is None:
            continue
        if len(above) > 1:
            yield heading["anchorname"].removeprefix("#"), above[-1]
        for inner in item.children:
            if isinstance(inner, nodes.bullet_list):
                yield from _headings(inner, (*above, heading.astext()))


class SearchPlaces:
    """Writes them at the end of a build in which any may have changed."""

    def __init__(self) -> None:
        self._may_differ = False

    def note(self, *_event: object) -> None:
        """Note that a document was read, written or removed (a handler of any event that tells so)."""
        self._may_differ = True

    def write(self, app: Sphinx, exception: Exception | None) -> None:
        """Write them (event ``build-finished``)."""
        if exception is not None or not isinstance(app.builder, StandaloneHTMLBuilder) or not app.builder.search:
            return
        file = app.outdir / _FILE
        if self._may_differ or not file.exists():
            places = {docname: places_of(app.env, docname) for docname in sorted(app.env.found_docs)}
            text = json.dumps({docname: own for docname, own in places.items() if own}, separators=(",", ":"))
            file.write_text(f"var lessonPlaces={text};\n", encoding="utf-8")
        self._may_differ = False


def setup(app: Sphinx) -> None:
    """Take part in the build."""
    places = SearchPlaces()
    app.connect("env-purge-doc", places.note)
    app.connect("doctree-resolved", places.note)
    app.connect("build-finished", places.write)

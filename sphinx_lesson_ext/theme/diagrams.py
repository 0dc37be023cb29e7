"""Mermaid diagrams, drawn in the browser by the author's own copy of Mermaid's script.

That script is large, so no page loads it that has no diagram; and where there is none, the source is shown as code.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinx_lesson_ext.config import publish
from sphinx_lesson_ext.i18n import translate as _
from sphinx_lesson_ext.lesson.digests import NAVIGATION_EVENT
from sphinx_lesson_ext.messages import warn

from .assets import use_part, use_script
from .diagram_text import alternative_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_lesson_ext.blocks.diagrams import diagram

#: Set on a document that has diagrams.
_HAS_DIAGRAMS = "lesson-diagrams"


class diagram_frame(nodes.General, nodes.Element):  # noqa: N801 (docutils names nodes in lower case)
    """The place of a diagram, around the frame of its code; ``title`` and ``description`` say what it shows."""


def place_diagrams(document: nodes.document, diagrams: Iterable[diagram]) -> None:
    """Put each diagram, with the frame around its code, into a place where a script can draw it."""
    for source in diagrams:
        document[_HAS_DIAGRAMS] = True
        code = source.parent
        place = diagram_frame(**alternative_of(source.astext())._asdict())
        code.parent[code.parent.index(code)] = place
        place += code


class Mermaid:
    """The author's copy of Mermaid's script, if there is one."""

    def __init__(self) -> None:
        self._file: Path | None = None

    def publish(self, app: Sphinx) -> None:
        """Let the script be copied to the site (event ``builder-inited``)."""
        name = getattr(app.config, "lesson_mermaid", "")
        if not name:
            return
        file = Path(app.confdir, name)
        if file.is_file():
            self._file = file
            publish(app.config, file)
        else:
            warn(
                "config",
                "lesson_mermaid is %r, but there is no such file in the folder of conf.py; put your copy of "
                "mermaid.min.js there, or diagrams are shown as text",
                name,
                location=None,
            )

    def answer(self, _app: Sphinx, _env: BuildEnvironment) -> str:
        """Tell the lesson of another version of the script, whose address is another one."""
        return "" if self._file is None else sha256(self._file.read_bytes()).hexdigest()

    def load(
        self, _app: Sphinx, _pagename: str, _template: str, _context: dict[str, Any], document: nodes.document | None
    ) -> None:
        """Let a page with diagrams load the script, and what uses it (event ``html-page-context``)."""
        if self._file is not None and document is not None and _HAS_DIAGRAMS in document:
            use_script(document, self._file.name)
            use_part(document, "diagrams")


def _visit_frame(self: Any, node: diagram_frame) -> None:
    words = {
        "data-name": node["title"] or _("Diagram"),
        "data-description": node["description"],
        "data-source": _("Source of the diagram"),
    }
    self.body.append(self.starttag(node, "div", CLASS="diagram", **{key: words[key] for key in words if words[key]}))


def _depart_frame(self: Any, _node: diagram_frame) -> None:
    self.body.append("</div>\n")


def setup(app: Sphinx) -> None:
    """Take part in the build.  With the theme alone, nobody asks what pages show."""
    mermaid = Mermaid()
    app.add_node(diagram_frame, html=(_visit_frame, _depart_frame))
    app.connect("builder-inited", mermaid.publish)
    if NAVIGATION_EVENT in app.events.events:
        app.connect(NAVIGATION_EVENT, mermaid.answer)
    # Before the parts of the page are loaded.
    app.connect("html-page-context", mermaid.load, priority=400)

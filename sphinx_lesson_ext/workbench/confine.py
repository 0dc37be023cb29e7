"""Nothing from outside of a Workbench lesson gets into its pages, whatever its text asks for.

Lessons are built that somebody else wrote: a picture ``../../secrets.png``, or a link in the folder to it, must not be
published with them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from sphinx_lesson_ext.confinement import LEFT_OUT, is_inside
from sphinx_lesson_ext.destinations import is_local_file
from sphinx_lesson_ext.lesson.elements import Elements
from sphinx_lesson_ext.messages import warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


class Confine(SphinxTransform):
    """Take out pictures and downloads that lie outside of the lesson; what is said instead of them stays."""

    # Before Sphinx collects files (880).
    default_priority = 840

    def apply(self, **_kwargs: object) -> None:
        """Look at each."""
        if not self.config.lesson_workbench:
            return
        elements = Elements(self.document)
        for image in elements.of(nodes.image):
            if not self._is_inside(image["uri"]):
                self._refuse(image, image["uri"], nodes.inline("", image.get("alt", "")))
        for download in elements.of(addnodes.download_reference):
            if not self._is_inside(download["reftarget"]):
                self._refuse(download, download["reftarget"], nodes.inline("", "", *download.children))

    def _is_inside(self, address: str) -> bool:
        if is_local_file(address):
            return False
        if "://" in address or address.startswith("data:"):
            return True
        return is_inside(Path(self.env.srcdir), self.env.relfn2path(address)[1])

    def _refuse(self, node: nodes.Element, address: str, instead: nodes.inline) -> None:
        warn("outside", LEFT_OUT, address, location=node, old=address)
        node.replace_self(instead)


def refuse_insertion(app: Sphinx, env: BuildEnvironment, _docnames: list[str]) -> None:
    """Let no directive put other files, or what is on the web, into a page (event ``env-before-read-docs``)."""
    if app.config.lesson_workbench:
        env.settings["file_insertion_enabled"] = False


def setup(app: Sphinx) -> None:
    """Take part in the build."""
    app.add_transform(Confine)
    app.connect("env-before-read-docs", refuse_insertion)

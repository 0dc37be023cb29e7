"""Blocks in LaTeX: their titles stand on a bar in the colour of their kind."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_lesson_ext.blocks.nodes import ancestors, kind_of, lesson_block

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

#: The package of LaTeX that draws them, without its suffix.
_PACKAGE = "lessonblocks"
#: How many lists and the like may stand in one another.
_DEEPEST = "16"


def _environment(node: lesson_block) -> str:
    # What docutils knows too keeps the box that Sphinx draws, but for one in another block: that could break no page.
    is_alone = not any(isinstance(element, lesson_block) for element in ancestors(node))
    return "sphinxadmonition" if kind_of(node).core and is_alone else "lessonblock"


def _visit_block(self: Any, node: lesson_block) -> None:
    # Sphinx writes no place for references into admonitions.
    self.body.append(f"\n{self.hypertarget_to(node)}")
    self.body.append(f"\n\\begin{{{_environment(node)}}}{{{node['kind']}}}")
    self.no_latex_floats += 1


def _depart_block(self: Any, node: lesson_block) -> None:
    self.body.append(f"\\end{{{_environment(node)}}}\n")
    self.no_latex_floats -= 1


def add_package(_app: Sphinx, config: Config) -> None:
    """Let the package be beside the book, and blocks in one another (event ``config-inited``)."""
    file = Path(__file__).with_name(f"{_PACKAGE}.sty")
    # A new list: the old one may be Sphinx's own default.
    config["latex_additional_files"] = [*config.latex_additional_files, str(file)]
    # Blocks, lists and quotations stand in one another; LaTeX allows six.
    config["latex_elements"] = {"maxlistdepth": _DEEPEST, **config.latex_elements}


def setup(app: Sphinx) -> None:
    """Register what writes blocks."""
    app.add_node(lesson_block, override=True, latex=(_visit_block, _depart_block))
    app.add_latex_package(_PACKAGE)
    app.connect("config-inited", add_package)

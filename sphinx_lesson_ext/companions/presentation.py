"""Pages as presentations: what sphinx-minipres does where an address ends in ``?minipres``, with and without it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_lesson_ext.blocks.html import OWN_THEME
from sphinx_lesson_ext.config import publish

from .installed import THEIR_THEME

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def add_files(app: Sphinx) -> None:
    """Add the script, and what CodeRefinery's lessons find styled in their theme (event ``builder-inited``).

    The theme ``lesson`` loads the script itself, on pages whose address asks for it.
    """
    theme = app.config.html_theme
    if app.builder.format != "html" or theme not in {OWN_THEME, THEIR_THEME}:
        return
    publish(app.config, Path(__file__).parent / "static")
    if theme == THEIR_THEME:
        app.add_css_file("lesson-coderefinery.css")
        if "sphinx_minipres" not in app.extensions:
            app.add_js_file("lesson-presentation.js", defer="defer")


def setup(app: Sphinx) -> None:
    """Add the files once the theme is known."""
    app.connect("builder-inited", add_files)

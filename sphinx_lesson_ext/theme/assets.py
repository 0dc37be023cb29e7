"""The theme's scripts, and only those of Sphinx's files that a page needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_OURS = frozenset({"_static/preferences.js", "_static/lesson.js"})
#: Scripts that Sphinx puts on every page; this theme loads what search needs of them when someone searches.
_SPHINX = frozenset(
    f"_static/{name}.js" for name in ("documentation_options", "doctools", "sphinx_highlight", "translations")
)
#: The colours of code for a theme that has none of its own.
_PYGMENTS = "_static/pygments.css"


def drop_unneeded(app: Sphinx, _pagename: str, _template: str, context: dict[str, Any], _document: object) -> None:
    """Take out what nothing on the page uses (event ``html-page-context``)."""
    # A script that an author or an extension adds may build on Sphinx's own.
    others = [script for script in context["script_files"] if _name(script) not in _OURS | _SPHINX]
    if not others:
        context["script_files"] = [script for script in context["script_files"] if _name(script) in _OURS]
    if app.config.pygments_style is None:
        context["css_files"] = [sheet for sheet in context["css_files"] if _name(sheet) != _PYGMENTS]


def _name(asset: object) -> str:
    return str(getattr(asset, "filename", asset))


def setup(app: Sphinx) -> None:
    """Register the scripts.  What a reader chose acts before the first paint, so that script comes first and blocks."""
    app.add_js_file("preferences.js", priority=100)
    app.add_js_file("lesson.js", defer="defer")
    app.connect("html-page-context", drop_unneeded, priority=900)

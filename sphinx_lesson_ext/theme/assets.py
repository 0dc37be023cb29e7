"""The theme's scripts, and only those of Sphinx's files that a page needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docutils import nodes
    from sphinx.application import Sphinx

_OURS = frozenset({"_static/preferences.js", "_static/lesson.js"})
#: Parts of the theme that only some pages use, each with a style sheet and a script of its own, if it has one.
_PARTS: Mapping[str, tuple[str, str]] = {
    "cells": ("lesson-cells.css", ""),
    "definitions": ("lesson-definitions.css", "lesson-definitions.js"),
    "diagrams": ("lesson-diagrams.css", "lesson-diagrams.js"),
    "embedded": ("lesson-embedded.css", ""),
    "index": ("lesson-index.css", ""),
    "r-markdown": ("lesson-r-markdown.css", ""),
    "reference": ("lesson-reference.css", ""),
    "search": ("lesson-search.css", ""),
    "sphinx-design": ("lesson-sphinx-design.css", ""),
    "tabs": ("lesson-tabs.css", "lesson-tabs.js"),
    "translated": ("lesson-translated.css", ""),
    "whole": ("lesson-whole.css", ""),
    "widths": ("lesson-widths.css", ""),
}
#: Scripts that no page waits for: they change nothing before a reader does something, or take too long.
_AT_LEISURE = frozenset({"lesson-definitions.js", "lesson-diagrams.js"})
#: The templates of pages that are made from no document, with the part that they use.
_TEMPLATES = {
    "search.html": "search",
    **{f"{name}.html": "index" for name in ("genindex", "genindex-single", "genindex-split", "domainindex")},
}
#: Parts that are known by a mark in the body of the page, for authors write such classes too.
_MARKS: Mapping[str, str] = {
    "embedded": "<iframe",
    "r-markdown": "unmade-result",
    "reference": "line-block",
    "widths": "width-",
}
#: Scripts that Sphinx puts on every page; this theme loads what search needs of them when someone searches.
_SPHINX = frozenset(
    f"_static/{name}.js" for name in ("documentation_options", "doctools", "sphinx_highlight", "translations")
)
#: The script of sphinx-minipres, which needs jQuery; the extension presents pages itself.
_MINIPRES = "_static/minipres.js"
#: Files that sphinx-design puts on every page, with what stands in the HTML of those that need them.  Its tabs are
#: drawn as the theme's own, so that few pages do.
_SPHINX_DESIGN = {"_static/sphinx-design.min.css": "sd-", "_static/design-tabs.js": "sd-tab-"}
#: How style sheets begin that are meant for other themes: that of myst-nb, whose name has a digest in it, and what
#: mends the colours of sphinx_rtd_theme, which would make text unreadable in the dark.
_FOR_OTHER_THEMES = ("_static/mystnb.", "_static/sphinx_rtd_theme")
#: The colours of code for a theme that has none of its own.
_PYGMENTS = "_static/pygments.css"


def use_part(document: nodes.document, part: str) -> None:
    """Let the page of *document* load what *part* needs."""
    parts: list[str] = document.setdefault("lesson-parts", [])
    if part not in parts:
        parts.append(part)


def use_script(document: nodes.document, filename: str) -> None:
    """Let the page of *document* load a script of the folder ``_static``, before those that no page waits for."""
    scripts: list[str] = document.setdefault("lesson-scripts", [])
    if filename not in scripts:
        scripts.append(filename)


def _scripts_of(document: nodes.document | None) -> list[str]:
    return [] if document is None else document.get("lesson-scripts", [])


def add_parts(
    app: Sphinx, _pagename: str, template: str, context: dict[str, Any], document: nodes.document | None
) -> None:
    """Load the parts that the page uses (event ``html-page-context``)."""
    parts = [] if document is None else list(document.get("lesson-parts", ()))
    parts += [_TEMPLATES[template]] if template in _TEMPLATES else []
    parts += [part for part, mark in _MARKS.items() if mark in context.get("body", "")]
    if "sphinx_design" in app.extensions and "sd-" in context.get("body", ""):
        parts.append("sphinx-design")
    for style_sheet, script in (_PARTS[part] for part in parts):
        app.add_css_file(style_sheet, priority=300)
        if script in _AT_LEISURE:
            app.add_js_file(script, priority=800, defer="defer")
        elif script:
            # It may change the height of what it works on, so it acts before the first paint where that can be asked.
            app.add_js_file(script, priority=600, defer="defer", blocking="render")
    for script in _scripts_of(document):
        app.add_js_file(script, priority=700, defer="defer")


def drop_unneeded(
    app: Sphinx, _pagename: str, _template: str, context: dict[str, Any], document: nodes.document | None
) -> None:
    """Take out what nothing on the page uses (event ``html-page-context``)."""
    if not app.config.templates_path:  # a template of the author's may use what the document does not
        body = context.get("body", "")
        unused = {name for name, mark in _SPHINX_DESIGN.items() if mark not in body}
        for files in ("css_files", "script_files"):
            context[files] = [file for file in context[files] if _name(file) not in unused]
    context["script_files"] = [script for script in context["script_files"] if _name(script) != _MINIPRES]
    # A script that an author or an extension adds may build on Sphinx's own.
    parts = [script for _style_sheet, script in _PARTS.values()]
    ours = _OURS | {f"_static/{script}" for script in (*parts, *_scripts_of(document))}
    others = [script for script in context["script_files"] if _name(script) not in ours | _SPHINX]
    if not others:
        context["script_files"] = [script for script in context["script_files"] if _name(script) in ours]
    context["css_files"] = [file for file in context["css_files"] if not _name(file).startswith(_FOR_OTHER_THEMES)]
    if app.config.pygments_style is None:
        context["css_files"] = [sheet for sheet in context["css_files"] if _name(sheet) != _PYGMENTS]


def _name(asset: object) -> str:
    return str(getattr(asset, "filename", asset))


def setup(app: Sphinx) -> None:
    """Register the scripts.  What a reader chose acts before the first paint, so that script comes first and blocks."""
    app.add_js_file("preferences.js", priority=100)
    app.add_js_file("lesson.js", defer="defer")
    app.connect("html-page-context", add_parts)
    app.connect("html-page-context", drop_unneeded, priority=900)

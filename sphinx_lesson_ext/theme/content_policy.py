"""What a strict Content-Security-Policy (``default-src 'self'``) would keep from a page.

The theme itself needs nothing that it forbids.  What authors write may: raw HTML, pictures from elsewhere, diagrams.
"""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_lesson_ext.blocks.diagrams import diagram
from sphinx_lesson_ext.messages import warn
from sphinx_lesson_ext.web import is_web_address

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: The attributes whose address a browser loads as it shows the page.
_LOADED = frozenset({"src", "srcset", "data", "poster"})


class _Forbidden(HTMLParser):
    """Notes what the policy forbids in a piece of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at an element (called by the parser)."""
        values = {name: value or "" for name, value in attrs}
        if tag == "style" or (tag == "script" and "src" not in values):
            self._note(f"<{tag}>")
        for name, value in values.items():
            is_far = is_web_address(value) or value.startswith("//")
            if name == "style" or name.startswith("on"):
                self._note(f"the attribute {name}")
            elif is_far and (name in _LOADED or (name, tag) == ("href", "link")):
                self._note(f"something from elsewhere ({value})")

    def _note(self, what: str) -> None:
        if what not in self.found:
            self.found.append(what)


def forbidden_in(html: str) -> list[str]:
    """Return what the policy forbids in a piece of *html*, in words, each once."""
    parser = _Forbidden()
    parser.feed(html)
    parser.close()
    return parser.found


def check_policy(app: Sphinx, document: nodes.document, _docname: str) -> None:
    """Warn of what the policy would keep from a page, where the author asked for that (event ``doctree-resolved``)."""
    if not getattr(app.builder, "theme_options", {}).get("strict_policy"):
        return
    for node in document.findall(nodes.Element):
        match node:
            case nodes.raw() if "html" in node.get("format", "").split() and (found := forbidden_in(node.astext())):
                text = (
                    "a strict Content-Security-Policy blocks %s in this raw HTML; use classes and files of the lesson"
                )
                warn("content-policy", text, ", ".join(found), location=node)
            case nodes.image() if is_web_address(node["uri"]):
                text = "a strict Content-Security-Policy blocks pictures from elsewhere; copy %s into the lesson"
                warn("content-policy", text, node["uri"], location=node)
            case diagram() if app.config.lesson_mermaid:
                text = "a strict Content-Security-Policy keeps Mermaid from drawing this diagram; use a picture of it"
                warn("content-policy", text, location=node)


def setup(app: Sphinx) -> None:
    """Look at every page that is written."""
    app.connect("doctree-resolved", check_policy)

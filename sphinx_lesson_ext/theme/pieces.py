"""Pieces of pages that are the same on many pages: each is made from its template once a build."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .wording import WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx.application import TemplateBridge

    from .contents import Entry


class Pieces:
    """Makes pieces with a builder's templates, and keeps them."""

    def __init__(self, templates: TemplateBridge) -> None:
        self._templates = templates
        self._entries: dict[tuple[Entry, str, bool], str] = {}
        self._sprites: dict[tuple[str, ...], str] = {}

    def entry(self, entry: Entry, content_root: str, *, current: bool = False) -> str:
        """Return a line of the contents for pages from which the root of the site is *content_root*.

        :param current: Whether it is that of the page itself, which goes on with its sections: it is not ended.
        """
        key = (entry, content_root, current)
        if key not in self._entries:
            context = {"entry": entry, "content_root": content_root, "current": current, **WORDS}
            self._entries[key] = self._render("partials/entry.html", context)
        return self._entries[key]

    def entries(self, entries: Iterable[Entry], content_root: str) -> str:
        """Return lines of the contents that are none of the page itself."""
        return "\n".join(self.entry(entry, content_root) for entry in entries)

    def _render(self, template: str, context: dict[str, Any]) -> str:
        render: Callable[[str, dict[str, Any]], str] = self._templates.render  # type: ignore[assignment]
        return render(template, context).strip()

    def sprite(self, icons: tuple[str, ...]) -> str:
        """Return the drawings of the icons that a page uses."""
        if icons not in self._sprites:
            self._sprites[icons] = self._render("partials/sprite.html", {"names": icons})
        return self._sprites[icons]

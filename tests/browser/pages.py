"""The kinds of pages of a lesson, each with all that it can show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from playwright.sync_api import Page

EPISODE = "episodes/01-shell.html"
TABS = "episodes/02-loops.html"
EVERYTHING = "episodes/04-everything.html"
ALL = "all-in-one.html"


def _open_everything(page: Page) -> None:
    page.evaluate("document.querySelectorAll('.left details, main details').forEach(part => { part.open = true; })")


def _close_everything(page: Page) -> None:
    page.evaluate("document.querySelectorAll('.left details, main details').forEach(part => { part.open = false; })")


def _open_menus(page: Page) -> None:
    page.evaluate("document.querySelectorAll('.menu details').forEach(part => { part.open = true; })")


def _wait_for_results(page: Page) -> None:
    page.wait_for_selector(".search-results a")


def _wait_for_none(page: Page) -> None:
    page.wait_for_function("() => document.querySelector('.search-status').textContent")
    assert page.locator(".search-results a").count() == 0


def _search_in_dialog(page: Page) -> None:
    page.keyboard.press("/")
    page.wait_for_selector(".search-dialog[open]")
    # All at once, so that nothing is found for a part of it on a slow machine.
    page.keyboard.insert_text("loops")
    page.wait_for_selector(".search-dialog[data-ready]")
    _wait_for_results(page)


@dataclass(frozen=True)
class PageKind:
    """A kind of page.

    :ivar path: The address of such a page, in the site.
    :ivar arrange: Brings the page, once it is open, into the state that is meant.
    """

    path: str
    arrange: Callable[[Page], None] = _open_everything


#: Every kind of page: what holds for all pages is tested with each of these.
PAGE_KINDS: Mapping[str, PageKind] = {
    "home": PageKind("index.html"),
    "episode-open": PageKind(EVERYTHING),
    "episode-closed": PageKind(EVERYTHING, _close_everything),
    "key-points": PageKind("key-points.html"),
    "exercises": PageKind("exercises.html"),
    "instructor-notes": PageKind("notes.html"),
    "images": PageKind("images.html"),
    "schedule": PageKind("schedule.html"),
    "all-in-one": PageKind(ALL),
    "glossary": PageKind("glossary.html"),
    "index": PageKind("genindex.html"),
    "not-found": PageKind("404.html"),
    "search-results": PageKind("search.html?q=loops", _wait_for_results),
    "search-nothing": PageKind("search.html?q=xyzzy", _wait_for_none),
    "menu": PageKind(EPISODE, _open_menus),
    "search-dialog": PageKind(EPISODE, _search_in_dialog),
}
#: The address of each of these pages, once, and those of the other episodes.
PAGES = (*dict.fromkeys(kind.path for kind in PAGE_KINDS.values()), TABS, "episodes/03-rst.html")

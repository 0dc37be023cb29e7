"""What axe-core finds."""

from __future__ import annotations

import pytest

from browser.axe import violations
from browser.pages import PAGES


def settle(page, *, instructor):
    """Show all that a page can show."""
    if instructor and page.locator("[data-set-view=instructor]").count():
        page.click("[data-set-view=instructor]")
        page.mouse.move(0, 0)
        page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    # What fades in has a colour of its own until it has.
    page.wait_for_timeout(250)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(
    ("direction", "width", "instructor", "options"),
    [
        ("ltr", 1280, False, {"color_scheme": "light"}),
        ("ltr", 390, True, {"color_scheme": "dark"}),
        ("rtl", 320, True, {"color_scheme": "light"}),
        ("rtl", 1280, False, {"color_scheme": "dark"}),
        ("ltr", 1280, True, {"forced_colors": "active"}),
    ],
    ids=["light", "narrow-dark", "narrowest-rtl", "rtl-dark", "forced-colours"],
)
def test_axe(opened, axe, path, direction, width, instructor, options):
    page = opened(path, width, direction=direction, **options)
    settle(page, instructor=instructor)
    assert violations(page, axe) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_with_the_search_dialog(opened, axe, scheme):
    page = opened(color_scheme=scheme)
    page.keyboard.press("/")
    page.keyboard.type("loops")
    page.wait_for_selector(".search-results a")
    assert violations(page, axe) == []

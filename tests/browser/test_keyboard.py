"""Pages with the keyboard alone."""

from __future__ import annotations

from itertools import pairwise as pairwise_of

import pytest

from browser.pages import PAGE_KINDS
from browser.pairwise import pairwise
from browser.stops import walk


#: Low enough to scroll, high enough for the header to stay in view.
HEIGHT = 640
WALKS = pairwise(tuple(PAGE_KINDS), ("ltr", "rtl"), (390, 1280))


def open_for_walk(opened, kind, direction, width):
    page = opened(PAGE_KINDS[kind].path, width, HEIGHT, direction, reduced_motion="reduce")
    page.click("[data-set-view=instructor]")
    # The next key leads to the beginning of the page, not to what comes after that button.
    page.reload()
    PAGE_KINDS[kind].arrange(page)
    return page


@pytest.mark.parametrize(("kind", "direction", "width"), WALKS)
def test_every_stop(opened, kind, direction, width):
    """WCAG 2.2: no trap (2.1.2), all by keyboard (2.1.1), in order (2.4.3), seen (2.4.7) and not covered (2.4.11)."""
    done = walk(open_for_walk(opened, kind, direction, width))
    assert done.ended
    assert done.missed == ()
    assert [stop.html for stop in done.stops if not stop.is_uncovered] == []
    assert [stop.html for stop in done.stops if not stop.is_outlined] == []
    assert [stop.html for stop in done.stops if stop.tab_index > 0] == []
    assert [stop.index for stop in done.stops] == sorted(stop.index for stop in done.stops)
    assert [(one.html, other.html) for one, other in pairwise_of(done.stops) if not one.reads_before(other)] == []
    assert len(done.stops) >= (3 if kind == "search-dialog" else 10)


def test_skip_link(opened):
    page = opened()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_escape_closes_what_opens(opened):
    page = opened()
    page.focus(".search-link")
    page.keyboard.press("Enter")
    assert page.locator("dialog[open]").count() == 1
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0
    assert page.evaluate("document.activeElement.className").endswith("search-link")
    page.click(".header-links summary")
    assert page.locator(".header-links details[open]").count() == 1
    page.keyboard.press("Escape")
    assert page.locator(".header-links details[open]").count() == 0
    assert page.evaluate("document.activeElement.localName") == "summary"


def test_what_does_not_scroll_takes_no_focus(opened):
    page = opened()
    page.wait_for_timeout(100)
    assert page.locator(".code-scroll[tabindex]").count() == 0

"""Pages with the keyboard alone."""

from __future__ import annotations


def test_focus_is_never_covered(opened):
    """WCAG 2.2, 2.4.11; and there is no trap."""
    page = opened(height=640, reduced_motion="reduce")
    seen = []
    for _ in range(80):
        page.keyboard.press("Tab")
        place = page.evaluate(
            """() => {
                const focused = document.activeElement;
                if (focused === document.body) return null;
                const box = focused.getBoundingClientRect();
                const x = Math.min(Math.max(box.left + Math.min(box.width, 12) / 2, 0), innerWidth - 1);
                const top = document.elementFromPoint(x, box.top + Math.min(box.height / 2, 12));
                const uncovered = focused.contains(top) || top?.contains(focused);
                return [focused.outerHTML.slice(0, 120), uncovered && box.bottom > 0 && box.top < innerHeight];
            }"""
        )
        if place is None:
            break
        seen.append(place)
    assert [element for element, visible in seen if not visible] == []
    assert len(seen) > 25
    assert place is None


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

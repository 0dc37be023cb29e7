"""What is said to those who listen rather than look: WCAG 2.2, 4.1.3."""

from __future__ import annotations

import json

import pytest
from babel import Locale

from browser.pages import EPISODE

#: Notes each text that a status gets.  Assistive technology speaks only what changes in one that is there already.
NOTE = """() => {
    window.said = [];
    for (const status of document.querySelectorAll("[role=status]")) {
        window.said.push(status.textContent);
        new MutationObserver(() => window.said.push(status.textContent)).observe(status, {childList: true, characterData: true, subtree: true});
    }
}"""


def heard(page):
    """Return each text that was said, in order."""
    return [text for text in page.evaluate("window.said") if text]


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_copying(opened, direction):
    page = opened(EPISODE, direction=direction, permissions=["clipboard-read", "clipboard-write"])
    copied = page.get_attribute("#lesson-words", "data-copied")
    page.evaluate(NOTE)
    assert heard(page) == []
    page.locator("main .copy").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => window.said.some(text => text)")
    assert heard(page) == [copied]
    # It is in the tree that assistive technology reads, and the focus stays on the button.
    assert page.get_by_role("status").filter(has_text=copied).count() == 1
    assert page.evaluate("document.activeElement.matches('.copy')")


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_searching(opened, direction):
    page = opened(EPISODE, direction=direction)
    found, nothing = (page.get_attribute("#lesson-words", f"data-{name}") for name in ("found", "found-nothing"))
    page.evaluate(NOTE)
    page.keyboard.press("/")
    page.keyboard.insert_text("loops")
    page.wait_for_selector(".search-results a")
    number = page.locator(".search-results a").count()
    page.wait_for_function("() => window.said.some(text => text)")
    forms = json.loads(found)
    form = forms[Locale.parse(forms["language"]).plural_form(number)]
    assert heard(page)[-1] == form.replace("%(number)d", str(number))
    assert page.get_by_role("status").filter(has_text=heard(page)[-1]).count() == 1
    page.keyboard.insert_text("xyzzy")
    page.wait_for_function("text => window.said.at(-1) === text", arg=nothing)
    assert page.locator(".search-results a").count() == 0

"""The button that copies code."""

from __future__ import annotations

from browser.pages import EPISODE


def test_copy_leaves_prompts_and_output_out(browser, sites):
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    for path, expected in ((EPISODE, "pwd"), ("episodes/03-rst.html", "1 + 1")):
        page.goto(sites["ltr"].address + path)
        page.locator(".copy").first.click()
        page.wait_for_function("document.getElementById('lesson-announcements').textContent")
        assert page.evaluate("navigator.clipboard.readText()") == expected
    assert page.locator(".code-output .copy").count() == 0
    context.close()

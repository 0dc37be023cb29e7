"""A whole lesson on one page (``singlehtml``), with its solutions at the end of each document."""

from __future__ import annotations

from theme_lesson import CONF

from browser.axe import violations

LESSON = {
    "conf.py": CONF,
    "index.md": "# Lesson\n\n```{toctree}\nloops\n```\n",
    "loops.md": (
        "# Loops\n\n- A\n  - B\n\n::: challenge\n## Task\n\nDo it.\n\n::: solution\nDone.\n:::\n:::\n\n"
        "::: keypoints\n- One\n:::\n"
    ),
}
STYLES = "items => items.map(item => getComputedStyle(item).listStyleType)"


def test_lists_and_solutions(build_once, served, opened, axe):
    built = build_once(LESSON, "singlehtml", lesson_solutions="end-of-page")
    page = opened(site=served(built.out), path="index.html")
    # The documents, the collected key points among them, stand in the contents, whose own lists have no bullets.
    assert page.locator("main section section li").evaluate_all(STYLES) == ["disc", "circle", "disc", "disc"]
    assert violations(page, axe) == []
    page.locator("main").get_by_role("link", name="Solution").focus()
    page.keyboard.press("Enter")
    assert page.locator(".solution:target, :target .solution, .solution :target").count() == 1
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.solution') !== null")

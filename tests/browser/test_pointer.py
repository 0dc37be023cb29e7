"""Pages with a pointer."""

from __future__ import annotations

import pytest

from browser.pages import PAGE_KINDS
from browser.pairwise import pairwise
from browser.targets import small_targets


@pytest.mark.parametrize(("kind", "width", "direction"), pairwise(tuple(PAGE_KINDS), (320, 1280), ("ltr", "rtl")))
def test_targets_are_large_enough(opened, kind, width, direction):
    """WCAG 2.2, 2.5.8."""
    page = opened(PAGE_KINDS[kind].path, width, direction=direction)
    page.click("[data-set-view=instructor]")
    PAGE_KINDS[kind].arrange(page)
    assert small_targets(page) == []


def test_a_small_target_would_be_found(opened):
    page = opened()
    assert small_targets(page) == []
    page.evaluate(
        """() => {
            const add = (parent, id) => {
                const link = document.createElement("a");
                link.href = "#";
                link.id = id;
                link.textContent = "i";
                document.querySelector(parent).append(link);
            };
            add("header", "in-header");
            add("main", "alone");
            document.querySelector("main").append(document.createElement("hr"));
            add("main", "one");
            add("main", "other");
        }"""
    )
    found = " ".join(small_targets(page))
    assert 'id="in-header"' in found
    assert 'id="one"' in found
    assert 'id="other"' in found
    assert 'id="alone"' not in found

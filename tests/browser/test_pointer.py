"""Pages with a pointer."""

from __future__ import annotations


def test_targets_are_large_enough(opened):
    """WCAG 2.2, 2.5.8: 24 pixels, but for links in sentences."""
    page = opened(width=390)
    page.click(".left summary")
    small = page.evaluate(
        """() => [...document.querySelectorAll("button, summary, nav a, .button, input")]
            .filter(part => part.checkVisibility())
            .map(part => [part.outerHTML.slice(0, 100), part.getBoundingClientRect()])
            .filter(([, box]) => box.width && (box.width < 24 || box.height < 24))
            .map(([html, box]) => `${html} ${box.width}x${box.height}`)"""
    )
    assert small == []

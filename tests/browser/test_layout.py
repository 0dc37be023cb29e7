"""Widths, spacing and what goes beyond them."""

from __future__ import annotations

import pytest

from browser.axe import violations
from browser.pages import PAGES


@pytest.mark.parametrize("width", [320, 390, 768, 1280, 1920])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_the_page_never_scrolls_sideways(opened, width, direction):
    page = opened(width=width, direction=direction)
    for path in PAGES:
        page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/")[2] + "/" + path)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path


def test_text_spacing_can_be_changed(opened):
    """WCAG 2.2, 1.4.12."""
    page = opened(width=320, bypass_csp=True)
    page.add_style_tag(
        content="* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
        "p { margin-block-end: 2em !important }"
    )
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_long_lines_wrap_by_choice(browser, build_once):
    text = f"# L\n\n```{{code-block}} text\n:class: wrap\n{'long ' * 99}\n```\n"
    page = browser.new_page(viewport={"width": 390, "height": 700})
    page.goto((build_once({"index.md": text}, html_theme="lesson").out / "index.html").as_uri())
    assert (
        page.evaluate(
            "(scroller => scroller.scrollWidth - scroller.clientWidth)(document.querySelector('.code-scroll'))"
        )
        == 0
    )
    page.close()


def test_long_contents(browser, build, axe):
    names = [f"e{number:02}" for number in range(50)]
    files = {f"{name}.md": f"# Topic {name}\n\nText.\n" for name in names}
    built = build({"index.md": "# L\n\n```{toctree}\n" + "\n".join(names) + "\n```\n", **files}, html_theme="lesson")
    page = browser.new_page(viewport={"width": 1280, "height": 700})
    page.goto((built.out / "e40.html").as_uri())
    box = page.locator(".left .current").bounding_box()
    assert 60 < box["y"] < 640
    assert violations(page, axe) == []
    page.close()

"""The colour scheme of the system, and the reader's own."""

from __future__ import annotations

import pytest
from theme_lesson import LESSON


def test_colours_are_remembered(opened):
    page = opened(color_scheme="light")
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    label = page.get_attribute(".scheme", "aria-label")
    page.click(".scheme")
    assert page.evaluate(paper) == light
    page.click(".scheme")
    dark = page.evaluate(paper)
    assert dark != light
    assert page.get_attribute(".scheme", "aria-label") != label
    with page.expect_navigation():
        page.click(".pager .next")
    assert page.evaluate("document.documentElement.dataset.scheme") == "dark"
    assert page.evaluate(paper) == dark
    page.emulate_media(media="print")
    assert page.evaluate(paper) == light


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("scripted", [True, False])
def test_pictures_for_one_scheme(browser, build_once, scheme, scripted):
    text = "# L\n\n```{image} a.png\n:alt: A\n:class: only-light\n```\n\n```{image} a.png\n:alt: B\n:class: only-dark\n```\n"
    built = build_once({"index.md": text, "a.png": LESSON["tree.png"]}, html_theme="lesson")
    page = browser.new_page(color_scheme=scheme, java_script_enabled=scripted)
    page.goto((built.out / "index.html").as_uri())
    shown = [picture.get_attribute("alt") for picture in page.locator("main img").all() if picture.is_visible()]
    assert shown == [{"light": "A", "dark": "B"}[scheme]]
    # On paper, every page is light.
    page.emulate_media(media="print")
    assert [picture.is_visible() for picture in page.locator("main img").all()] == [True, False]
    page.close()

"""Widths, spacing and what goes beyond them."""

from __future__ import annotations

from itertools import product

import pytest

from browser.axe import violations
from browser.layout import clipped, sideways
from browser.pages import PAGE_KINDS
from browser.pairwise import pairwise

DIRECTIONS = ("ltr", "rtl")
#: The spacing that readers may ask for: WCAG 2.2, 1.4.12.
SPACING = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-block-end: 2em !important }
"""


def arranged(opened, kind, *arguments, **options):
    page = opened(PAGE_KINDS[kind].path, *arguments, **options)
    page.click("[data-set-view=instructor]")
    PAGE_KINDS[kind].arrange(page)
    return page


@pytest.mark.parametrize(("kind", "direction"), list(product(PAGE_KINDS, DIRECTIONS)))
def test_the_page_never_scrolls_sideways(opened, kind, direction):
    """WCAG 2.2, 1.4.10 and wider: at each width; 320 pixels are what 400 % leave of 1280."""
    page = arranged(opened, kind, direction=direction)
    beyond, cut = {}, {}
    for width, height in ((320, 256), (390, 844), (768, 1024), (1280, 1024), (1920, 1080)):
        page.set_viewport_size({"width": width, "height": height})
        beyond[width] = max(sideways(page), 0)
        cut[width] = clipped(page)
    assert {width: pixels for width, pixels in beyond.items() if pixels} == {}
    assert {width: found for width, found in cut.items() if found} == {}


@pytest.mark.parametrize("kind", PAGE_KINDS)
@pytest.mark.parametrize("direction", DIRECTIONS)
def test_400_percent_leave_room_to_read(opened, kind, direction):
    """Nothing stays in view that would cover the text (WCAG 2.2, 1.4.10)."""
    page = opened(PAGE_KINDS[kind].path, 320, 256, direction, device_scale_factor=4)
    page.evaluate("document.querySelector('main').scrollIntoView({behavior: 'instant'})")
    seen = """y => document.querySelector("main").contains(document.elementFromPoint(innerWidth / 2, y))"""
    # Below the room that is left above what a link leads to.
    assert [page.evaluate(seen, y) for y in (40, 70, 100)] == [True] * 3


@pytest.mark.parametrize(("kind", "direction", "width"), pairwise(tuple(PAGE_KINDS), DIRECTIONS, (320, 1280)))
def test_text_spacing_can_be_changed(opened, kind, direction, width):
    """WCAG 2.2, 1.4.12."""
    page = arranged(opened, kind, width, direction=direction, bypass_csp=True)
    page.add_style_tag(content=SPACING)
    assert sideways(page) <= 0
    assert clipped(page) == []


def test_what_is_cut_off_would_be_found(opened):
    page = opened(bypass_csp=True)
    assert clipped(page) == []
    page.add_style_tag(
        content="h1 { white-space: nowrap; overflow: hidden; inline-size: 3rem } #content p { block-size: .5rem }"
    )
    page.add_style_tag(content="h2 { inline-size: 200vw; position: relative; text-align: end }")
    assert {html[:3] for html in clipped(page)} >= {"<h1", "<p>", "<h2"}
    assert sideways(page) > 0


def test_what_is_deprecated_has_one_bar(opened):
    page = opened("schedule.html")
    widths = page.locator(".deprecated").evaluate_all(
        "found => found.map(element => getComputedStyle(element).borderInlineStartWidth !== '0px')"
    )
    assert widths == [True, False]


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

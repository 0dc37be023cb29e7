"""What JavaScript adds is not missed."""

from __future__ import annotations

import pytest

from browser.pages import EPISODE, PAGES, TABS

#: What could be pressed and would do nothing: without scripts, only links that lead somewhere, the parts that HTML opens
#: by itself, and forms that can be sent are of use.
DEAD = """() => [...document.querySelectorAll("button, [role=button], [role=tab], a:not([href]), a[href='#'], [onclick], input, select")]
    .filter(part => part.checkVisibility({visibilityProperty: true}) && !part.matches("[type=checkbox][disabled]"))
    .map(part => part.outerHTML.slice(0, 160))"""
#: Text that nobody can get at: it is neither shown nor in something that opens.
HIDDEN = """() => {
    for (const part of document.querySelectorAll("details")) part.open = true;
    const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    const found = [];
    while (texts.nextNode()) {
        const part = texts.currentNode.parentElement;
        if (!texts.currentNode.data.trim() || part.closest(".scripted, script, svg, math, .tab-list, .for-readers, .fn-bracket, .definitions")) continue;
        if (!part.checkVisibility({visibilityProperty: true})) found.push(part.outerHTML.slice(0, 160));
    }
    return found;
}"""


@pytest.fixture
def page(opened):
    return opened(java_script_enabled=False)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_every_kind_of_page_can_be_used(opened, path, direction):
    page = opened(path.partition("?")[0], direction=direction, java_script_enabled=False)
    assert page.locator("h1").is_visible()
    assert len(page.inner_text("main").split()) >= (4 if "genindex" in path else 5)
    assert page.evaluate(DEAD) == []
    assert page.evaluate(HIDDEN) == []
    # From every page, by the contents, to another.
    link = page.locator(".contents > li:not(.current) > a").first
    assert link.is_visible()
    title = link.locator("span:not(.number, .minutes)").inner_text()
    link.click()
    assert title in page.inner_text("h1")


def test_dead_controls_and_hidden_texts_would_be_found(opened):
    page = opened(TABS)
    assert len(page.evaluate(DEAD)) > 5
    # With scripts, the panels that are not chosen are hidden.
    assert len(page.evaluate(HIDDEN)) >= 3


def test_contents_open_on_a_narrow_screen(opened):
    page = opened(width=390, java_script_enabled=False)
    assert not page.locator(".contents a").first.is_visible()
    page.click(".left summary")
    assert page.locator(".contents a").first.is_visible()


def test_solutions_open(page):
    solution = page.locator("details.solution").first
    assert not solution.locator("p").is_visible()
    solution.locator("summary").click()
    assert solution.locator("p").is_visible()


def test_instructor_notes_are_closed_notes(page):
    note = page.locator("details.instructor")
    assert note.locator("summary").is_visible()
    assert not note.locator("p").is_visible()


def test_all_panels_are_shown(opened):
    page = opened(TABS, java_script_enabled=False)
    assert [panel.is_visible() for panel in page.locator(".tab-panel > .tab-title").all()] == [True] * 6
    assert not page.locator(".tab-list").first.is_visible()


def test_menus_open(page):
    page.click(".header-links summary")
    page.locator(".header-links details a").first.click()
    assert EPISODE not in page.url


def test_the_system_chooses_the_colours(opened):
    papers = {
        opened(java_script_enabled=False, color_scheme=scheme)
        .locator("body")
        .evaluate("body => getComputedStyle(body).backgroundColor")
        for scheme in ("light", "dark")
    }
    assert len(papers) == 2


def test_search_says_so(opened):
    page = opened("search.html", java_script_enabled=False)
    assert page.locator("noscript .admonition").is_visible()
    assert not page.locator(".search-page").is_visible()

"""The search dialog and the search page."""

from __future__ import annotations

import pytest

from browser.pages import EPISODE, PAGES


@pytest.mark.parametrize("key", ["/", "Control+k"])
def test_search_dialog(opened, key):
    page = opened("episodes/02-loops.html")
    page.keyboard.press(key)
    assert page.evaluate("document.activeElement.type") == "search"
    page.keyboard.insert_text("absolute")
    page.wait_for_selector(".search-results li:first-child a[href$='#absolute-or-relative']")
    assert page.inner_text(".search-status") != ""
    # Heading of a block, under the title of its episode.
    assert (
        page.locator(".search-results small").first.inner_text()
        == "3.4 Files & folders \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} A path"
    )
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/01-shell.html#absolute-or-relative")


def test_what_a_page_describes_is_found(opened):
    """Names of options, functions and the like, which Sphinx's script finds in another way than words."""
    page = opened("episodes/02-loops.html")
    page.keyboard.press("/")
    page.keyboard.insert_text("loops_home")
    found = page.locator(".search-results a[href$='schedule.html#envvar-LOOPS_HOME']")
    found.wait_for()
    assert found.locator("small").inner_text() == "environment variable \N{MIDDLE DOT} Schedule"


def test_search_finds_nothing(opened):
    page = opened("search.html?q=xyzzy")
    page.wait_for_function("() => document.querySelector('.search-status').textContent")
    assert page.locator(".search-results li").count() == 0


@pytest.mark.parametrize("path", ["index.html", EPISODE])
def test_search_works_from_a_folder(browser, sites, path):
    page = browser.new_page()
    page.goto((sites["ltr"].folder / path).as_uri())
    page.keyboard.press("/")
    page.keyboard.insert_text("loops")
    # The results of the whole word, not of its beginning.
    page.wait_for_selector(".search-results li:first-child a[href*='02-loops']")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/02-loops.html*")
    page.close()


# The page for missing addresses is for servers: what it loads stands at the root of one.
@pytest.mark.parametrize("path", [path for path in PAGES if path != "404.html"])
def test_pages_work_from_a_folder(browser, sites, path):
    """Opened as files, pages load all that they ask for and say nothing in the console."""
    name, _, query = path.partition("?")
    page = browser.new_page()
    said, failed = [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.goto((sites["ltr"].folder / name).as_uri() + (query and f"?{query}"))
    page.wait_for_load_state()
    if "loops" in query:
        page.wait_for_selector(".search-results a")
    assert (said, failed) == ([], [])
    assert page.evaluate("[document.documentElement.dataset.scripted, document.styleSheets.length > 0]") == ["", True]
    page.close()

"""What a page asks for, and what that does to it."""

from __future__ import annotations

import pytest

from browser.pages import PAGES


@pytest.mark.parametrize("path", PAGES)
def test_requests_and_shifts(browser, sites, path):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(
        "window.shift = 0;"
        "new PerformanceObserver(list => { for (const entry of list.getEntries()) window.shift += entry.value; })"
        ".observe({type: 'layout-shift', buffered: true});"
    )
    page = context.new_page()
    requests, said = [], []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(sites["ltr"].address + path)
    page.wait_for_timeout(300)
    assert page.evaluate("window.shift") == 0
    assert [address for address in requests if not address.startswith(sites["ltr"].address)] == []
    assert "?q=" in path or len([address for address in requests if not address.endswith(".png")]) <= 10
    assert said == []
    context.close()


def test_weight_of_all_scripts(opened, sites):
    page = opened()
    loaded = page.evaluate(
        "[...document.scripts].filter(script => script.src).map(script => new URL(script.src).pathname)"
    )
    assert sum((sites["ltr"].folder / path.lstrip("/")).stat().st_size for path in loaded) < 30_000

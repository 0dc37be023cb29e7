"""What a page asks for, what that weighs, and what it does to the page."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from browser.pages import EVERYTHING, PAGES
from browser.serving import serve

#: Adds up what moves on the page that no reader has moved.
SHIFTS = """window.shift = 0;
new PerformanceObserver(list => { for (const entry of list.getEntries()) window.shift += entry.value; })
    .observe({type: "layout-shift", buffered: true});"""

#: How often a page is loaded until nothing moves.
LOADS = 6


@pytest.fixture
def loaded(browser, sites):
    """Load a page in a new window; returns it and each address that it has asked for."""
    contexts = []

    def loaded(path, direction="ltr", width=1280, site=None):
        context = browser.new_context(viewport={"width": width, "height": 900})
        contexts.append(context)
        context.add_init_script(SHIFTS)
        page = context.new_page()
        requests = []
        page.on("request", lambda request: requests.append(request.url))
        page.goto((site or sites[direction]).address + path, wait_until="networkidle")
        return page, requests

    yield loaded
    for context in contexts:
        context.close()


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("direction", "width"), [("ltr", 1280), ("rtl", 390)])
def test_nothing_moves(loaded, path, direction, width):
    """What the page itself moves, it moves whenever it is loaded.

    A browser that is short of time may draw half of a header first; that happens now and then.
    """
    shifts = []
    while 0 not in shifts and len(shifts) < LOADS:
        page, _requests = loaded(path, direction, width)
        shifts.append(page.evaluate("window.shift"))
    assert 0 in shifts


def test_what_moves_would_be_seen(loaded):
    page, _requests = loaded(EVERYTHING)
    page.evaluate("document.querySelector('main').prepend(document.createElement('hr'), document.createElement('hr'))")
    page.wait_for_function("() => window.shift > 0")


@pytest.mark.parametrize("path", PAGES)
def test_nothing_comes_from_elsewhere(loaded, sites, path):
    """The browser's list of requests and the server's log are the same."""
    with serve(sites["ltr"].folder) as site:
        page, requests = loaded(path, site=site)
        for _ in range(50):
            # The icon comes when there is nothing else to do.
            if len(requests) == len(site.log):
                break
            page.wait_for_timeout(100)
        assert {urlsplit(request)[:2] for request in requests} == {urlsplit(site.address)[:2]}
        asked = [urlsplit(request)._replace(scheme="", netloc="").geturl() for request in requests]
        assert sorted(asked) == sorted(site.log)


def test_the_figures_of_an_episode(loaded, sites, record_property):
    """The weight of a page that uses all that the theme can do."""
    page, requests = loaded(EVERYTHING)
    # Nothing is loaded for one part of the page unless it is there.
    for used in (".tabs", "math", ".lesson-block", ".code", "table", "figure", ".footnote-list"):
        assert page.locator(used).count(), used
    names = [urlsplit(request).path for request in requests]
    sizes = {name: (sites["ltr"].folder / name.lstrip("/")).stat().st_size for name in names}
    ours = ("lesson", "preferences")

    def weight(ending, *beginnings):
        chosen = [name for name in sizes if name.endswith(ending) and name.rpartition("/")[2].startswith(beginnings)]
        assert chosen
        return sum(sizes[name] for name in chosen)

    figures = {
        "theme CSS (bytes)": (weight(".css", *ours), 30_000),
        "all CSS (bytes)": (weight(".css", ""), 40_000),
        "theme JS (bytes)": (weight(".js", *ours), 15_000),
        "all JS (bytes)": (weight(".js", ""), 30_000),
        "requests without images": (len([name for name in names if not name.endswith((".png", ".svg"))]), 10),
    }
    for what, (figure, most) in figures.items():
        record_property("theme figure", f"{what}: {figure} of at most {most}")
    assert {what: figure for what, (figure, most) in figures.items() if figure > most} == {}

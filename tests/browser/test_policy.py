"""The policy ``default-src 'self'``, which the server of these tests sends with every page, is kept."""

from __future__ import annotations

import pytest

from browser.lesson import SITE
from browser.pages import PAGE_KINDS


def pages_of(site):
    return sorted(path.relative_to(site.folder).as_posix() for path in site.folder.rglob("*.html"))


@pytest.mark.parametrize("kind", PAGE_KINDS)
def test_kinds_of_pages(opened, kind):
    """The fixture fails the test if the console says anything, a breach of the policy too."""
    page = opened(PAGE_KINDS[kind].path)
    page.click("[data-set-view=instructor]")
    PAGE_KINDS[kind].arrange(page)
    if page.locator("main .copy").count() and not page.locator("dialog[open]").count():
        page.locator("main .copy").first.click()


@pytest.mark.parametrize("name", ["manual", "example"])
def test_every_page(opened, request, name):
    site = request.getfixturevalue(name)
    pages = pages_of(site)
    assert len(pages) >= {"manual": 20, "example": 8}[name]
    page = opened(pages[0], site=site.address)
    for path in pages[1:]:
        page.goto(site.address + path)


@pytest.mark.parametrize(
    "raw",
    [
        '<p style="color: red">Red</p>',
        "<script>alert(1)</script>",
        '<button onclick="alert(1)">Press</button>',
        '<img src="https://example.org/picture.png" alt="Elsewhere">',
    ],
)
def test_a_breach_would_be_seen(browser, built_site, raw):
    site = built_site({"conf.py": SITE["conf.py"], "index.md": f"# L\n\n{raw}\n"})
    page = browser.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(site.address)
    if page.locator("main button").count():
        page.locator("main button").first.click()
    assert any("Content Security Policy" in text for text in said)
    page.close()

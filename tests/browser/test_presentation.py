"""Pages as presentations: ``?minipres``."""

from __future__ import annotations

from contextlib import ExitStack

import pytest
from needed import module

from browser.axe import violations

TEXT = """# Talk

Welcome.

## First

One.

### Deep

Deeper.

## Second

Two.

```{keypoints}
- Last
```
"""
FILES = {
    "index.md": "# Lesson\n\nStart.\n\n```{toctree}\ntalk\nend\n```\n",
    "talk.md": TEXT,
    "end.md": "# End\n\nThe end.\n",
}


@pytest.fixture(scope="module", params=["lesson", "sphinx_rtd_theme"])
def site(request, built_site):
    """The lesson in both themes."""
    module("sphinx_rtd_theme", "sphinx-rtd-theme")
    return built_site(FILES, html_theme=request.param).address


@pytest.fixture
def opened_site(browser, site):
    """Open a page of it; what the other theme does itself, no policy is asked of."""
    with ExitStack() as contexts:

        def opened_site(path, width=1280, **options):
            context = browser.new_context(viewport={"width": width, "height": 900}, **options)
            contexts.callback(context.close)
            page = context.new_page()
            page.goto(site + path)
            return page

        yield opened_site


@pytest.fixture(scope="module")
def own(built_site):
    """The lesson in the theme ``lesson``, in a language that is written from right to left."""
    return built_site(FILES, html_theme="lesson", language="ar").address


def shown(page):
    """Return which of the page's texts can be seen."""
    texts = ("Welcome.", "One.", "Deeper.", "Two.", "Last")
    return [text for text in texts if page.get_by_text(text, exact=True).first.is_visible()]


def test_one_section_after_the_other(opened_site):
    page = opened_site("talk.html?minipres")
    page.wait_for_selector(".presentation")
    assert shown(page) == ["Welcome."]
    assert page.get_by_role("status").last.inner_text() == "1 / 4"
    page.keyboard.press("ArrowRight")
    assert shown(page) == ["One.", "Deeper."]
    assert page.url.endswith("?minipres#first")
    page.keyboard.press("PageDown")
    assert shown(page) == ["Two."]
    page.get_by_role("button", name="Next").click()
    assert shown(page) == ["Last"]
    page.reload()
    page.wait_for_selector(".presentation")
    assert shown(page) == ["Last"]
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("PageUp")
    assert shown(page) == ["One.", "Deeper."]
    page.keyboard.press("Escape")
    page.wait_for_url("**/talk.html#first")
    assert shown(page) == ["Welcome.", "One.", "Deeper.", "Two.", "Last"]


def test_other_addresses(opened_site):
    page = opened_site("talk.html?slideshow&h=3#deep")
    page.wait_for_selector(".presentation")
    assert shown(page) == ["Deeper."]
    assert page.get_by_role("status").last.inner_text() == "3 / 5"
    page.evaluate("location.hash = 'second'")
    page.wait_for_function("document.querySelector('.presentation p').textContent == '4 / 5'")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**/end.html?slideshow&h=3")
    page.wait_for_selector(".presentation")
    plain = opened_site("talk.html?plain")
    plain.wait_for_selector(".presenting")
    assert len(shown(plain)) == 5
    assert plain.locator(".presentation").count() == 0


def test_everybody_can_use_it(opened_site, axe):
    for options in ({"width": 320}, {"color_scheme": "dark", "forced_colors": "active"}):
        page = opened_site("talk.html?minipres", **options)
        page.wait_for_selector(".presentation")
        bar = page.locator(".presentation")
        assert all(each.bounding_box()["height"] >= 24 for each in bar.locator("button, a").all())
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.emulate_media(media="print")
    assert len(shown(page)) == 5
    assert not bar.is_visible()
    page.emulate_media(media="screen")
    if page.locator(".wy-nav-side").count() == 0:  # the other theme's faults are its own
        assert violations(page, axe) == []


def test_from_right_to_left(opened, own):
    page = opened("talk.html?minipres", site=own)
    page.wait_for_selector(".presentation")
    page.keyboard.press("ArrowLeft")
    assert shown(page) == ["One.", "Deeper."]


def test_only_where_it_is_asked_for(opened, own):
    asked = []
    page = opened("end.html", site=own)
    page.on("request", lambda request: asked.append(request.url))
    page.reload(wait_until="networkidle")
    assert not [address for address in asked if "presentation" in address]
    assert page.locator(".presentation").count() == 0


def test_without_scripts_it_is_the_page(opened, own):
    page = opened("talk.html?minipres", site=own, java_script_enabled=False)
    assert len(shown(page)) == 5

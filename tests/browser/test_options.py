"""The theme with every option."""

from __future__ import annotations

import pytest

from browser.axe import violations
from browser.pages import EPISODE


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light"), (1280, "dark")])
def test_options(browser, chosen_site, axe, width, scheme):
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.goto(chosen_site + EPISODE)
    page.click(".languages summary")
    menu = page.locator(".languages ul").bounding_box()
    assert menu["x"] >= 0
    assert menu["x"] + menu["width"] <= width
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    logos = [logo.is_visible() for logo in page.locator(".brand img").all()]
    assert logos == [scheme == "light", scheme == "dark"]
    assert violations(page, axe) == []
    page.keyboard.press("Escape")
    assert not page.locator(".languages ul").is_visible()
    page.close()

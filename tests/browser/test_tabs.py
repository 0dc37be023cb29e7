"""Tabs: the widget that WAI-ARIA's authoring practices describe, with a memory."""

from __future__ import annotations

import pytest

from browser.axe import violations


class TestTabs:
    """The widget that WAI-ARIA's authoring practices describe, with a memory."""

    @pytest.fixture
    def page(self, opened):
        return opened("episodes/02-loops.html")

    @staticmethod
    def chosen(page):
        return page.locator("[role=tab][aria-selected=true]").all_inner_texts()

    @staticmethod
    def shown(page):
        panels = page.locator(".tab-panel").all()
        return [panel.locator("p").first.inner_text() for panel in panels if panel.get_attribute("hidden") is None]

    def test_the_first_is_shown(self, page):
        assert self.chosen(page) == ["Linux", "Windows", "Short"]
        assert self.shown(page) == ["Open the terminal.", "Type dir.", "One line."]
        assert not page.locator(".tab-panel > .tab-title").first.is_visible()

    def test_a_choice_holds_for_the_whole_site(self, page, axe):
        page.get_by_role("tab", name="Windows").first.click()
        assert self.chosen(page) == ["Windows", "Windows", "Short"]
        page.reload()
        assert self.chosen(page) == ["Windows", "Windows", "Short"]
        page.get_by_role("tab", name="Linux").nth(1).click()
        assert self.chosen(page) == ["Linux", "Linux", "Short"]
        page.get_by_role("tab", name="Long").click()
        page.reload()
        assert self.chosen(page) == ["Linux", "Linux", "Short"]
        assert violations(page, axe) == []

    def test_keys(self, page):
        tab = page.get_by_role("tab", name="Linux").first
        tab.focus()
        for key, expected in (("ArrowRight", "Windows"), ("ArrowRight", "Linux"), ("ArrowLeft", "Windows"),
                              ("Home", "Linux"), ("End", "Windows")):  # fmt: skip
            page.keyboard.press(key)
            assert page.evaluate("document.activeElement.textContent") == expected
            assert self.chosen(page)[0] == expected
        page.keyboard.press("Tab")
        # The panels that are not shown are passed over.
        assert page.evaluate("document.activeElement.closest('.tab-panel')?.hidden ?? false") is False

    def test_keys_from_right_to_left(self, opened):
        page = opened("episodes/02-loops.html", direction="rtl")
        page.get_by_role("tab", name="Linux").first.focus()
        page.keyboard.press("ArrowLeft")
        assert page.evaluate("document.activeElement.textContent") == "Windows"

    def test_a_deep_link_shows_its_panel(self, page):
        page.evaluate("location.hash = 'the-long-way'")
        page.wait_for_selector("[aria-selected=true] >> text=Long")
        assert self.shown(page)[-1] == "Many lines."

    def test_print_shows_all(self, page):
        page.emulate_media(media="print")
        assert [panel.is_visible() for panel in page.locator(".tab-panel > .tab-title").all()] == [True] * 6
        assert all(panel.locator("p").first.is_visible() for panel in page.locator(".tab-panel").all())
        assert not page.locator(".tab-list").first.is_visible()

    def test_storage_may_hold_anything(self, page):
        page.evaluate("localStorage.setItem('lesson-tabs', '{')")
        page.reload()
        assert self.chosen(page) == ["Linux", "Windows", "Short"]

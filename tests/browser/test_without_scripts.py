"""What JavaScript adds is not missed."""

from __future__ import annotations

import pytest


class TestWithoutScripts:
    """What JavaScript adds is not missed."""

    @pytest.fixture
    def page(self, opened):
        return opened(java_script_enabled=False)

    def test_contents_are_shown(self, page):
        assert page.locator(".contents a").first.is_visible()

    def test_contents_open_on_a_narrow_screen(self, opened):
        page = opened(width=390, java_script_enabled=False)
        assert not page.locator(".contents a").first.is_visible()
        page.click(".left summary")
        assert page.locator(".contents a").first.is_visible()

    def test_solutions_open(self, page):
        solution = page.locator("details.solution").first
        assert not solution.locator("p").is_visible()
        solution.locator("summary").click()
        assert solution.locator("p").is_visible()

    def test_instructor_notes_are_closed_notes(self, page):
        note = page.locator("details.instructor")
        assert note.locator("summary").is_visible()
        assert not note.locator("p").is_visible()

    def test_all_panels_are_shown(self, opened):
        page = opened("episodes/02-loops.html", java_script_enabled=False)
        assert [panel.is_visible() for panel in page.locator(".tab-panel > .tab-title").all()] == [True] * 6
        assert not page.locator(".tab-list").first.is_visible()

    def test_no_control_is_dead(self, page):
        assert [part for part in page.locator("button").all() if part.is_visible()] == []

    def test_the_system_chooses_the_colours(self, opened):
        papers = {
            opened(java_script_enabled=False, color_scheme=scheme)
            .locator("body")
            .evaluate("body => getComputedStyle(body).backgroundColor")
            for scheme in ("light", "dark")
        }
        assert len(papers) == 2

    def test_search_says_so(self, opened):
        page = opened("search.html", java_script_enabled=False)
        assert page.locator("noscript .admonition").is_visible()
        assert not page.locator(".search-page").is_visible()

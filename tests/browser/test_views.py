"""What readers choose to see."""

from __future__ import annotations

from browser.pages import EPISODE


def test_views(opened):
    page = opened()
    note = page.locator("details.instructor")
    assert not note.is_visible()
    page.click("[data-set-view=instructor]")
    assert note.is_visible()
    assert note.get_attribute("open") is not None
    assert page.get_attribute("[data-set-view=instructor]", "aria-pressed") == "true"
    page.reload()
    assert note.is_visible()
    page.click("[data-set-view=learner]")
    assert not note.is_visible()


def test_the_page_of_notes_shows_them_to_everyone(opened):
    assert [note.is_visible() for note in opened("notes.html").locator(".lesson-block.instructor").all()] == [True] * 2


def test_a_deep_link_opens_what_hides_its_place(opened, sites):
    page = opened()
    anchor = page.locator("details.solution").nth(1).get_attribute("id")
    page.goto(f"{sites['ltr'].address}{EPISODE}#{anchor}")
    assert page.locator("details.solution[open]").count() == 1
    note = page.locator("details.instructor").get_attribute("id")
    page.evaluate("anchor => { location.hash = anchor; }", note)
    page.wait_for_selector("details.instructor[open]")


def test_all_solutions_at_once(opened):
    page = opened()
    page.click(".open-all")
    assert page.locator("details.solution:not([open])").count() == 0
    page.click(".open-all")
    assert page.locator("details.solution[open]").count() == 0

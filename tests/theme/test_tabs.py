"""Tabs as they are in the page, before a script makes them change."""

from __future__ import annotations

import pytest
from theme_lesson import LESSON


@pytest.fixture(scope="module")
def page(build_once):
    return build_once(LESSON).html("episodes/02-loops")


def tabs_of(build, text):
    return build({"index.md": f"# L\n\n{text}"}, html_theme="lesson", warnings=None).html("index")


def test_one_panel_for_each_heading(page):
    panels = page.select_one(".tabs.group-tab").select(":scope > .tab-panel")
    assert [panel.find(class_="rubric").get_text() for panel in panels] == ["Linux", "Windows"]
    assert [panel.p.get_text() for panel in panels] == ["Open the terminal.", "Open Git Bash."]
    assert [heading.get_text() for heading in panels[0].select(".rubric")] == ["Linux", "With a key"]
    assert len(panels[1].select(".code")) == 1


def test_headings_are_one_level_below_that_of_the_page(page):
    assert {heading.name for heading in page.select_one(".tabs").select(".rubric")} == {"h2"}


def test_each_tab_leads_to_its_panel(page):
    for widget in page.select(".tabs"):
        panels = widget.select(":scope > .tab-panel")
        assert [tab["aria-controls"] for tab in widget.select("[role=tab]")] == [panel["id"] for panel in panels]
        assert widget.select_one("[role=tablist]")["aria-label"] == "Tabs"
        assert "scripted" in widget.select_one("[role=tablist]")["class"]
        assert [tab["type"] for tab in widget.select("[role=tab]")] == ["button"] * len(panels)


def test_groups_are_told_apart(page):
    assert [widget.has_attr("data-group") for widget in page.select(".tabs")] == [True, True, False]


def test_only_pages_with_tabs_load_what_tabs_need(build_once, page):
    assert len(page.select("link[href*='lesson-tabs.css']")) == 1
    script = page.select_one("script[src*='lesson-tabs.js']")
    assert (script["defer"], script["blocking"]) == ("defer", "render")
    others = build_once(LESSON).html("episodes/01-shell")
    assert others.select("[href*='lesson-tabs'], [src*='lesson-tabs']") == []


def test_what_comes_before_the_first_heading_stays_there(build):
    page = tabs_of(build, "::: tab\nBefore.\n\n### A\nOne.\n\n### B\nTwo.\n:::\n")
    assert page.select_one(".tabs").find_previous_sibling("p").get_text() == "Before."
    assert len(page.select(".tab-panel")) == 2


def test_without_a_heading_there_are_no_tabs(build):
    page = tabs_of(build, "::: tab\nOnly text.\n:::\n")
    assert page.select(".tabs, script[src*=tabs]") == []
    assert page.select_one("div.tab p").get_text() == "Only text."


def test_deeper_headings_stay_in_their_panel(build):
    page = tabs_of(build, "::: tab\n#### A\nOne.\n\n### B\nTwo.\n\n#### C\nThree.\n:::\n")
    assert [panel.find(class_="rubric").get_text() for panel in page.select(".tab-panel")] == ["B"]
    assert page.select_one(".tabs").find_previous_sibling("p").get_text() == "One."


def test_tabs_in_tabs(build):
    page = tabs_of(build, "::: tab\n### A\n\n::: group-tab\n### C\nIn.\n\n### D\nIn.\n:::\n\n### B\nTwo.\n:::\n")
    inner = page.select_one(".tabs .tabs")
    assert [tab.get_text() for tab in inner.select("[role=tab]")] == ["C", "D"]
    ids = [tag["id"] for tag in page.select("[id]")]
    assert len(ids) == len(set(ids))


def test_another_theme_shows_a_plain_div(build):
    page = build(LESSON, html_theme="alabaster", html_additional_pages={}).html("episodes/02-loops")
    assert page.select(".tabs, [role=tab]") == []
    assert len(page.select("div.group-tab")) == 2


@pytest.mark.parametrize("name", ["sd-tab-set", "sphinx-tabs"])
def test_tabs_of_other_extensions_are_given_colours(build, name):
    built = build({"index.rst": f"L\n=\n\n.. container:: {name}\n\n   Text.\n"}, html_theme="lesson")
    assert len(built.html("index").select("link[href*='lesson-other-tabs.css']")) == 1
    assert f":root .{name}" in built.read("_static/lesson-other-tabs.css")
    assert built.html("index").select("script[src*=tabs]") == []

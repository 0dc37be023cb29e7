"""Reports on the health of lessons: of one, and of many, in any colours and at any width, from a folder too."""

from __future__ import annotations

from pathlib import Path

import pytest

from browser.axe import violations
from browser.lesson import ROOT, SITE
from browser.serving import Site
from sphinx_lesson_ext.health.compare import compare
from sphinx_lesson_ext.health.files import files_of_lesson, files_of_lessons
from sphinx_lesson_ext.health.lessons import Entry
from sphinx_lesson_ext.health.measure import health_of
from sphinx_lesson_ext.health.records import Base, Found

PAGES = ("index.html", "first/index.html", "alone/index.html", "empty/index.html")
SETTINGS = [
    ({"color_scheme": scheme, "forced_colors": forced}, width)
    for scheme, forced in (("light", "none"), ("dark", "none"), ("light", "active"), ("dark", "active"))
    for width in (320, 390, 1280)
]
#: Findings of every severity, none of which has to stay in the lesson.
MORE = ("error", "note")


@pytest.fixture(scope="module")
def reports(build_once, served, tmp_path_factory):
    """A folder with every kind of report's page, as a site."""
    health = health_of(build_once(SITE, "lesson-report", warnings=None, **ROOT).env)
    assert health.totals.tally.fixmes
    health = _with_every_severity(health)
    former = Base(made="2026-05-01T08:00:00Z", commit="", totals=health.totals,
                  findings=[found.finding for found in health.findings[2:]])  # fmt: skip
    comparison = compare(health, former)
    empty = health_of(build_once({"index.md": "# Nothing\n"}, "lesson-report").env)
    entries = [
        Entry(slug="first", folder=Path("first"), health=health, comparison=comparison),
        Entry(slug="empty", folder=Path("empty"), health=empty),
        Entry(slug="failed", folder=Path("failed"), problem="failed/conf.py cannot be used: line 3: it is broken"),
    ]
    folder = tmp_path_factory.mktemp("reports")
    files = {**files_of_lessons(entries, health.made)}
    files |= {f"alone/{name}": text for name, text in files_of_lesson(health).items()}
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return Site(folder, served(folder))


def _with_every_severity(health):
    from dataclasses import replace

    from sphinx_lesson_ext.findings import Severity
    from sphinx_lesson_ext.health.records import tally_of

    one = health.findings[0].finding
    further = [Found(replace(one, severity=Severity(name), code=f"made-up-{name}", message=f"a long {name} " * 9)) for name in MORE]  # fmt: skip
    findings = [*health.findings, *further]
    documents = [
        replace(document, tally=tally_of([f for f in findings if f.finding.docname == document.docname]))
        for document in health.documents
    ]
    totals = replace(health.totals, tally=tally_of(findings))
    return replace(health, findings=findings, documents=documents, totals=totals)


@pytest.mark.parametrize("path", PAGES)
def test_axe(opened, axe, reports, path):
    page = opened(path, site=reports.address)
    found = {}
    for media, width in SETTINGS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(**media)
        found[width, *media.values()] = violations(page, axe)
    assert {setting: broken for setting, broken in found.items() if broken} == {}


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [320, 390, 820, 1280])
def test_nothing_is_wider_than_the_window(opened, reports, path, width):
    page = opened(path, site=reports.address, width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    wide = """() => [...document.querySelectorAll('main *')].filter(part => !part.closest('.scroll, svg')
        && !part.matches('.for-readers') && part.getBoundingClientRect().right > innerWidth + 1).length"""
    assert page.evaluate(wide) == 0


def test_the_figures_of_charts_do_not_lie_on_their_titles(opened, reports):
    page = opened("first/index.html", site=reports.address, width=320)
    overlapping = """() => [...document.querySelectorAll('svg.chart .row')].filter(row => {
        const [title, figure] = [...row.querySelectorAll('text')].map(text => text.getBoundingClientRect());
        return title.right > figure.left;
    }).map(row => row.textContent)"""
    assert page.evaluate(overlapping) == []


def test_wide_tables_scroll_by_keyboard(opened, reports):
    page = opened("first/index.html", site=reports.address, width=390)
    region = page.locator(".scroll:has(#episodes-table)")
    region.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('.scroll:has(#episodes-table)').scrollLeft > 0")


def test_the_first_link_leads_to_the_content(opened, reports):
    page = opened("first/index.html", site=reports.address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#content"


def test_it_works_from_a_folder(browser, reports):
    page = browser.new_context().new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("requestfailed", lambda request: said.append(request.url))
    page.goto((reports.folder / "index.html").as_uri())
    page.click("tbody a")
    assert page.text_content("h1") == "Shell and Python"
    assert page.evaluate("getComputedStyle(document.querySelector('.cards')).display") == "grid"
    page.click(".brand")
    assert page.text_content("h1") == "3 lessons"
    assert said == []
    page.context.close()


def test_a_table_is_whole_on_paper(opened, reports):
    page = opened("first/index.html", site=reports.address)
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('.scroll')).overflowX") == "visible"
    assert page.evaluate("getComputedStyle(document.querySelector('.skip')).display") == "none"

"""The whole lesson in one page: on the screen, and on paper."""

from __future__ import annotations

import re

import pytest
from theme_lesson import png

from browser.pages import ALL

#: An episode that fills several sheets, with a picture at its end.
LONG = (
    "# Long\n\n"
    + "Text.\n\n" * 400
    + "![The end](end.png)\n\n::: challenge\nDo.\n\n::: solution\n![Found](found.png)\n:::\n:::\n"
)
PRINTED = {
    "conf.py": 'project = "A \\"lesson\\""\nextensions = ["sphinx_lesson_ext"]\nhtml_theme = "lesson"\n'
    'lesson_pages = ["all-in-one"]\nlesson_episodes = ["[abc]"]\n',
    "index.md": "# L\n\n```{toctree}\na\nb\nc\n```\n",
    "a.md": "# A\n\nText.\n",
    "b.md": LONG,
    "c.md": "# C\n\nText.\n",
    "end.png": png(60, 42),
    "found.png": png(61, 43),
}


def sheets(pdf):
    return len(re.findall(rb"/Type /Page\b", pdf))


def pictures(pdf):
    """The sizes of the pictures in a PDF."""
    found = re.findall(rb"/Subtype /Image\s.*?/Width (\d+)\s/Height (\d+)", pdf, re.DOTALL)
    return {(int(width), int(height)) for width, height in found}


def printed(page):
    return page.pdf(format="A4", print_background=True)


def test_all_solutions_at_once(opened):
    page = opened(ALL)
    count = page.locator("details.solution").count()
    assert count > 2
    page.click(".open-all")
    assert page.locator("details.solution[open]").count() == count
    page.wait_for_function("document.querySelector('.open-all').dataset.open === 'true'")
    page.click(".open-all")
    assert page.locator("details.solution[open]").count() == 0


def test_a_solution_changes_the_button(opened):
    page = opened(ALL)
    words = page.inner_text(".open-all")
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    page.wait_for_function("words => document.querySelector('.open-all').innerText !== words", arg=words)


def test_a_link_from_episode_to_episode_stays(opened):
    page = opened(ALL)
    page.locator(".all-in-one-contents a").nth(1).click()
    assert page.url.endswith("all-in-one.html#episodes-02-loops")
    assert page.evaluate("document.getElementById('episodes-02-loops').getBoundingClientRect().top") < 200


def test_instructor_notes_wait_for_instructors(opened):
    page = opened(ALL)
    note = page.locator(".lesson-document details.instructor").first
    assert not note.is_visible()
    page.click("[data-set-view=instructor]")
    assert note.is_visible()


def test_without_scripts_search_leads_there(opened):
    page = opened("search.html", java_script_enabled=False)
    page.click("noscript a[href$='all-in-one.html']")
    assert page.locator(".lesson-document").count() == 4


def test_what_is_read_is_in_view_at_the_right(browser, build):
    """Also where the list is longer than the window."""
    sections = "\n".join(f"## Part {number}\n\nText.\n" for number in range(25))
    lesson = {**PRINTED, "a.md": f"# A\n\n{sections}", "c.md": f"# C\n\n{sections}"}
    page = browser.new_page(viewport={"width": 1400, "height": 600}, reduced_motion="reduce")
    page.goto((build(lesson).out / "all-in-one.html").as_uri())
    page.evaluate("document.getElementById('c--part-20').scrollIntoView()")
    page.wait_for_selector(".on-this-page [aria-current]")
    page.wait_for_function(
        """() => {
            const link = document.querySelector(".on-this-page [aria-current]").getBoundingClientRect();
            return document.querySelector(".right > div").scrollTop > 0 && link.top > 0 && link.bottom < innerHeight;
        }"""
    )
    page.close()


@pytest.mark.parametrize("solutions", ["closed", "open", "omit"])
def test_on_paper(browser, build, solutions):
    """Each episode begins a sheet; pictures far below are there; solutions are as the lesson says."""
    page = browser.new_page()
    page.goto((build(PRINTED, lesson_solutions=solutions).out / "all-in-one.html").as_uri())
    pdf = printed(page)
    assert pictures(pdf) == {(60, 42)} | ({(61, 43)} if solutions == "open" else set())
    page.evaluate("document.querySelectorAll('#b p').forEach(part => part.remove())")
    # The title, and three episodes.
    assert sheets(printed(page)) == 4
    assert sheets(pdf) > 6
    page.emulate_media(media="print")
    title = page.evaluate("getComputedStyle(document.querySelector('h1'), '::before').content")
    assert title == '"A \\"lesson\\""'
    page.close()


def test_nothing_is_cut_off_on_paper(browser, build):
    """Long lines of code are broken, wide tables and formulas stay on the sheet."""
    wide = "| A | B |\n|---|---|\n" + f"| {'word ' * 40} | {'word ' * 40} |\n"
    code = f"```\n{'x' * 300}\n{'word ' * 60}\n```\n"
    lesson = {**PRINTED, "b.md": f"# B\n\n{code}\n{wide}\n::: challenge\n{code}\n:::\n"}
    page = browser.new_page(viewport={"width": 670, "height": 900})
    page.goto((build(lesson).out / "all-in-one.html").as_uri())
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert (
        page.evaluate(
            "[...document.querySelectorAll('.code-scroll, .table-scroll')]"
            ".filter(part => part.scrollWidth > part.clientWidth + 1).length"
        )
        == 0
    )
    page.close()


def test_addresses_of_links_on_paper(browser, build):
    lesson = {**PRINTED, "b.md": "# B\n\n[elsewhere](https://example.org/x) and [A](a.md).\n"}
    page = browser.new_page()
    page.goto((build(lesson).out / "all-in-one.html").as_uri())
    page.emulate_media(media="print")
    marks = "[...document.querySelectorAll('#b p a')].map(link => getComputedStyle(link, '::after').content)"
    assert [mark == "none" for mark in page.evaluate(marks)] == [False, True]
    page.close()

"""Explanations of terms beside the links to them: WCAG 2.2, 1.4.13."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from browser.axe import violations

EPISODE = """# Loops

Now a {term}`shell <shell>` repeats commands. Each time it gives a {term}`variable` another value.

| A table | of words |
| --- | --- |
| A {term}`shell` | in a cell |

{{ filling }}

The last word is on {term}`the loop <loop>`.
"""
GLOSSARY = """# Glossary

:::{glossary}
loop
  What is done again.

shell
  A {term}`program <variable>` that reads commands, in a long explanation of which every line is needed.

  More.

variable
  A name for $x$.
:::
"""
LESSON = {
    "conf.py": 'extensions = ["sphinx_lesson_ext"]\nhtml_theme = "lesson"\n',
    "index.md": "# Lesson\n\n```{toctree}\nloops\nglossary\n```\n",
    "loops.md": EPISODE.replace("{{ filling }}", "Text.\n\n" * 30),
    "glossary.md": GLOSSARY,
}
PAGE = "loops.html"
LONG = "A program that reads commands, in a long explanation of which every line is needed. …"


@pytest.fixture(scope="module")
def sites(build_once, served):
    """The lesson from left to right and from right to left."""
    folders = {name: build_once(LESSON, language=code).out for name, code in (("ltr", "en"), ("rtl", "ar"))}
    return {name: SimpleNamespace(folder=folder, address=served(folder)) for name, folder in folders.items()}


@pytest.fixture
def page(opened):
    return opened(PAGE)


def shell(page):
    return page.get_by_role("link", name="shell").first


def box(page):
    return page.locator(".definition:popover-open")


def wait_until_shown(page):
    page.wait_for_selector(".definition:popover-open")


def wait_until_hidden(page):
    page.wait_for_selector(".definition:popover-open", state="detached")


def focus_by_keyboard(page, name):
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('main p') && document.activeElement.textContent") == name:
            return
    pytest.fail(f"{name} is never focused")


def test_the_pointer_shows_it(page):
    shell(page).hover()
    wait_until_shown(page)
    assert box(page).locator(".definition-term").inner_text() == "shell"
    assert box(page).locator("p").nth(1).inner_text() == LONG
    page.mouse.move(5, 5)
    wait_until_hidden(page)


def test_the_pointer_may_go_into_it(page):
    """Hoverable."""
    shell(page).hover()
    wait_until_shown(page)
    box(page).locator("a").hover()
    page.wait_for_timeout(500)
    assert box(page).count() == 1
    page.mouse.move(5, 5)
    wait_until_hidden(page)


def test_it_stays(page):
    """Persistent."""
    shell(page).hover()
    wait_until_shown(page)
    page.wait_for_timeout(2000)
    assert box(page).count() == 1


@pytest.mark.parametrize("by_keyboard", [True, False])
def test_escape_closes_it(page, by_keyboard):
    """Dismissible: neither pointer nor focus moves."""
    if by_keyboard:
        focus_by_keyboard(page, "shell")
    else:
        shell(page).hover()
    wait_until_shown(page)
    page.keyboard.press("Escape")
    assert box(page).count() == 0
    page.wait_for_timeout(400)
    assert box(page).count() == 0
    if by_keyboard:
        assert page.evaluate("document.activeElement.textContent") == "shell"


def test_focus_shows_it(page):
    focus_by_keyboard(page, "shell")
    wait_until_shown(page)
    # The link in it comes next; after it, the page goes on.
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "program"
    page.wait_for_timeout(400)
    assert box(page).count() == 1
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "variable"
    page.wait_for_timeout(400)
    assert box(page).locator(".definition-term").inner_text() == "variable"
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.textContent") in {"shell", "program"}


def test_it_is_told_to_those_who_listen(page):
    link = page.locator("main p a").first
    description = page.evaluate("id => document.getElementById(id).textContent", link.get_attribute("aria-describedby"))
    assert description == LONG
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    described = {
        node["name"]["value"]: node["description"]["value"] for node in tree if node.get("description", {}).get("value")
    }
    assert described["shell"] == LONG


def test_a_click_leads_to_the_glossary(page):
    shell(page).click()
    page.wait_for_url("**/glossary.html#term-shell")


def test_a_finger_leads_to_the_glossary(opened):
    page = opened(PAGE, width=390, has_touch=True, is_mobile=True)
    shell(page).tap()
    page.wait_for_url("**/glossary.html#term-shell")


def test_above_where_there_is_no_room_below(page):
    link = page.get_by_role("link", name="the loop")
    link.scroll_into_view_if_needed()
    height = page.evaluate("document.documentElement.scrollHeight")
    page.evaluate("link => scrollBy(0, link.getBoundingClientRect().bottom - innerHeight + 20)", link.element_handle())
    link.hover()
    wait_until_shown(page)
    assert box(page).bounding_box()["y"] < link.bounding_box()["y"]
    assert page.evaluate("document.documentElement.scrollHeight") == height


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("position", [0, 1, 2])
def test_inside_the_window(opened, width, direction, position):
    page = opened(PAGE, width=width, direction=direction)
    before = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
    link = page.locator("main a[aria-describedby]").nth(position)
    link.hover()
    wait_until_shown(page)
    frame, place = box(page).bounding_box(), link.bounding_box()
    assert frame["x"] >= 0
    assert frame["x"] + frame["width"] <= width
    assert frame["y"] >= place["y"] + place["height"]
    if width == 1280 and direction == "rtl":
        assert abs(frame["x"] + frame["width"] - place["x"] - place["width"]) < 1
    assert page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]") == before


@pytest.mark.parametrize(
    ("direction", "width", "options"),
    [
        ("ltr", 1280, {"color_scheme": "light"}),
        ("rtl", 320, {"color_scheme": "dark"}),
        ("ltr", 1280, {"forced_colors": "active"}),
    ],
)
def test_axe(opened, axe, direction, width, options):
    page = opened(PAGE, width, direction=direction, **options)
    assert violations(page, axe) == []
    shell(page).hover()
    wait_until_shown(page)
    assert violations(page, axe) == []


def test_print_shows_none(page):
    shell(page).hover()
    wait_until_shown(page)
    page.emulate_media(media="print")
    assert not page.locator(".definition").nth(0).is_visible()


def test_from_a_folder(browser, sites):
    page = browser.new_page()
    page.goto((sites["ltr"].folder / PAGE).as_uri())
    shell(page).hover()
    wait_until_shown(page)
    page.close()


def test_without_scripts(opened):
    page = opened(PAGE, java_script_enabled=False)
    assert [part.is_visible() for part in page.locator(".definition").all()] == [False] * 3
    shell(page).click()
    page.wait_for_url("**/glossary.html#term-shell")


def test_no_shift(opened):
    page = opened(PAGE)
    page.evaluate(
        "new PerformanceObserver(list => { window.shift = list.getEntries().length; })"
        ".observe({type: 'layout-shift', buffered: true})"
    )
    shell(page).hover()
    wait_until_shown(page)
    page.wait_for_timeout(200)
    assert page.evaluate("window.shift") is None

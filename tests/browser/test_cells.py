"""Cells of notebooks in a browser: code, and what it printed and drew."""

from __future__ import annotations

import pytest
from needed import module
from notebook_lesson import LESSON, code, notebook, shown, text

from browser.axe import violations

WIDE = "<table class='dataframe'><tr>{}</tr></table>".format("".join(f"<td>column {n}</td>" for n in range(40)))


@pytest.fixture(scope="module")
def site(built_site):
    module("myst_nb", "myst-nb")
    more = notebook(text("# Wide"), code("wide", shown(text_html=WIDE)), code("hidden", tags=["hide-cell"]))
    return built_site(
        {**LESSON, "wide.ipynb": more, "index.md": LESSON["index.md"].replace("plain", "plain\nwide")},
        html_theme="lesson",
    )


@pytest.mark.parametrize("path", ["tables.html", "wide.html"])
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_nothing_bars_anyone_and_nothing_is_too_wide(opened, site, axe, path, width, scheme):
    page = opened(path, width, site=site.address, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('main details').forEach(part => { part.open = true; })")
    assert violations(page, axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_output_looks_unlike_code(opened, site):
    page = opened("tables.html", site=site.address)
    look = "code => [getComputedStyle(code).borderStyle, getComputedStyle(code).backgroundColor]"
    assert page.locator(".code-error").evaluate(look) != page.locator(".cell_input .code").first.evaluate(look)


def test_a_wide_table_scrolls_by_the_keyboard(opened, site):
    page = opened("wide.html", 390, site=site.address)
    page.locator(".cell_output .table-scroll").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('.cell_output .table-scroll').scrollLeft > 0")

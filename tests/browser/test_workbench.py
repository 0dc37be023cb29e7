"""A lesson of the Workbench as its readers have it: from a folder, without scripts, with assistive technology."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from browser.axe import violations

sys.path.insert(0, str(Path(__file__).parents[1] / "workbench"))
from workbench_lesson import FILES, SETTINGS

#: What an author of the Workbench can write and the sample lessons do not.
EXTRA = {
    "episodes/tables.md": (
        "---\ntitle: Tables\nteaching: 5\nexercises: 0\n---\n\n::: questions\n- What?\n:::\n\n::: objectives\n- That\n:::\n\n"
        "### Begins with the third level\n\na) one\nb) two\n\n+-----+--------+\n| A   | B      |\n+=====+========+\n"
        "| x   | - y    |\n|     | - z    |\n+-----+--------+\n\nTable: A caption\n\nOne | Two\n--- | ---:\n`a` | 2\n\n"
        "| First line\n| Second line\n\n![A picture alone](fig/shape.svg)\n\nWater is H~2~O.^[A note.]\n\n"
        '```{r plot, fig.cap="A plot", fig.alt="Points on a line"}\nplot(x)\n```\n\n::: keypoints\n- Tables\n:::\n'
    )
}
PAGES = ("index", "second", "tables", "draft", "profiles", "instructor-notes", "citation", "reference", "all-in-one")


@pytest.fixture(scope="module")
def folder(build_once):
    config = FILES["config.yaml"].replace("- 01-first.md", "- 01-first.md\n- tables.md")
    files = {**FILES, **EXTRA, "config.yaml": config}
    return build_once(files, tags=("draft",), warnings=None, **SETTINGS).out


@pytest.fixture(scope="module")
def site(folder, served):
    return served(folder)


@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("dark", 1280)])
def test_no_barrier_on_any_page(opened, site, axe, scheme, width):
    found = {}
    page = opened(f"{PAGES[0]}.html", site=site, width=width, color_scheme=scheme)
    for name in PAGES:
        page.goto(f"{site}{name}.html")
        found[name] = violations(page, axe)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
    assert {name: rules for name, rules in found.items() if rules} == {}


@pytest.mark.parametrize(
    ("address", "title", "anchor"),
    [
        ("instructor/second.html", "bubble sort", ""),
        ("aio.html", "All in one page", ""),
        ("setup.html", "Sorting & searching", "#setup"),
    ],
)
def test_old_addresses_lead_on_without_scripts(opened, folder, address, title, anchor):
    page = opened(address, site=folder.as_uri() + "/", java_script_enabled=False)
    page.wait_for_selector("main")
    assert page.inner_text("h1").strip("¶\n ") == title
    assert page.url.endswith(f".html{anchor}")

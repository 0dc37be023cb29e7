"""Tabs as they are in the page, before a script makes them change."""

from __future__ import annotations

import json

import needed
import pytest
from theme_lesson import LESSON


@pytest.fixture(scope="module")
def page(build_once):
    return build_once(LESSON).html("episodes/02-loops")


def choices(widget):
    """Return the names of each tab's choice."""
    return [json.loads(tab.get("data-choices", "null")) for tab in widget.select_one(".tab-list").select("button")]


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
    assert [choices(widget) for widget in page.select(".tabs")] == [
        [["linux"], ["windows"]],
        [["windows"], ["linux"]],
        [None, None],
    ]


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


#: How each extension is asked for tabs, in reStructuredText; its module, and what the tabs come to.
SYNTAXES = {
    "sphinx-design": (
        "sphinx_design",
        """
.. tab-set::

   .. tab-item:: Own
      :name: own

      One.

   .. tab-item:: *Other* tab
      :selected:

      Two.

.. tab-set::

   .. tab-item:: Mac OS X
      :sync: Mac

      One.

   .. tab-item:: Anything
      :sync: win
      :class-content: mine

      Two.

.. tab-set::
   :sync-group: Shells

   .. tab-item:: Bash
      :sync: b

      One.

   .. tab-item:: Windows
      :sync: p

      Two.

.. tab-set-code::

   .. code-block:: python

      One

   .. code-block:: bash

      Two
""",
        [
            (["Own", "Other tab"], [None, None]),
            (["Mac OS X", "Anything"], [["mac", "mac os x", "macos"], ["win", "anything", "windows"]]),
            (["Bash", "Windows"], [["shells: b"], ["shells: p", "windows"]]),
            (["PYTHON", "BASH"], [["python"], ["bash"]]),
        ],
    ),
    "sphinx-tabs": (
        "sphinx_tabs.tabs",
        """
.. tabs::

   .. tab:: Own

      One.

   .. tab:: *Other* tab

      Two.

.. tabs::

   .. group-tab:: Linux

      One.

   .. group-tab:: Windows (WSL)

      Two.

.. tabs::

   .. code-tab:: py

      One

   .. code-tab:: r The R

      Two
""",
        [
            (["Own", "Other tab"], [None, None]),
            (["Linux", "Windows (WSL)"], [["linux"], ["windows (wsl)", "windows"]]),
            (["Python", "The R"], [["python"], ["the r"]]),
        ],
    ),
}


def lesson_with(module, text, **conf):
    needed.module(module, module)
    return {
        "conf.py": f"extensions = ['sphinx_lesson_ext', {module!r}]\nhtml_theme = {conf.get('theme', 'lesson')!r}\n",
        "index.rst": f"L\n=\n\n{text}",
    }


@pytest.mark.parametrize("extension", SYNTAXES)
def test_tabs_of_other_extensions_are_drawn_as_ours(build, extension):
    module, text, expected = SYNTAXES[extension]
    page = build(lesson_with(module, text)).html("index")
    widgets = page.select(".tabs")
    assert [
        ([tab.get_text() for tab in widget.select("[role=tab]")], choices(widget)) for widget in widgets
    ] == expected
    for widget in widgets:
        panels = widget.select(":scope > .tab-panel")
        headings = [panel.select_one(":scope > h2.tab-title").get_text() for panel in panels]
        assert headings == [tab.get_text() for tab in widget.select("[role=tab]")]
        assert [panel.get_text().split()[-1].rstrip(".") for panel in panels] == ["One", "Two"]
        assert [tab["aria-controls"] for tab in widget.select("[role=tab]")] == [panel["id"] for panel in panels]
        assert "hidden" not in str(widget)
    assert (
        page.select("[class*=sd-], [class*=sphinx-tabs], [href*=sphinx-design], [src*=design-tabs], input[type=radio]")
        == []
    )
    ids = [tag["id"] for tag in page.select("[id]")]
    assert len(ids) == len(set(ids))
    # Titles may hold what text may.
    assert len(page.select("[role=tab] em")) == len(page.select(".tab-title em")) == 1


def test_options_of_sphinx_design(build):
    module, text, _expected = SYNTAXES["sphinx-design"]
    page = build(lesson_with(module, text + "\nSee :ref:`own`.\n")).html("index")
    assert [tab.get_text() for tab in page.select("[role=tab][aria-selected=true]")] == ["Other tab"]
    assert page.select_one(".tab-panel.mine").p.get_text() == "Two."
    assert page.select_one("#own")["class"] == ["tab-panel"]
    assert page.select_one("p > a[href='#own']")


@pytest.mark.parametrize("theme", ["furo", "sphinx_rtd_theme"])
@pytest.mark.parametrize("extension", SYNTAXES)
def test_another_theme_leaves_other_extensions_alone(build, extension, theme):
    module, text, _expected = SYNTAXES[extension]
    page = build(lesson_with(module, text, theme=theme)).html("index")
    assert page.select(".tab-panel, .tab-title") == []
    assert page.select(".sd-tab-set, .sphinx-tabs") != []


def test_the_same_in_markdown(build):
    needed.module("sphinx_design", "sphinx-design")
    needed.module("sphinx_tabs.tabs", "sphinx-tabs")
    text = """# L

````{tab-set}
```{tab-item} Linux
:sync: linux
One.
```
````

::::{tabs}
:::{group-tab} Linux
One.
:::
::::

::: group-tab
### Linux
One.
:::
"""
    conf = "extensions = ['sphinx_lesson_ext', 'sphinx_design', 'sphinx_tabs.tabs']\nhtml_theme = 'lesson'\n"
    page = build({"conf.py": conf, "index.md": text}).html("index")
    assert [choices(widget) for widget in page.select(".tabs")] == [[["linux"]]] * 3
    assert [panel.p.get_text() for panel in page.select(".tab-panel")] == ["One."] * 3


def test_titles_lose_their_links_on_tabs_only(build):
    text = "::: tab\n### To [Sphinx](https://www.sphinx-doc.org) `x`[^1]\nOne.\n:::\n\n[^1]: Note.\n"
    page = tabs_of(build, text)
    assert page.select_one("[role=tab]").get_text() == "To Sphinx x"
    assert page.select("[role=tab] a") == []
    assert page.select_one("[role=tab] code")
    assert page.select_one(".tab-title a[href^=https]")


def test_tabs_of_a_list_page(build):
    """What a list repeats has tabs, too, with ids of its own."""
    needed.module("sphinx_tabs.tabs", "sphinx-tabs")
    index = "# L\n\n```{toctree}\na\n```\n\n```{exerciselist}\n```\n"
    page = "# A\n\n:::::{exercise}\n\n::::{tabs}\n:::{group-tab} Linux\nOne.\n:::\n::::\n:::::\n"
    conf = "extensions = ['sphinx_lesson_ext', 'sphinx_tabs.tabs']\nhtml_theme = 'lesson'\n"
    built = build({"conf.py": conf, "index.md": index, "a.md": page})
    for docname in ("index", "a"):
        assert choices(built.html(docname).select_one(".lesson-block .tabs")) == [["linux"]]


def test_files_of_sphinx_design_come_where_they_are_needed(build):
    needed.module("sphinx_design", "sphinx-design")
    pages = {
        "index.md": "# L\n\n```{toctree}\nplain\nraw\n```\n\n```{card} Title\nText.\n```\n",
        "plain.md": "# P\n\nText.\n",
        "raw.md": "# R\n\n```{raw} html\n<div class='sd-tab-set'></div>\n```\n",
    }
    built = build(pages, extensions=["sphinx_lesson_ext", "sphinx_design"], html_theme="lesson")

    def files(docname):
        loaded = built.html(docname).select("link[rel=stylesheet], script[src]")
        names = {str(tag.get("href") or tag.get("src")).split("/")[-1].split("?")[0] for tag in loaded}
        return names & {"lesson-sphinx-design.css", "sphinx-design.min.css", "design-tabs.js", "doctools.js"}

    assert files("index") == {"lesson-sphinx-design.css", "sphinx-design.min.css"}
    assert files("plain") == set()
    assert files("raw") == {"lesson-sphinx-design.css", "sphinx-design.min.css", "design-tabs.js", "doctools.js"}
    assert files("search") == set()


def test_templates_of_the_author_keep_the_files(build):
    needed.module("sphinx_design", "sphinx-design")
    settings = {"extensions": ["sphinx_lesson_ext", "sphinx_design"], "html_theme": "lesson", "templates_path": ["t"]}
    page = build({"index.md": "# L\n\nText.\n", "t/own.html": ""}, **settings).html("index")
    assert len(page.select("[href*='sphinx-design.min.css'], [src*='design-tabs.js']")) == 2

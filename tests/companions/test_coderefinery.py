"""Lessons in the style of CodeRefinery, which name this extension in the place of ``sphinx_lesson``."""

from __future__ import annotations

import pytest
from needed import module

RST = """
Testing
=======

.. questions::

   - Why?

.. exercise:: Exercise 1

   Outer.

   .. exercise::

      Inner.

.. challenge:: Second
   :class: bonus
   :name: second

   Do it.

Some words.

.. solution::

   Done.

.. type-along::

   Type.

.. prereq::

   - Nothing

.. discussion:: Talk
   :class: exerciselist-include

   Say.

   .. solution:: Of the talk

      Said.

.. exercise:: Left out
   :class: exerciselist-exclude

   No.

.. admonition:: More
   :class: dropdown

   Hidden.

.. admonition:: Less
   :class: dropdown, toggle-shown

   Open.

.. toggle::

   Toggled.

.. tabs::

   .. group-tab:: **Linux**

      .. tabs::

         .. code-tab:: py

            1 + 1

         .. code-tab:: r The R language

            1 + 1

         .. code-tab:: no-such-language

            1 + 1

   .. group-tab:: Windows

      Windows.

.. tab:: Alone

   In no set.

:doc:`exercises`
"""
MYST = """
# Notes on tests

::::{exercise} In Markdown
:class: bonus
Text.

:::{solution}
Here.
:::
::::

`````{tabs}
````{tab} One
First.

```{solution}
In a tab.
```
````
````{tab} Two
Second.
````
`````
"""
FILES = {
    "index.md": "# Lesson\n\n```{toctree}\ntesting\nnotes\nexercises\nchosen\nold\n```\n",
    "testing.rst": RST,
    "notes.md": MYST,
    "exercises.md": "# Exercises\n\n```{exerciselist}\n```\n",
    "chosen.rst": "Chosen\n======\n\n.. exerciselist::\n   :include: discussion, type-along exercise\n   :exclude: bonus\n",
    "old.md": "---\norphan: true\n---\nThis page has moved.\n",
}
THEMES = ("lesson", "sphinx_rtd_theme")
SETTINGS = {"lesson_pages": [], "lesson_solutions": "closed"}


@pytest.fixture(scope="module")
def built(build_once):
    """The lesson in the theme ``lesson``, which needs nothing else; two ids of it are asked for by two elements each."""
    expected = ("Pygments lexer name 'no-such-language' is not known",)
    return build_once(FILES, html_theme="lesson", warnings=expected, **SETTINGS)


@pytest.fixture(scope="module")
def their_theme(build_once):
    """The lesson in the theme of CodeRefinery."""
    module("sphinx_rtd_theme", "sphinx-rtd-theme")
    module("sphinx_copybutton", "sphinx-copybutton")
    module("sphinx_tabs", "sphinx-tabs")
    files = {
        **FILES,
        "testing.rst": RST.replace("no-such-language", "c").replace(".. tab:: Alone\n\n   In no set.\n", ""),
    }
    return build_once(files, html_theme="sphinx_rtd_theme", **SETTINGS)


def title_at(page, anchor):
    (place,) = page.select(f"#{anchor}")
    block = place if "lesson-block" in place.get("class", ()) else place.find_parent(class_="lesson-block")
    return block.select_one(".admonition-title").get_text(" ", strip=True)


@pytest.mark.parametrize("which", ["built", "their_theme"])
def test_links_to_old_anchors_lead_on(request, which):
    page = request.getfixturevalue(which).html("testing")
    # What ends first has the first number, and a title that looks like a number takes none.
    titles = {number: title_at(page, f"exercise-{number}") for number in range(4)}
    assert "Inner" not in titles[0]
    assert [words for words in ("Exercise 1", "Second", "Left out") if words in " ".join(titles.values())] == [
        "Exercise 1",
        "Second",
        "Left out",
    ]
    assert "Exercise 1" in titles[1]
    assert "Second" in titles[2]
    assert page.select_one("#second") is not None
    for anchor in ("questions-0", "solution-0", "solution-1", "type-along-0", "prerequisites-0", "discussion-0"):
        assert len(page.select(f"#{anchor}")) == 1
    assert "Of the talk" in title_at(page, "solution-1")


@pytest.mark.parametrize("which", ["built", "their_theme"])
def test_every_id_is_there_once(request, which):
    for name in ("testing", "notes", "exercises", "chosen"):
        ids = [element["id"] for element in request.getfixturevalue(which).html(name).select("[id]")]
        assert len(ids) == len(set(ids))


def entries(built, name):
    blocks = built.html(name).select(".lesson-list-group > .lesson-block")
    return [block.select_one(".admonition-title").get_text(" ", strip=True) for block in blocks]


def test_list_of_exercises(built):
    shown = " | ".join(entries(built, "exercises"))
    assert len(entries(built, "exercises")) == 6
    for title in ("Exercise 1", "Second", "Solution", "Talk", "In Markdown"):
        assert title in shown
    assert "Left out" not in shown
    page = built.html("exercises")
    # Each is shown once, a solution with what it belongs to.
    text = page.get_text()
    assert [text.count(words) for words in ("Inner.", "Done.", "Said.", "Here.", "In a tab.")] == [1] * 5
    assert page.select_one("#testing.lesson-list-group, #testing") is not None
    assert {"exercise-1", "exercise-2", "solution-0"} <= {element["id"] for element in page.select("[id]")}


def test_list_of_chosen_blocks(built):
    shown = entries(built, "chosen")
    assert len(shown) == 3
    assert ["Exercise 1" in shown[0], "Type-along" in shown[1], "Talk" in shown[2]] == [True] * 3


def test_a_list_is_written_again_when_it_chooses_otherwise(build):
    lesson = build(
        {name: FILES[name] for name in ("notes.md", "exercises.md")}
        | {
            "index.md": "# L\n\n```{toctree}\nnotes\nexercises\n```\n",
        },
        html_theme="basic",
        **SETTINGS,
        warnings=None,
    )
    assert "In Markdown" in lesson.html("exercises").get_text()
    file = lesson.source / "notes.md"
    file.write_text(file.read_text().replace(":class: bonus", ":class: exerciselist-exclude"), encoding="utf-8")
    again = lesson.again(warnings=None)
    assert "In Markdown" not in again.html("exercises").get_text()
    assert again.read("exercises.html") == again.clean_copy(warnings=None).read("exercises.html")


def test_tabs_of_the_own_theme(built):
    page = built.html("testing")
    outer, inner = page.select(".tabs")
    assert [tab.get_text() for tab in inner.select("[role=tab]")] == ["Python", "The R language", "no-such-language"]
    assert [tab.get_text() for tab in outer.select(":scope > .tab-list > [role=tab]")] == ["Linux", "Windows"]
    assert outer.select_one("[role=tab] strong").get_text() == "Linux"
    assert inner.select_one(".tab-panel pre").get_text().strip() == "1 + 1"
    assert "data-choices" in outer.select_one("[role=tab]").attrs
    assert "In no set." in page.get_text()
    assert "data-choices" not in built.html("notes").select_one("[role=tab]").attrs
    assert page.select("[src*=sphinx_tabs], [href*=sphinx_tabs], [src*=copybutton]") == []


def test_what_their_theme_loads(their_theme):
    page = their_theme.html("testing")
    assert len(page.select(".sphinx-tabs")) == 2
    assert page.select_one("script[src*='copybutton.js']") is not None
    assert page.select_one("script[src*='lesson-presentation.js']")["defer"] == "defer"
    assert (their_theme.out / "_static" / "lesson-presentation.css").is_file()
    assert page.select_one("link[href*='lesson-coderefinery.css']") is not None


@pytest.mark.parametrize("which", ["built", "their_theme"])
def test_what_opens(request, which):
    page = request.getfixturevalue(which).html("testing")
    opened = {
        details.summary.get_text(" ", strip=True): "open" in details.attrs
        for details in page.select("details.admonition:not(.lesson-block)")
    }
    assert opened == {"More": False, "Less": True, "Show more": False}
    assert page.select_one("details.solution").name == "details"


def test_other_themes_say_once_what_tabs_need(build):
    lesson = build(
        {
            "index.md": "# L\n\n```{toctree}\nnotes\n```\n" + MYST.partition("\n")[2].partition("\n")[2],
            "notes.md": MYST,
        },
        html_theme="basic",
        warnings=("this lesson has tabs, which the theme 'basic' shows one below the other",),
    )
    assert len(lesson.warnings) == 1
    panel = lesson.html("notes").select_one(".lesson-tab")
    assert panel.select_one(".rubric").get_text() == "One"
    assert "First." in panel.get_text()


@pytest.mark.parametrize(("choice", "theme", "is_loaded"), [(True, "basic", True), (False, "sphinx_rtd_theme", False)])
def test_what_is_loaded_can_be_chosen(build, choice, theme, is_loaded):
    module("sphinx_rtd_theme", "sphinx-rtd-theme")
    module("sphinx_copybutton", "sphinx-copybutton")
    lesson = build({"index.md": "# L\n\nText.\n"}, "dummy", html_theme=theme, lesson_companions=choice)
    assert ("sphinx_copybutton" in lesson.app.extensions) is is_loaded


@pytest.mark.parametrize(
    ("setting", "is_loaded"),
    [
        ("copybutton_exclude = '.linenos, .gp'", False),
        ("copybutton_exclude = '.mine'", True),
        ("copybutton_prompt_text = '% '", True),
    ],
)
def test_settings_of_sphinx_copybutton_are_kept(build, setting, is_loaded):
    module("sphinx_copybutton", "sphinx-copybutton")
    conf = f"extensions = ['sphinx_lesson_ext']\nhtml_theme = 'lesson'\n{setting}\n"
    lesson = build({"conf.py": conf, "index.md": "# L\n\nText.\n"}, "dummy")
    assert ("sphinx_copybutton" in lesson.app.extensions) is is_loaded


def test_options_of_their_theme_are_passed_over(build):
    options = {"style_external_links": True, "light_logo": "logo.svg", "use_repository_button": True}
    build({"index.md": "# L\n"}, html_theme="lesson", html_theme_options=options)


@pytest.mark.parametrize(("theme", "is_used"), [("lesson", False), ("sphinx_rtd_theme", True)])
def test_colours_for_their_theme_are_used_in_that_alone(build, theme, is_used):
    module("sphinx_rtd_theme", "sphinx-rtd-theme")
    sheet = "sphinx_rtd_theme_ext_color_contrast.css"
    conf = (
        f"extensions = ['sphinx_lesson_ext']\nhtml_theme = '{theme}'\nsetup = lambda app: app.add_css_file('{sheet}')\n"
    )
    page = build({"conf.py": conf, "index.md": "# L\n"}).html("index")
    assert any(sheet in str(link["href"]) for link in page.select("link[rel=stylesheet]")) is is_used


CONF = """
from sphinx_lesson_ext.directives import _BaseCRDirective


class Hands_OnDirective(_BaseCRDirective):
    extra_classes = ["dropdown"]


def setup(app):
    app.add_directive(Hands_OnDirective.cssname(), Hands_OnDirective)


extensions = ["sphinx_lesson_ext"]
"""


def test_directives_of_the_lesson(build):
    text = "# L\n\n```{hands-on}\n:class: mine\n:name: own\nDo.\n```\n\n```{hands-on} A *title*\n```\n\n[](#own)\n"
    page = build({"conf.py": CONF, "index.md": text}).html("index")
    first, second = page.select("details.hands-on.dropdown")
    assert first["id"] == "own"
    assert "mine" in first["class"]
    assert (first.summary["id"], first.summary.get_text()) == ("hands-on-0", "Hands-On")
    assert (second.summary["id"], second.summary.get_text()) == ("hands-on-1", "A title")
    assert second.summary.em is not None


JEKYLL = """# Old page

> ## Sort
> First
>
> > ## Sorted
> > Ann, Ben
> {: .solution}
{: .challenge}

> ## Why
> Because.
{: .admonition}

<img src="{{ site.baseurl }}/img/plan.png" style="border:2px solid;" width="40px">

Text <img src="../img/plan.png" alt="Plan" class="mine"> and <img src="https://example.org/a.png"> <img src="lost.png">
"""


@pytest.mark.parametrize("theme", ["lesson", "basic"])
def test_what_was_written_for_jekyll(build, theme):
    """Quotations become blocks with the anchors that ``sphinx-lesson`` gives them, and pictures are copied."""
    lesson = {
        "conf.py": f'extensions = ["sphinx_lesson_ext"]\nhtml_theme = "{theme}"\n',
        "index.md": "# Lesson\n\n```{toctree}\npages/old\n```\n",
        "pages/old.md": JEKYLL,
        "img/plan.png": b"",
    }
    built = build(lesson)
    page = built.html("pages/old")
    assert page.select_one(".challenge .solution")
    assert {place["id"] for place in page.select("[id]")} >= {"exercise-0", "solution-0"}
    callout = page.select_one(".callout")
    assert "Because." in callout.get_text()
    # An admonition has no number there, so it takes none of a callout.
    assert page.select_one("#callout-0") is None
    bordered, plain, remote, lost = page.select("img")[-4:]
    assert bordered["src"] == plain["src"] == "../_images/plan.png"
    assert (built.out / "_images" / "plan.png").is_file()
    assert "with-border" in bordered["class"]
    assert plain["alt"] == "Plan"
    assert "mine" in plain["class"]
    assert (remote["src"], lost["src"]) == ("https://example.org/a.png", "lost.png")

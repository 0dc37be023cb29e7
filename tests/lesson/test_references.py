"""References to blocks, within a lesson and from another one."""

from __future__ import annotations

import pytest

LESSON = {
    "index.md": "# Lesson\n\n```{toctree}\nepisodes/one\nrst\n```\n",
    "episodes/one.md": """---
title: One
teaching: 5
---

::: {.exercise #Reuse.It}
### Reuse a *loop*

See {lesson:block}`rst#named` and {lesson:exercise}`rst#named`.
:::

::: callout
## Spaces
Text. [to it](#Reuse.It), [to it](#spaces), {lesson:callout}`spaces`, {lesson:block}`my words <spaces>`.
:::
""",
    "rst.rst": """Second
======

.. challenge:: Named *one*
   :name: named

   :ref:`named`, :lesson:challenge:`named`, :lesson:exercise:`named`, :lesson:block:`reuse.it`,
   :lesson:block:`episodes/one#spaces`, :any:`named`.
""",
}


def references(built, docname):
    main = built.html(docname).find(attrs={"role": "main"})
    return [(link.get_text(), link["href"]) for link in main.select(".lesson-block a.reference")]


@pytest.fixture(scope="module")
def lesson(build_once):
    return build_once(LESSON)


def test_from_markdown(lesson):
    assert references(lesson, "episodes/one") == [
        ("Challenge: Named one", "../rst.html#named"),
        ("Challenge: Named one", "../rst.html#named"),
        ("to it", "#Reuse.It"),
        ("to it", "#spaces"),
        ("Callout: Spaces", "#spaces"),
        ("my words", "#spaces"),
    ]


def test_from_restructuredtext(lesson):
    assert references(lesson, "rst") == [
        ("Named one", "#named"),
        ("Challenge: Named one", "#named"),
        ("Challenge: Named one", "#named"),
        ("Exercise 1.1: Reuse a loop", "episodes/one.html#Reuse.It"),
        ("Callout: Spaces", "episodes/one.html#spaces"),
        ("Named one", "#named"),
    ]


def test_an_id_is_kept_as_it_is_written(lesson):
    ids = {element["id"] for element in lesson.html("episodes/one").select("[id]")}
    assert {"Reuse.It", "spaces"} <= ids


def test_ids_do_not_change_with_the_order(build, lesson):
    other = build({**LESSON, "index.md": "# Lesson\n\n```{toctree}\nrst\nepisodes/one\n```\n"})
    ids = [
        {element["id"] for element in built.html("episodes/one").select("[role=main] [id]")}
        for built in (lesson, other)
    ]
    assert ids[0] == ids[1]


def test_intersphinx_reaches_an_exercise_of_another_lesson(build, lesson):
    source = """Other
=====

:external+there:lesson:exercise:`reuse.it`, :external:lesson:callout:`episodes/one#spaces`.
"""
    built = build(
        {"index.rst": source},
        extensions=["sphinx_lesson_ext", "sphinx.ext.intersphinx"],
        intersphinx_mapping={"there": ("https://lesson.example/", str(lesson.out / "objects.inv"))},
    )
    links = [(link.get_text(), link["href"]) for link in built.html("index").select("p a.external")]
    assert links == [
        ("Exercise: Reuse a loop", "https://lesson.example/episodes/one.html#Reuse.It"),
        ("Callout: Spaces", "https://lesson.example/episodes/one.html#spaces"),
    ]

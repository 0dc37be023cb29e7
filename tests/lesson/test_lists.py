"""What the lists show, and that all in them leads where the author meant."""

from __future__ import annotations

import base64
import re

import pytest

from sphinx_lesson_ext.kinds import PAGES

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)

LESSON = {
    "index.md": "# Lesson\n\n```{toctree}\nparts/one/a\nparts/two\nrst\nlists/all\n```\n",
    "parts/one/a.md": """---
title: 3.4 *First* episode
teaching: 20
exercises: 10
---

::: questions
- What does [the next](../two.md) say?
- And [the section](#a-section) below, `code`, $x^2$, a note[^n]?
:::

::: objectives
- Read {doc}`../two` and {ref}`named-exercise`.
:::

## A section

![A dot](../../fig/dot.png)

::: {.challenge #explicit}
### With a figure

![Another dot](../../fig/dot.png) See [above](#a-section) and [](../two.md#second-section).

$$
a = b
$$

::: solution
Forty-two.
:::
:::

::: instructor
Mind the dot.
:::

[^n]: The note.
""",
    "parts/two.md": """---
title: Second
break: 15
teaching: 5
---

## Second section

::: keypoints
- Two
:::

::: challenge
Untitled.
:::

::: solution
Follows it.
:::

::: discussion
Talk.
:::
""",
    "rst.rst": """Third
=====

.. questions::

   - Is :doc:`parts/two` right?  See `local`_.

.. _local:

A paragraph.

.. exercise:: Named
   :name: named-exercise
   :time: 7

   .. math:: c = d
      :label: equation

   See :eq:`equation`.
""",
    "fig/dot.png": PIXEL,
    "lists/all.md": """# All

## Key points

```{keypointlist}
```

## Questions

```{questionlist}
```

## Objectives

```{objectivelist}
```

## Exercises

```{exerciselist}
```

## Notes

```{instructornotelist}
```

## Images

```{imagelist}
```

## Schedule

```{schedule}
:start: 9:30
```

## FIXMEs

```{fixmelist}
```
""",
}


def section(page, identifier):
    return page.find(id=identifier)


def links(element) -> dict[str, str]:
    return {link.get_text(): link["href"] for link in element.select("a.reference")}


@pytest.fixture(scope="module")
def lesson(build_once):
    return build_once(LESSON)


def test_ids_are_unique(lesson):
    for name in ("lists/all", "parts/one/a", "parts/two", "rst"):
        ids = [element["id"] for element in lesson.html(name).select("[id]")]
        assert len(ids) == len(set(ids))


def test_every_link_leads_somewhere(lesson):
    pages = {path.relative_to(lesson.out).as_posix(): path for path in lesson.out.rglob("*.html")}
    ids = {
        name: {element["id"] for element in lesson.html(name.removesuffix(".html")).select("[id]")} for name in pages
    }
    for name in ("lists/all.html", "parts/one/a.html", "parts/two.html", "rst.html"):
        for link in lesson.html(name.removesuffix(".html")).select("[role=main] a.reference.internal"):
            path, _, anchor = link["href"].partition("#")
            target = (lesson.out / name).parent.joinpath(path).resolve() if path else lesson.out / name
            relative = target.relative_to(lesson.out.resolve()).as_posix() if path else name
            if relative.endswith(".html"):
                assert not anchor or anchor in ids[relative], link["href"]
            else:
                assert target.is_file(), link["href"]


def test_groups_are_in_the_order_of_the_contents(lesson):
    questions = section(lesson.html("lists/all"), "questions")
    assert [heading.get_text().rstrip("¶") for heading in questions.find_all("h3")] == ["3.4 First episode", "Third"]
    assert list(links(questions.find("h3")).values()) == ["../parts/one/a.html#questions-0"]


def test_points_have_no_frame_and_their_references_work(lesson):
    questions = section(lesson.html("lists/all"), "questions")
    assert questions.select(".lesson-block") == []
    found = links(questions)
    assert found["the next"] == "../parts/two.html"
    assert found["the section"] == "../parts/one/a.html#a-section"
    assert found["Second"] == "../parts/two.html"
    assert found["local"] == "../rst.html#local"
    note = questions.select_one("sup").find_parent("a")
    assert note["href"].startswith("../parts/one/a.html#")
    objectives = links(section(lesson.html("lists/all"), "objectives"))
    assert objectives["Second"] == "../parts/two.html"
    assert objectives["Named"] == "../rst.html#named-exercise"


def test_exercises_are_whole_numbered_and_linked(lesson):
    exercises = section(lesson.html("lists/all"), "exercises")
    titles = [title.get_text() for title in exercises.select(".challenge > .admonition-title")]
    assert titles == ["Challenge 3.4.1: With a figure", "Challenge 2.1", "Exercise 3.1: Named (7 min)"]
    found = links(exercises)
    assert found["Challenge 3.4.1: With a figure in “3.4 First episode”"] == "../parts/one/a.html#explicit"
    assert found["above"] == "../parts/one/a.html#a-section"
    assert found["Second section"] == "../parts/two.html#second-section"
    assert exercises.select_one(".challenge img")["src"] == "../_images/dot.png"
    # A solution that directly follows its exercise belongs to it; what comes after does not.
    assert "Follows it." in exercises.get_text()
    assert "Talk." not in exercises.get_text()
    assert found["(1)"] == "../rst.html#equation-equation"


def test_numbers_are_the_same_on_the_page_itself(lesson):
    assert lesson.html("parts/one/a").select_one(".challenge .lesson-block-label").get_text() == "Challenge 3.4.1"
    assert lesson.html("rst").select_one(".challenge .lesson-block-label").get_text() == "Exercise 3.1"


def test_instructor_notes(lesson):
    notes = section(lesson.html("lists/all"), "notes")
    assert [note.name for note in notes.select(".instructor")] == ["div"]
    assert links(notes)["Instructor note in “3.4 First episode”"].startswith("../parts/one/a.html#instructor")


def test_images(lesson):
    images = section(lesson.html("lists/all"), "images")
    captions = [caption.get_text().strip().rstrip("¶") for caption in images.find_all("figcaption")]
    assert captions == ["Image 1 of 2: A dot", "Image 2 of 2: Another dot"]
    assert links(images)["Image 1 of 2"] == "../parts/one/a.html#a-section"
    assert links(images)["Image 2 of 2"] == "../parts/one/a.html#explicit"


def test_schedule(lesson):
    table = section(lesson.html("lists/all"), "schedule").find("table")
    rows = [[cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])] for row in table.find_all("tr")]
    assert [row[:2] + row[3:] for row in rows] == [
        ["Start", "Episode", "Minutes"],
        ["09:30", "3.4 First episode", "30"],
        ["10:00", "Second", "20"],
        ["10:20", "Third", ""],
        ["10:20", "Finish", "50"],
    ]
    assert rows[1][2].startswith("What does the next say?")


def test_schedule_without_times(build):
    built = build(
        {
            "index.md": "# Lesson\n\n```{schedule}\n```\n\n```{toctree}\na\n```\n",
            "a.md": "---\ntitle: A\nteaching: 0\nexercises: 0\n---\nText.\n",
        }
    )
    [table] = built.html("index").select("table")
    assert [cell.get_text() for cell in table.find_all(["th", "td"])] == ["Episode", "A"]


def test_an_empty_list_says_so(build):
    directives = [
        "keypointlist",
        "questionlist",
        "objectivelist",
        "exerciselist",
        "instructornotelist",
        "fixmelist",
        "imagelist",
        "schedule",
    ]
    built = build({"index.md": "# Lesson\n\n" + "".join(f"```{{{name}}}\n```\n\n" for name in directives)})
    said = [paragraph.get_text() for paragraph in built.html("index").select("p.lesson-list-empty")]
    assert said == [
        "This lesson has no key points yet.",
        "This lesson has no questions yet.",
        "This lesson has no objectives yet.",
        "This lesson has no exercises yet.",
        "This lesson has no instructor notes yet.",
        "Nothing is marked FIXME.",
        "This lesson has no images.",
        "This lesson has no episodes yet.",
    ]


@pytest.mark.parametrize(
    ("options", "documents"),
    [
        (":documents: parts/*", ["3.4 First episode", "Second"]),
        (":documents: rst parts/two", ["Second", "Third"]),
        (":exclude: parts/one/*", ["Second", "Third"]),
        (":depth: 1", ["3.4 First episode", "Second", "Third"]),
    ],
)
def test_chosen_documents(build, options, documents):
    built = build({**LESSON, "lists/all.md": f"# All\n\n```{{exerciselist}}\n{options}\n```\n"}, lesson_pages=[])
    assert [heading.get_text().rstrip("¶") for heading in built.html("lists/all").select("h2")] == documents


def test_depth(build):
    built = build(
        {
            "index.md": "# Lesson\n\n```{toctree}\npart\nlist\n```\n",
            "part.md": "# Part\n\n```{toctree}\ndeep\n```\n\n::: keypoints\n- Upper\n:::\n",
            "deep.md": "# Deep\n\n::: keypoints\n- Lower\n:::\n",
            "list.md": "# List\n\n```{keypointlist}\n:depth: 1\n```\n",
        }
    )
    text = built.html("list").find(attrs={"role": "main"}).get_text()
    assert "Upper" in text
    assert "Lower" not in text


@pytest.mark.parametrize(
    ("choice", "present", "is_open"), [("closed", True, False), ("open", True, True), ("omit", False, False)]
)
def test_solutions_of_listed_exercises(build, choice, present, is_open):
    source = f"# All\n\n```{{exerciselist}}\n:solutions: {choice}\n```\n"
    page = build({**LESSON, "lists/all.md": source}, lesson_pages=[]).html("lists/all")
    assert ("Forty-two." in page.get_text()) is present
    assert ("Follows it." in page.get_text()) is present
    assert {solution.has_attr("open") for solution in page.select("details.solution")} == (
        {is_open} if present else set()
    )


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml", "text", "latex", "epub"])
def test_pages_that_are_made(build, builder):
    """A key points page is made where no document holds that list, in every builder."""
    lesson = {
        "index.md": "# Lesson\n\n```{toctree}\na\n```\n",
        "a.md": "# A\n\n::: keypoints\n- Remember this\n:::\n",
    }
    built = build(lesson, builder, project="Lesson", copyright="2026", version="1")
    assert "key-points" in built.env.found_docs
    assert built.env.toctree_includes["index"] == ["a", "key-points"]
    names = {
        "html": "key-points.html",
        "dirhtml": "key-points/index.html",
        "singlehtml": "index.html",
        "text": "key-points.txt",
        "latex": "lesson.tex",
        "epub": "key-points.xhtml",
    }
    text = built.read(names[builder])
    assert "Key points" in text
    assert text.count("Remember this") == (2 if builder in {"singlehtml", "latex"} else 1)


def test_no_page_is_made_where_a_document_holds_the_list(build):
    lesson = {"index.md": "# Lesson\n\n```{keypointlist}\n```\n"}
    built = build(lesson)
    assert built.env.found_docs == {"index"}
    assert not (built.out / "key-points.html").exists()


def test_all_pages(build):
    pages = list(PAGES)
    built = build({"index.md": "# Lesson\n"}, lesson_pages=pages)
    made = {kind.docname for kind in PAGES.values()}
    assert built.env.found_docs == {"index", *made}
    assert build({"index.md": "# Lesson\n"}, lesson_pages=[]).env.found_docs == {"index"}


def test_an_authors_page_of_that_name_comes_first(build):
    lesson = {
        "index.md": "# Lesson\n\n```{toctree}\nkey-points\n```\n",
        "key-points.md": "# Mine\n\nMy own words.\n",
    }
    built = build(lesson)
    assert "My own words." in built.read("key-points.html")


def test_a_toctree_may_name_a_page_that_is_made(build):
    built = build({"index.md": "# Lesson\n\n```{toctree}\nkey-points\na\n```\n", "a.md": "# A\n"})
    assert built.env.toctree_includes["index"] == ["key-points", "a"]


def test_lists_in_blocks_and_items(build):
    """Where no section can stand, the groups have headings all the same."""
    built = build(
        {
            "index.md": "# Lesson\n\n::: callout\n```{keypointlist}\n```\n:::\n\n- ```{keypointlist}\n  ```\n\n```{toctree}\na\n```\n",
            "a.md": "# A\n\n::: keypoints\n- Remember this\n:::\n",
        }
    )
    main = built.html("index").find(attrs={"role": "main"})
    assert len(re.findall("Remember this", main.get_text())) == 2
    assert [heading.name for heading in main.select(".rubric")] == ["h3", "h2"]
    ids = [element["id"] for element in main.select("[id]")]
    assert len(ids) == len(set(ids))


def test_a_page_that_is_made_with_contents_before_the_title(build):
    """Where the first document begins with its contents, what is made still finds its place there."""
    lesson = {
        "index.rst": ".. toctree::\n\n   a\n\nLesson\n======\n\nText.\n",
        "a.md": "# A\n\n::: keypoints\n- Remember this\n:::\n",
    }
    built = build(lesson)
    assert built.env.toctree_includes["index"] == ["a", "key-points"]
    assert "Remember this" in built.read("key-points.html")

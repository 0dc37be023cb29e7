"""Where solutions are shown, and from what day on."""

from __future__ import annotations

import datetime
import posixpath

import pytest
from bs4 import BeautifulSoup

# MyST's directive for included files asks Sphinx in a way that will go.
pytestmark = pytest.mark.filterwarnings("ignore:'sphinx.environment.BuildEnvironment.app' is deprecated")

LESSON = {
    "index.md": "# Lesson\n\n```{toctree}\nloops\nfiles\naside\nexercises\n```\n",
    "loops.md": """---
title: Loops
teaching: 10
---

## First part

See {ref}`mine`, [the answer](#reuse-answer) and [a picture](#seen).

::: challenge
## Reuse a loop

Do it.

::: hint
Think.
:::

::: solution
## Reuse answer

One[^1].

::: solution
Nested.
:::
:::

::: solution
Two.
:::
:::

::: exercise
## Second

Do that.
:::

::: {.solution #mine}
Three.

## Seen {#seen}

Four.
:::

- A list

  ::: solution
  Five.
  :::

::: instructor
A note.

::: solution
Six.
:::
:::

::: keypoints
- Loops repeat.
:::

## Last part

::: tab
### Linux

::: solution
Seven.
:::

### Windows

Else.
:::

```{include} more.txt
```

[^1]: A footnote.
""",
    "more.txt": "::: challenge\n## Included\n\nx\n\n::: solution\nEight.\n:::\n:::\n",
    "files.md": """# Files

[There](loops.md#mine), [inside](loops.md#seen), {ref}`mine` and {lesson:solution}`mine`.

::: challenge
## Open a file

::: solution
Nine.
:::
:::
""",
    "aside.md": "# Aside\n\nText.\n",
    "exercises.md": "# Exercises\n\n```{exerciselist}\n```\n",
    "conf.py": (
        'extensions = ["sphinx_lesson_ext"]\nhtml_theme = "lesson"\nexclude_patterns = ["more.txt"]\n'
        'lesson_pages = ["all-in-one"]\n'
    ),
}
#: The solutions of a page that are moved, in order, with what leads back to their exercises.
MOVED = [
    ("One", "Challenge 1.1: Reuse a loop"),
    ("Two", "Challenge 1.1: Reuse a loop"),
    ("Three", "Exercise 1.2: Second"),
    ("Five", "First part"),
    ("Seven", "Last part"),
    ("Eight", "Challenge 1.3: Included"),
]


@pytest.fixture(scope="module")
def at_end(build_once):
    return build_once(LESSON, lesson_solutions="end-of-page")


@pytest.fixture(scope="module")
def own_page(build_once):
    return build_once(LESSON, lesson_solutions="own-page")


def shown_in(section) -> list[tuple[str, str]]:
    """Return the first word of each solution with the words of the link back."""
    return [
        (
            block.p.find_next_sibling("p").get_text().partition("[")[0].rstrip("1."),
            block.select_one("p.admonition-title a").text,
        )
        for block in section.select(".lesson-block.solution")
        if block.find_parent(class_="solution") is None
    ]


def check_links(built) -> None:
    """Check that no page has an id twice, and that every link within the lesson leads to something."""
    pages = {
        path.relative_to(built.out).as_posix(): BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        for path in built.out.glob("*.html")
    }
    ids = {name: [element["id"] for element in page.select("[id]")] for name, page in pages.items()}
    for name, page in pages.items():
        assert len(ids[name]) == len(set(ids[name])), name
        for link in page.select("main a[href]"):
            target, _mark, anchor = link["href"].partition("#")
            if "://" not in target:
                path = posixpath.normpath(posixpath.join(posixpath.dirname(name), target)) if target else name
                assert path in pages, (name, link)
                assert not anchor or anchor in ids[path], (name, link)


def test_they_stand_at_the_end_of_their_page(at_end):
    check_links(at_end)
    page = at_end.html("loops")
    section = page.select_one("main section#solutions")
    assert shown_in(section) == MOVED
    # After the key points, which end the text.
    assert section.find_previous(class_="keypoints") is not None
    assert section.find_next("section") is None
    assert section.select_one("details.solution").get_text(strip=True) == "SolutionNested."
    assert not section.select("details.hint")
    assert page.select_one("#reuse-a-loop details.hint")
    assert page.select_one("details.instructor details.solution").get_text(strip=True) == "SolutionSix."
    assert page.select_one('a[href="#solutions"]:not(.headerlink)').get_text(strip=True) == "Solutions"


def test_there_and_back(at_end):
    page = at_end.html("loops")
    exercise = page.find(id="reuse-a-loop")
    links = exercise.select(".lesson-solution-link a")
    assert [link.get_text() for link in links] == ["Solution 1: Reuse answer", "Solution 2"]
    for link in links:
        solution = page.find(id=link["href"].removeprefix("#"))
        back = solution.select_one(".lesson-block-origin a")
        assert page.find(id=back["href"].removeprefix("#")) is link.parent


def test_copies_follow(at_end):
    exercises = at_end.html("exercises")
    assert not exercises.select("details.solution")
    links = exercises.select(".lesson-solution-link a")
    assert [link["href"] for link in links][:2] == ["loops.html#reuse-answer", "loops.html#solution-1"]
    whole = at_end.html("all-in-one")
    sections = whole.select("section.solutions")
    assert [len(shown_in(section)) for section in sections] == [6]


def test_they_have_a_page_of_their_own(own_page):
    check_links(own_page)
    page = own_page.html("solutions")
    assert shown_in(page) == [*MOVED, ("Nine", "Challenge: Open a file")]
    loops = own_page.html("loops")
    assert not loops.select("main .lesson-block.solution:not(.instructor *)")
    link = loops.select_one("#reuse-a-loop .lesson-solution-link a")
    assert page.find(id=link["href"].removeprefix("solutions.html#")).select_one(".lesson-block-origin a")["href"] == (
        "loops.html#reuse-answer--place"
    )


def test_what_led_to_a_solution_leads_to_its_page(own_page):
    for docname, expected in (("files", 4), ("loops", 3)):
        links = own_page.html(docname).select_one("main p a.reference").parent.select("a")
        assert len(links) == expected
        assert all(link["href"].startswith("solutions.html#") for link in links)
    # Links of other sites find where it was, and go on from there.
    assert own_page.html("loops").find(id="mine").find_parent(class_="lesson-solution-link")
    assert [shown_in(section) for section in own_page.html("all-in-one").select("section.solutions")] == [MOVED]
    assert "seven" in own_page.read("searchindex.js")


@pytest.mark.parametrize("value", ["end-of-page", "own-page"])
@pytest.mark.parametrize("builder", ["singlehtml", "latex", "text"])
def test_other_builders(build, builder, value):
    built = build(LESSON, builder, lesson_solutions=value, project="Lesson")
    name = {"singlehtml": "index.html", "latex": "lesson.tex", "text": "loops.txt"}[builder]
    text = built.read(name) + (built.read("solutions.txt") if builder == "text" and value == "own-page" else "")
    for word in ("One", "Two.", "Three.", "Five.", "Six.", "Seven.", "Eight."):
        assert text.count(word) == 1, word
    assert "Challenge 1.1: Reuse a loop" in " ".join(text.split())


def test_a_changed_setting_is_followed(build):
    built = build(LESSON)
    for value in ("end-of-page", "own-page", "closed"):
        built = built.again(lesson_solutions=value)
        clean = built.clean_copy()
        for file in sorted(clean.out.rglob("*.html")):
            assert built.read(file.relative_to(clean.out).as_posix()) == file.read_text(encoding="utf-8"), value
    assert not (built.out / "solutions.html").exists()


def at(monkeypatch, day: str) -> None:
    moment = datetime.datetime.fromisoformat(f"{day}T12:00:00+00:00")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(moment.timestamp())))


RELEASE = {"loops": "2026-12-01", "files*": "2026-12-15"}


def test_they_appear_when_the_day_has_come(build, monkeypatch):
    at(monkeypatch, "2026-11-30")
    built = build(LESSON, lesson_solutions="own-page", lesson_solutions_release=RELEASE)
    loops = built.html("loops")
    assert loops.select_one(".lesson-solution-later").get_text() == ("The solution appears here on December 1, 2026.")
    # Once for those that follow each other.
    assert len(loops.select("#reuse-a-loop .lesson-solution-later")) == 1
    assert "These solutions appear here on December 15, 2026." in built.html("solutions").get_text()
    for word in ("Two", "Seven.", "Nine."):
        assert not any(word in file.read_text(encoding="utf-8") for file in built.out.glob("*.html"))
    assert "9 solutions are held back: 8 until 2026-12-01, 1 until 2026-12-15" in built.status
    check_links(built)

    at(monkeypatch, "2026-12-01")
    built = built.again()
    changed = {name for name in built.written if name.endswith(".html")}
    assert changed >= {"loops.html", "files.html", "solutions.html", "exercises.html", "all-in-one.html"}
    assert "aside.html" not in changed
    clean = built.clean_copy()
    for file in sorted(clean.out.rglob("*.html")):
        assert built.read(file.relative_to(clean.out).as_posix()) == file.read_text(encoding="utf-8"), file
    for name in ("searchindex.js", "searchplaces.js"):
        assert sorted(built.read(name)) == sorted(clean.read(name))
    assert (built.out / "objects.inv").read_bytes() == (clean.out / "objects.inv").read_bytes()
    assert "1 solution is held back: 1 until 2026-12-15" in built.status
    assert "Seven." in built.html("solutions").get_text()


@pytest.mark.parametrize(
    ("value", "warning", "is_shown"),
    [
        ("2026-11-01", (), True),
        (datetime.date(2026, 11, 1), (), True),
        ({"loops.md": "2026-11-01"}, (), True),
        ("soon", ("'soon' for '*', but must be a date",), False),
        (["2026-11-01"], ("but must be a date",), False),
        ({"lops": "2026-11-01"}, ("no document of the lesson matches 'lops'",), True),
        ({"loops": "2026-11-01", "*": "2027-01-01"}, (), True),
        ({"*": "2027-01-01", "loops": "2026-11-01"}, (), False),
    ],
)
def test_days_of_release(build, monkeypatch, value, warning, is_shown):
    at(monkeypatch, "2026-11-30")
    files = {name: LESSON[name] for name in ("index.md", "more.txt", "conf.py")}
    files["index.md"] = "# Lesson\n\n```{toctree}\nloops\n```\n"
    files["loops.md"] = "# Loops\n\n::: solution\nHere.\n:::\n"
    built = build(files, "text", warnings=warning, lesson_solutions_release=value)
    assert ("Here." in built.read("loops.txt")) is is_shown


def test_the_index_leads_to_where_they_are(build):
    loops = "# Loops\n\n::: challenge\n## Task\n\nDo.\n\n::: solution\nA {index}`word`.\n:::\n:::\n"
    lesson = {"index.md": "# Lesson\n\n```{toctree}\nloops\n```\n", "loops.md": loops}
    built = build(lesson, lesson_solutions="own-page")
    [link] = [link["href"] for link in built.html("genindex").select("main a, .body a") if link.get_text() == "word"]
    page, _mark, anchor = link.partition("#")
    assert page == "solutions.html"
    assert built.html("solutions").find(id=anchor)

"""Blocks of lessons as pages show them: lists, tables, code, rules, headings and raw HTML."""

from __future__ import annotations

import time

import pytest

PAGE = """---
title: Page
---

### Third

#### Fourth

::: callout
## In a block
Text.
:::

## Second

b) two
c) three

(ii) two

***

- item

  ***

| a |   |
|--:|---|
| 1 |   |

: A *caption* {#prices .wide}

|   |   |
|---|---|
| 1 | 2 |

| Narrow | Wide |
|--|------|
| a | words that go on for so long that the line is longer than seventy-two columns |

+-------+-----+
| A     | B   |
+=======+====:+
| - one | two |
+-------+     |
| more  |     |
+-------+-----+

```txt
plain
```

```F90
x = 1
```

```{.python #numbered .numberLines startFrom="3"}
what ???
```

```{=html}
<b class="raw">x</b>
```

| One *line*
|  and another

<center>
Some **text** from <a href="https://example.org">there</a>
</center>

<p class="note">*Bare*</p>

<p>
- a list
</p>

<details>
<summary>More `code`</summary>

## Inside

Hidden.

</details>

[^1]

::: challenge
[^1]: A note

    of two paragraphs.
:::

***
"""


@pytest.fixture(scope="module")
def built(build_once):
    lesson = {"index.md": "# Lesson\n\n```{toctree}\npage\n```\n", "page.md": PAGE}
    return build_once(lesson, html_theme="lesson", lesson_pages=["all-in-one"])


@pytest.fixture(scope="module")
def main(built):
    return built.html("page").find("main")


def headings(element):
    found = element.select("h1, h2, h3, h4, h5, h6, [role=heading]")
    return [(int(h.get("aria-level") or h.name[1]), h.get_text().rstrip("¶")) for h in found]


def test_headings_keep_the_levels_of_their_author(main):
    """Where levels are skipped, too; what is in a block is a level below."""
    assert headings(main)[:5] == [(1, "Page"), (3, "Third"), (4, "Fourth"), (5, "Callout: In a block"), (2, "Second")]


def test_levels_that_are_skipped_stay_so_in_another_page(built):
    levels = {text: level for level, text in headings(built.html("all-in-one").find("main"))}
    assert levels["Third"] - levels["Page"] == 2
    assert levels["Second"] - levels["Page"] == 1


def test_letters_of_lists_need_no_style_sheet(main):
    letters, romans = main.select("ol[type]")
    assert (letters["type"], letters["start"]) == ("a", "2")
    assert (romans["type"], romans["start"]) == ("i", "2")
    assert [item.get_text() for item in letters.find_all("li")] == ["two", "three"]


def test_rules_are_everywhere(main):
    assert len(main.select("hr:not(.footnotes)")) == 3
    assert main.select_one("li > hr")


def test_pipe_tables(main):
    prices, headless, wide = main.find_all("table")[:3]
    assert prices["id"] == "prices"
    assert "wide" in prices["class"]
    assert prices.caption.find("em").get_text() == "caption"
    assert "text-right" in prices.find("th")["class"]
    assert headless.find("th") is None
    # 25 % and 75 %, as classes.
    assert [cell["class"][-1] for cell in wide.find_all("th")] == ["width-25", "width-75"]


def test_grid_tables(main):
    grid = main.find_all("table")[3]
    assert [cell.get_text(strip=True) for cell in grid.find_all("th")] == ["A", "B"]
    spanning = grid.find("td", rowspan="2")
    assert spanning.get_text(strip=True) == "two"
    assert "text-right" in spanning["class"]
    assert grid.select_one("td li").get_text() == "one"


def test_code_has_the_class_of_its_language(main):
    assert main.select_one(".highlight-txt pre").get_text() == "plain\n"
    assert main.select_one(".highlight-f90 .mi").get_text() == "1"
    numbered = main.find(id="numbered")
    assert "highlight-python" in numbered["class"]
    assert numbered.select_one(".linenos").get_text(strip=True) == "3"
    assert [label.get_text() for label in main.select(".code-label")] == ["txt", "Fortran", "Python"]
    assert main.select_one("b.raw")


def test_lines(main):
    assert [line.get_text() for line in main.select(".line-block .line")] == ["One line", "\u00a0and another"]


def test_raw_html_holds_what_markdown_says(main):
    centred = main.select_one("div.align-center")
    assert centred.find("strong").get_text() == "text"
    assert main.select_one("p.note > em").get_text() == "Bare"
    # A list ends a paragraph for browsers: it stands in no <p>.
    assert main.find("li", string="a list").find_parent("p") is None
    details = main.select_one("summary code").find_parent("details")
    assert details.select_one("summary code").get_text() == "code"
    assert details.find("h3").get_text() == "Inside"
    assert main.find("center") is None


def test_a_note_in_a_block_may_have_paragraphs(main):
    note = main.select_one("aside.footnote")
    assert "A note" in note.get_text()
    assert "of two paragraphs." in note.get_text()


@pytest.mark.parametrize("builder", ["text", "latex"])
def test_other_formats(built, build, builder):
    other = build(built.source, builder, lesson_pages=[])
    if builder == "text":
        text = other.read("page.txt")
        for words in ("two", "Some **text** from there", "Hidden.", "plain", "and another"):
            assert words in text


HOSTILE = {
    "tags": "<div>\n" * 1000 + "<b>" * 1000 + "\n\n" + "</div>\n" * 1000,
    "tags in a line": "a <div>b</div> " * 500 + "<td>" * 500,
    "comments": "{% comment %}\n" * 1000 + "<!-- x\n\n" * 1000,
    "left-overs": "{: .a}\n" * 1000 + "a {:b=c} {{ site.x }} " * 500,
    "markers": "a) x\n" * 1000 + "i" * 1000 + ") x\n" + ":\n" * 1000,
    "bars": "|" * 1000 + "\n" + "|-" * 1000 + "|\n" + "| `` ` $a <b " * 200 + "\n" + "+--+\n" * 1000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_takes_long(build, name):
    """Reading takes about as long as there is text, whatever is in it."""
    start = time.process_time()
    build({"index.md": f"# Lesson\n\n{HOSTILE[name]}\n"}, "dummy", warnings=None, suppress_warnings=["lesson"])
    assert time.process_time() - start < 8


def test_names_in_capitals_and_in_another_language(build):
    """Docutils takes the name of a directive in any case, and in the words of the lesson's language."""
    text = "Lektion\n=======\n\n.. Challenge:: Sortieren\n\n   Text.\n\n.. ExerciseList::\n\n.. hinweis::\n\n   Rat.\n"
    page = build({"conf.py": 'extensions = ["sphinx_lesson_ext"]\nlanguage = "de"\n', "index.rst": text}).html("index")
    assert "Sortieren" in page.select_one(".challenge").get_text()
    assert "Rat." in page.select_one(".hint").get_text()

"""What a search result says of its place, and what search does not find twice."""

from __future__ import annotations

import json

import pytest

FILES = {
    "index.md": "# Lesson\n\n```{toctree}\nloops\nall\n```\n",
    "loops.md": """# Loops

## Reading & writing

### In Python

::: challenge
## Zebra crossing
Text `</script>`.
:::

::: keypoints
- Giraffe
:::
""",
    "all.md": "# All\n\n```{exerciselist}\n```\n\n```{keypointlist}\n```\n",
}


@pytest.fixture(scope="module")
def built(build_once):
    return build_once(FILES, html_theme="lesson")


def places(built):
    text = built.read("searchplaces.js")
    return json.loads(text.removeprefix("var lessonPlaces=").rstrip(";\n"))


def index(built):
    return json.loads(built.read("searchindex.js").removeprefix("Search.setIndex(").rstrip(")"))


def test_headings_and_blocks_have_the_section_around_them(built):
    # What stands right under the title has none, and key points are shown at the end of the page.
    assert places(built)["loops"] == {"in-python": "Reading & writing", "zebra-crossing": "In Python"}


def test_lists_are_not_found(built):
    found = index(built)
    assert {
        title: [found["docnames"][file] for file, _anchor in where] for title, where in found["alltitles"].items()
    } == {
        "Lesson": ["index"],
        "Loops": ["loops"],
        "Reading & writing": ["loops"],
        "In Python": ["loops"],
        "Challenge 1.1: Zebra crossing": ["loops"],
        "Key points": ["loops"],
        "All": ["all"],
    }
    assert found["terms"]["giraff"] == found["docnames"].index("loops")


def test_places_are_right_after_an_edit(build):
    built = build(FILES, html_theme="lesson")
    file = built.source / "loops.md"
    file.write_text(file.read_text().replace("In Python", "In a shell"))
    again = built.again()
    assert places(again)["loops"]["zebra-crossing"] == "In a shell"
    assert again.read("searchplaces.js") == again.clean_copy().read("searchplaces.js")


def test_pages_in_parallel_have_the_same_places(built, build):
    assert build(FILES, html_theme="lesson", parallel=2).read("searchplaces.js") == built.read("searchplaces.js")


def test_a_build_that_changed_nothing_leaves_the_places_alone(build):
    built = build(FILES, html_theme="lesson", lesson_pages=[])
    assert "searchplaces.js" not in built.again().written
    (built.source / "loops.md").unlink()
    (built.source / "index.md").write_text("# Lesson\n\n```{toctree}\nall\n```\n")
    again = built.again()
    assert again.read("searchplaces.js") == again.clean_copy().read("searchplaces.js")

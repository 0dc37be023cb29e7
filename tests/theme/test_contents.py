"""The contents beside a page: what they show, and how they are cut in a long lesson."""

from __future__ import annotations

import pytest
from docutils import nodes

from sphinx_lesson_ext.theme.contents import Contents, Entry, Part, _without_number
from sphinx_lesson_ext.theme.titles import plain_title


def entries(*names: str, level: int = 0) -> tuple[Entry, ...]:
    return tuple(Entry(name, f"{name}.html", name, level=level) for name in names)


def names(contents: Contents) -> list[list[str]]:
    return [[entry.docname for entry in part.entries] for part in contents.parts]


LONG = Contents(tuple(Part(f"Part {n}", entries(*(f"{n}-{m}" for m in range(20)))) for n in range(10)))


def test_a_short_lesson_is_shown_whole():
    contents = Contents((Part("", entries("a", "b")),))
    assert contents.around("b") is contents


@pytest.mark.parametrize("docname", ["0-0", "4-7", "9-19", "search"])
def test_a_long_lesson_is_cut_to_sixty_entries(docname):
    shown = LONG.around(docname)
    assert sum(len(part.entries) for part in shown.parts) == 60
    assert docname == "search" or [docname in part for part in names(shown)].count(True) == 1


def test_the_middle_is_cut_on_both_sides():
    shown = LONG.around("4-10")
    assert (shown.is_cut_before, shown.is_cut_after) == (True, True)
    assert [part.title for part in shown.parts] == ["Part 3", "Part 4", "Part 5"]


def test_the_ends_are_cut_on_one_side():
    first, last = LONG.around("0-0"), LONG.around("9-19")
    assert (first.is_cut_before, first.is_cut_after) == (False, True)
    assert (last.is_cut_before, last.is_cut_after) == (True, False)


def test_what_an_entry_stands_under_is_kept():
    deep = entries("top") + entries("part", level=1) + entries(*(f"d{n}" for n in range(100)), level=2)
    shown = Contents((Part("", deep),)).around("d90", most=10)
    assert names(shown)[0][:3] == ["top", "part", "d85"]


def test_an_entry_of_the_top_stands_under_nothing():
    assert names(Contents((Part("", entries(*(f"d{n}" for n in range(30)))),)).around("d20", most=4)) == [
        ["d18", "d19", "d20", "d21"]
    ]


@pytest.mark.parametrize(
    ("title", "number", "expected"),
    [
        ("3.4 Mentoring Session", "3.4", "Mentoring Session"),
        ("3.4: Mentoring", "3.4", "Mentoring"),
        ("3.4) Mentoring", "3.4", "Mentoring"),
        ("Mentoring", "4", "Mentoring"),
        ("3.45 miles", "3.4", "3.45 miles"),
        ("3D models", "3", "3D models"),
        ("3.4", "3.4", "3.4"),
        ("2 Loops", "", "2 Loops"),
    ],
)
def test_a_number_is_not_doubled(title, number, expected):
    assert _without_number(title, number) == expected


def contents_in(page):
    return [" ".join(item.a.get_text(" ").split()) for item in page.select(".contents > li")]


def test_numbers_minutes_and_parts(build):
    built = build(
        {
            "index.md": (
                "# L\n\n```{toctree}\n:caption: One\na\nb\n```\n\n```{toctree}\n:caption: More\nsub/c\n"
                "Elsewhere <https://example.org/>\n```\n"
            ),
            "a.md": "---\ntitle: 3.4 First\nteaching: 0\nexercises: 0\n---\nText.\n",
            "b.md": "---\ntitle: Second\nteaching: 10\nexercises: 5\n---\nText.\n\n## One\n\n## Two\n",
            "sub/c.md": "# Third\n\nText.\n",
        },
        html_theme="lesson",
        lesson_pages=[],
    )
    page = built.html("b")
    assert contents_in(page) == ["3.4 First", "2 Second 15 min", "Third", "Elsewhere"]
    assert [title.get_text() for title in page.select(".left .list-title")] == ["One", "More"]
    assert [link["href"] for link in page.select(".contents > li > a")] == [
        "./a.html", "./b.html", "./sub/c.html", "https://example.org/"
    ]  # fmt: skip
    current = page.select(".contents .current")
    assert [item.a["aria-current"] for item in current] == ["page"]
    assert [link["href"] for link in current[0].select(".sections a")] == ["#one", "#two"]
    assert page.select(".contents :not(.current) .sections") == []
    assert built.html("sub/c").select_one(".contents a")["href"] == "../a.html"


def test_parts_without_a_caption_are_named(build):
    built = build(
        {
            "index.md": "# L\n\n```{toctree}\na\n```\n\n```{toctree}\nsetup\n```\n",
            "a.md": "# A\n\n::: keypoints\n- Point\n:::\n",
            "setup.md": "# Setup\n\nText.\n",
        },
        html_theme="lesson",
    )
    page = built.html("a")
    assert [title.get_text() for title in page.select(".left .list-title")] == ["Episodes", "Resources"]
    # The page that is made joins the resources.
    assert contents_in(page) == ["1 A", "Setup", "Key points"]


def test_sphinx_numbers_win(build):
    built = build(
        {
            "index.md": "# L\n\n```{toctree}\n:numbered:\nintro\na\n```\n",
            "intro.md": "# Intro\n\nText.\n",
            "a.md": "# A\n\n::: keypoints\n- Point\n:::\n",
        },
        html_theme="lesson",
        lesson_pages=[],
    )
    assert contents_in(built.html("a")) == ["1 Intro", "2 A"]


def test_pages_do_not_grow_with_the_lesson(build):
    def lesson(episodes):
        names = [f"e{n:03}" for n in range(episodes)]
        files = {f"{name}.md": f"# Topic {name}\n\n::: keypoints\n- Point\n:::\n" for name in names}
        return {"index.md": "# L\n\n```{toctree}\n" + "\n".join(names) + "\n```\n", **files}

    small, large = (build(lesson(n), html_theme="lesson").read("e030.html") for n in (70, 140))
    assert abs(len(large) - len(small)) < 100


@pytest.mark.parametrize(("language", "shown"), [("he", "על \u2066>> x\u2069"), ("en", "על >> x")])
def test_code_in_a_title_is_read_from_left_to_right(language, shown):
    title = nodes.title("", "", nodes.Text("על "), nodes.strong("", "", nodes.literal("", ">> x")))
    assert plain_title(title, language) == shown

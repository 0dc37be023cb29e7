"""What images say to those who do not see them, wherever their authors say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from example_lesson import SETTINGS, lesson_of, lesson_with

from sphinx_lesson_ext.checks.run import findings_of
from sphinx_lesson_ext.checks.selection import Selection

if TYPE_CHECKING:
    from built_lesson import BuiltLesson, LessonBuilder

IMAGE = "https://example.org/sorting.png"
#: The first line of an example's body in the file of an episode.
FIRST = 19


def places(built: BuiltLesson, code: str) -> list[tuple[int, int]]:
    """Return line and column of each finding."""
    return [(finding.line, finding.column) for finding in findings_of(built.env, Selection((code,)))]


SAID = {
    "attribute": f"![]({IMAGE}){{alt='Cards'}}",
    "empty": f"![]({IMAGE}){{alt=''}}",
    "two-lines": f"![]({IMAGE}){{alt='Cards in\norder' width='50%'}}",
    "definition": f"![Sorting][cards]\n\n[cards]: {IMAGE} {{alt='Cards'}}",
    "in-link": f"[![Sorting]({IMAGE})](https://example.org)",
    "in-text": f"Sort ![cards]({IMAGE}) by hand.",
    "html": f'<p>\n<img\n  src="{IMAGE}"\n  alt="Cards">\n</p>',
    "html-hidden": f'<p><img src="{IMAGE}" aria-hidden="true"></p>',
    "html-in-text": f'Sort <img src="{IMAGE}" alt="cards"> by hand.',
}
UNSAID = {
    "nothing": (f"![]({IMAGE})", (FIRST, 25)),
    "blank": (f"![ ]({IMAGE})", (FIRST, 26)),
    "caption": (f"![Sorting]({IMAGE}){{width='50%'}}", (FIRST, 32)),
    "definition": (f"Look:\n\n![][cards]\n\n[cards]: {IMAGE}", (FIRST + 4, 30)),
    "in-list": (f"- Look:\n\n  ![]({IMAGE})", (FIRST + 2, 27)),
    "html": (f'<p>\n<img\n  src="{IMAGE}">\n</p>', (FIRST + 2, 28)),
    "html-in-text": (f'Sort\nby <img src="{IMAGE}"> hand.', (FIRST + 1, 34)),
}


@pytest.mark.parametrize("name", SAID)
def test_an_image_that_says_what_is_on_it(build: LessonBuilder, name: str) -> None:
    built = build(lesson_with({"cards": SAID[name]}), "dummy", warnings=None, **SETTINGS)
    assert places(built, "image-alt") == []


@pytest.mark.parametrize("name", UNSAID)
def test_an_image_that_does_not(build: LessonBuilder, name: str) -> None:
    text, place = UNSAID[name]
    built = build(lesson_with({"cards": text}), "dummy", warnings=None, **SETTINGS)
    assert places(built, "image-alt") == [place]


def test_where_the_text_of_an_image_is_no_caption_it_is_its_alternative(build: LessonBuilder) -> None:
    text = f"# Sorting\n\n![Cards in order]({IMAGE})\n\n![]({IMAGE})\n"
    built = build({"index.md": text}, "dummy", warnings=None, lesson_implicit_figures=False)
    assert places(built, "image-alt") == [(5, 25)]


def test_an_image_that_is_missing_is_told_once(build: LessonBuilder) -> None:
    built = build(lesson_with({"cards": "![](fig/cards.png)"}), "dummy", warnings=None, **SETTINGS)
    assert [finding.code for finding in findings_of(built.env, Selection())] == ["image-missing"]


def test_images_in_restructuredtext(build: LessonBuilder) -> None:
    built = build(
        {
            "index.rst": f"Lesson\n======\n\n.. image:: {IMAGE}\n   :alt: Cards\n\n.. image:: {IMAGE}\n   :alt:\n\n"
            f".. figure:: {IMAGE}\n\n   Sorting\n\n.. include:: more.txt\n",
            "more.txt": f"Text.\n\n.. image:: {IMAGE}\n",
        },
        "dummy",
        warnings=None,
        exclude_patterns=["more.txt"],
        lesson_pages=[],
    )
    found = findings_of(built.env, Selection(("image-alt",)))
    assert [(finding.path, finding.line) for finding in found] == [("index.rst", 10), ("more.txt", 3)]


def test_what_r_shows_says_what_it_is(build: LessonBuilder) -> None:
    text = (
        '---\ntitle: Sorting\n---\n\n```{r, echo=FALSE}\nknitr::include_graphics("fig/cards.svg")\n```\n\n'
        '```{r, echo=FALSE, fig.alt="Three cards"}\nknitr::include_graphics("fig/cards.svg")\n```\n\n'
        '```{r, echo=FALSE, fig.alt=""}\nknitr::include_graphics("fig/cards.svg")\n```\n\n'
        '<img src="fig/cards.svg" alt="plot of chunk ages" />\n\n<img src="fig/cards.svg" width="50%" />\n'
    )
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="3" height="3"/>'
    files = {"episodes/cards.Rmd": text, "episodes/fig/cards.svg": svg}
    built = build(lesson_of(files), "dummy", warnings=None, **SETTINGS)
    assert places(built, "image-alt") == [(6, 30), (19, 15)]
    assert places(built, "alt-empty-words") == [(17, 31)]


EMPTY_WORDS = ["sorting.png", "SORTING.PNG", "sort_cards.jpeg", "Image", "figure", "Bild", "FIXME"]
WORDS = ["Sorting", "How sorting.png is made", "Image and text", "Logo"]


@pytest.mark.parametrize("alt", EMPTY_WORDS)
def test_words_that_say_nothing(build: LessonBuilder, alt: str) -> None:
    built = build(lesson_with({"cards": f"![]({IMAGE}){{alt='{alt}'}}"}), "dummy", warnings=None, **SETTINGS)
    found = findings_of(built.env, Selection(("alt-empty-words",)))
    assert [finding.line for finding in found] == [FIRST]
    assert alt in found[0].message


@pytest.mark.parametrize("alt", WORDS)
def test_words_that_say_something(build: LessonBuilder, alt: str) -> None:
    built = build(lesson_with({"cards": f"![]({IMAGE}){{alt='{alt}'}}"}), "dummy", warnings=None, **SETTINGS)
    assert places(built, "alt-empty-words") == []


@pytest.mark.parametrize(
    ("alt", "said"),
    [
        ("An image of cards", "An image of"),
        ("Picture showing cards", "Picture showing"),
        ("Una imagen de cartas", "Una imagen de"),
        ("Bild von Karten", "Bild von"),
        ("Screenshot of cards", ""),
        ("An imagination of cards", ""),
    ],
)
def test_what_is_said_anyway(build: LessonBuilder, alt: str, said: str) -> None:
    built = build(lesson_with({"cards": f"![]({IMAGE}){{alt='{alt}'}}"}), "dummy", warnings=None, **SETTINGS)
    found = findings_of(built.env, Selection(("alt-prefix",)))
    assert [finding.message.split("'")[1] for finding in found] == ([said] if said else [])


def test_html_over_several_lines(build: LessonBuilder) -> None:
    text = (
        "<div>\n\n<video\n  src='https://example.org/a.mp4'></video>\n\n<video muted src='a.mp4'></video>\n\n"
        "<video src='b.mp4'>\n<track kind='subtitles' src='b.vtt'>\n</video>\n\n"
        "<video src='c.mp4'>\n<track kind='metadata' src='c.vtt'>\n</video>\n\n</div>\n\n"
        "<iframe src='https://example.org' aria-hidden='true'></iframe>\n\n"
        "<iframe src='https://example.org'\n title=' '></iframe>\n"
    )
    built = build(lesson_with({"cards": text}), "dummy", warnings=None, **SETTINGS)
    assert places(built, "video-captions") == [(FIRST + 2, 1), (FIRST + 11, 1)]
    assert places(built, "frame-title") == [(FIRST + 19, 1)]


def test_tables_of_every_kind(build: LessonBuilder) -> None:
    text = (
        "Lesson\n======\n\n.. list-table::\n\n   * - A\n     - 1\n   * - B\n     - 2\n\n"
        ".. list-table::\n   :header-rows: 1\n\n   * - Card\n     - Place\n   * - A\n     - 1\n   * - B\n     - 2\n\n"
        ".. list-table::\n   :stub-columns: 1\n\n   * - A\n     - 1\n   * - B\n     - 2\n\n"
        ".. csv-table::\n   :delim: ;\n\n   15 min; Sorting\n   25 min; Finding\n"
    )
    built = build({"index.rst": text}, "dummy", warnings=None, lesson_pages=[])
    assert [line for line, _column in places(built, "table-header")] == [6, 32]


def test_colours_in_the_language_of_the_lesson(build: LessonBuilder) -> None:
    text = "Mira el recuadro rojo. La manzana roja, el perro verde y el mar en azul.\n"
    built = build(lesson_with({"cards": text}), "dummy", warnings=None, **SETTINGS, language="es")
    found = findings_of(built.env, Selection(("colour-alone",)))
    assert [(finding.column, finding.message.split("'")[1]) for finding in found] == [
        (9, "recuadro rojo"),
        (65, "en azul"),
    ]


def test_paths_of_pictures_are_from_the_source_folder(build: LessonBuilder) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="3" height="3"/>'
    built = build(
        {
            "index.rst": "Lesson\n======\n\n.. toctree::\n\n   part/one\n   part/two\n",
            "part/one.rst": "One\n===\n\n.. image:: fig/a.svg\n.. image:: /b.svg\n.. image:: ../b.svg\n",
            "part/two.md": "# Two\n\n![](fig/a.svg) ![](/b.svg) ![](https://example.org/c.svg)\n",
            "part/fig/a.svg": svg,
            "b.svg": svg,
        },
        "dummy",
        warnings=None,
        lesson_pages=[],
    )
    records = built.env.get_domain("lesson").documents
    assert records["part/one"].shown == {"part/fig/a.svg", "b.svg"}
    assert records["part/two"].shown == {"part/fig/a.svg", "b.svg", "https://example.org/c.svg"}

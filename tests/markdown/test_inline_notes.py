"""Inline notes are footnotes like others, wherever they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_cases import myst_parser

from sphinx_lesson_ext.markdown.inline_notes import inline_notes_plugin

if TYPE_CHECKING:
    from built_lesson import LessonBuilder

TEXT = """# Page

A word^[explained *here*, with [a link](https://example.org) and `]`], another[^1] ^[and

a third], a *last^[one^[in another]]*.

## Heading^[noted]

| a^[in a table] |
|---|
| b |

::: challenge
In a block^[noted too].
:::

```{note}
In a directive^[noted as well].
```

Not: `^[code]`, \\^[escaped], ^[open

[^1]: With a number of its own.
"""


def test_notes_on_a_page(build: LessonBuilder) -> None:
    built = build({"index.md": TEXT})
    main = built.html("index").find(attrs={"role": "main"})
    notes = [" ".join(note.find("p").get_text().split()) for note in main.select("aside.footnote")]
    assert sorted(notes) == sorted(
        [
            "explained here, with a link and ]",
            "With a number of its own.",
            "one[8]",
            "in another",
            "noted",
            "in a table",
            "noted too",
            "noted as well",
        ]
    )
    assert main.select_one("aside.footnote em").get_text() == "here"
    ids = {element["id"] for element in main.find_all(id=True)}
    references = [link["href"][1:] for link in main.select("a.footnote-reference")]
    assert len(references) == 8
    assert set(references) <= ids
    text = main.get_text()
    assert "^[and" in text
    assert "^[code]" in text
    assert "^[escaped]" in text
    assert "^[open" in text
    assert main.find("h2").get_text().startswith("Heading")
    assert "heading" in ids


def test_notes_have_the_lines_of_their_text() -> None:
    parser = myst_parser().use(inline_notes_plugin)
    tokens = parser.parse("First.\n\nSecond^[note].\n")
    note = next(token for token in tokens if token.type == "footnote_reference_open")
    assert note.map == [2, 3]

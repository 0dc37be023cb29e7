"""What a build leaves out is nowhere in its output."""

from __future__ import annotations

import zlib

import pytest

LESSON = {
    "index.md": "# Lesson\n\n```{toctree}\nepisode\nnotes\nexercises\nfixmes\n```\n",
    "episode.md": """---
title: Episode
---

::: challenge
## Task

Do it.

::: solution
### Secretsolution

Hiddenanswer.
:::

::: instructor
## Secretnote

Hiddennote.
:::
:::

See {lesson:instructor}`secretnote` and {lesson:solution}`the answer <secretsolution>`.

- FIXME: Openpoint

Some text (TODO: Openaside) goes on.

> FIXME Openquote
""",
    "notes.md": "# Notes\n\n```{instructornotelist}\n```\n",
    "exercises.md": "# Exercises\n\n```{exerciselist}\n```\n",
    "fixmes.md": "# Open\n\n```{fixmelist}\n```\n",
}

BUILDERS = ("html", "dirhtml", "singlehtml", "epub", "latex", "text", "man", "texinfo", "xml")


def everything(built) -> str:
    """Return all that a build wrote, as one text; the inventory unpacked."""
    texts = []
    for path in sorted(built.out.rglob("*")):
        if path.is_file() and ".doctrees" not in path.parts and path.suffix not in {".png", ".epub"}:
            content = path.read_bytes()
            if path.name == "objects.inv":
                content = zlib.decompress(content.partition(b"using zlib.\n")[2])
            texts.append(content.decode("utf-8", "replace"))
    return "\n".join(texts)


def settings(builder: str) -> dict[str, object]:
    if builder == "epub":
        return {"copyright": "2026", "version": "1", "epub_exclude_files": []}
    if builder in {"man", "texinfo", "latex"}:
        return {"project": "Lesson"}
    return {}


@pytest.mark.parametrize("builder", BUILDERS)
def test_all_is_there_by_default(build, builder):
    text = everything(build(LESSON, builder, **settings(builder)))
    for word in ("Hiddenanswer", "Hiddennote", "Openpoint", "Openaside", "Openquote"):
        assert word in text


@pytest.mark.parametrize("builder", BUILDERS)
def test_solutions_are_left_out(build, builder):
    text = everything(build(LESSON, builder, lesson_solutions="omit", **settings(builder)))
    assert "Hiddenanswer" not in text
    assert "secretsolution" not in text.lower().replace("<secretsolution>", "")
    assert "Hiddennote" in text
    assert "the answer" in text


@pytest.mark.parametrize("builder", BUILDERS)
def test_instructor_notes_are_left_out(build, builder):
    text = everything(build(LESSON, builder, lesson_audience="learner", **settings(builder)))
    assert "Hiddennote" not in text
    assert "Hiddenanswer" in text
    assert "Not shown in this build." in text


@pytest.mark.parametrize("builder", BUILDERS)
@pytest.mark.parametrize(
    ("value", "tags", "shown"), [(False, (), False), ("draft", (), False), ("draft", ("draft",), True)]
)
def test_fixmes(build, builder, value, tags, shown):
    conf = f'extensions = ["sphinx_lesson_ext"]\nlesson_show_fixmes = {value!r}\n'
    built = build({**LESSON, "conf.py": conf}, builder, tags=tags, html_copy_source=False, **settings(builder))
    text = everything(built)
    for word in ("Openpoint", "Openaside", "Openquote"):
        assert (word in text) is shown
    assert "goes on" in text
    # They are reported all the same.
    assert [finding.message for finding in built.env.get_domain("lesson").fixmes()] == [
        "Openpoint",
        "Openaside",
        "Openquote",
    ]


def test_what_is_left_out_leaves_nothing_empty(build):
    page = build(LESSON, lesson_show_fixmes=False).html("episode")
    main = page.find(attrs={"role": "main"})
    assert main.find("li") is None
    assert main.find("blockquote") is None
    assert "Some text goes on." in main.get_text()


@pytest.mark.parametrize(("value", "is_open"), [("closed", False), ("open", True)])
def test_solutions_open_or_closed(build, value, is_open):
    built = build(LESSON, lesson_solutions=value)
    for page in ("episode", "exercises"):
        [solution] = built.html(page).select("details.solution")
        assert solution.has_attr("open") is is_open
        [note] = built.html(page).select("details.instructor")
        assert not note.has_attr("open")


def test_the_references_to_what_is_left_out_are_text(build):
    page = build(LESSON, lesson_solutions="omit", lesson_audience="learner").html("episode")
    links = [link.get_text() for link in page.find(attrs={"role": "main"}).select("p a.reference")]
    assert links == []

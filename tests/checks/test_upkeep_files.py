"""Images that nobody sees, that are something else than they are called, and code in a language that is none."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from example_lesson import SETTINGS, lesson_of, lesson_with

from sphinx_lesson_ext.checks.run import findings_of
from sphinx_lesson_ext.checks.selection import Selection

if TYPE_CHECKING:
    from collections.abc import Mapping

    from built_lesson import LessonBuilder

    from sphinx_lesson_ext.findings import Finding

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="3" height="3"/>'
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x03\0\0\0\x03\x08\0\0\0\0"


def found(build: LessonBuilder, files: Mapping[str, str | bytes], code: str) -> list[Finding]:
    """Return what a rule finds in a lesson with these files."""
    built = build(lesson_of({"episodes/cards.md": "# Cards\n", **files}), "dummy", warnings=None, **SETTINGS)
    return findings_of(built.env, Selection((code,)))


USED = {
    "shown": "![](fig/a.png){alt=''}",
    "html": "<p><img src='fig/a.png' alt=''></p>",
    "linked": "[all cards](fig/a.png)",
    "comment": "<!-- ![](fig/a.png) -->",
    "code": '```r\nreadPNG(file.path("fig", "a.png"))\n```',
}


@pytest.mark.parametrize("name", USED)
def test_an_image_that_is_used(build: LessonBuilder, name: str) -> None:
    files = {"episodes/cards.md": USED[name], "episodes/fig/a.png": PNG}
    assert found(build, files, "image-unused") == []


NAMING = {
    "another-folder": {"learners/reference.md": "![](../episodes/fig/a.png){alt=''}\n"},
    "readme": {"README.md": "![](episodes/fig/a.png)\n"},
    "data": {"episodes/data/cards.json": '{"image": "../fig/a.png"}'},
    "script": {"episodes/files/draw.R": 'png("fig/a.png")\n'},
    "dark-variant": {"episodes/cards.md": "![](fig/b.png){alt='' dark=fig/a.png}\n", "episodes/fig/b.png": PNG},
    "other-suffix": {"episodes/cards.md": "![](fig/a.svg){alt=''}\n", "episodes/fig/a.svg": SVG},
    "dark": {"episodes/cards.md": "![](fig/a.png){alt=''}\n", "episodes/fig/a-dark.png": PNG},
    "language": {"episodes/cards.md": "![](fig/a.png){alt=''}\n", "episodes/fig/a.de.png": PNG},
}


@pytest.mark.parametrize("name", NAMING)
def test_an_image_that_something_else_names(build: LessonBuilder, name: str) -> None:
    assert found(build, {"episodes/fig/a.png": PNG, **NAMING[name]}, "image-unused") == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes")
def test_a_pipe_is_not_waited_for(build: LessonBuilder) -> None:
    built = build(lesson_of({"episodes/cards.md": "# Cards\n", "episodes/fig/a.png": PNG}), "dummy", **SETTINGS)
    os.mkfifo(built.source / "episodes" / "data.json")
    os.mkfifo(built.source / "README.rst")
    assert [finding.code for finding in findings_of(built.env, Selection(("image-unused",)))] == ["image-unused"]


def test_images_that_are_not_used(build: LessonBuilder) -> None:
    files = {
        "episodes/cards.md": "![](fig/a.png){alt=''}\n",
        "episodes/fig/a.png": PNG,
        "episodes/fig/old b.PNG": PNG,
        # Neither what was made of the lesson nor what is hidden is of it.
        "site/built/cards.md": "![](fig/old b.PNG)\n",
        ".cache/cards.md": "![](fig/old b.PNG)\n",
        # What tells of it does not use it.
        ".lesson-baseline.json": '{"path": "episodes/fig/old b.PNG", "code": "image-unused"}',
        "report/index.html": "<p>episodes/fig/old b.PNG: image-unused</p>",
        "episodes/fig/source/draft.png": PNG,
        "episodes/fig/.hidden.png": PNG,
        "learners/fig/notes.txt": "Nothing.",
        "fig/logo.jpg": b"\xff\xd8\xff\xe0",
    }
    told = found(build, files, "image-unused")
    assert [(finding.path, finding.line, finding.column) for finding in told] == [
        ("episodes/fig/old b.PNG", 1, 1),
        ("fig/logo.jpg", 1, 1),
    ]


def test_a_folder_of_images_that_is_a_link_is_not_looked_into(build: LessonBuilder) -> None:
    built = build(lesson_of({"other/a.png": PNG}), "dummy", warnings=None, **SETTINGS)
    (built.source / "images").symlink_to("other")
    assert findings_of(built.env, Selection(("image-unused",))) == []


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.png", PNG, ""),
        ("a.PNG", PNG, ""),
        ("a.jpeg", b"\xff\xd8\xff\xe0\0\x10JFIF", ""),
        ("a.jpg", PNG, "'.png'"),
        ("a.png", b"RIFF\0\0\0\0WEBPVP8 ", "'.webp'"),
        ("a.png", b"<html><title>404</title></html>", "is none"),
        # Too short to be told; something else is to be said of it.
        ("a.png", b"", ""),
        ("a.png", b"version https://git-lfs.github.com/spec/v1\n", ""),
        ("a.svg", b"<!-- drawn --><svg/>", ""),
    ],
)
def test_images_by_what_they_are(build: LessonBuilder, name: str, data: bytes, told: str) -> None:
    files = {"episodes/cards.md": f"Text.\n\n![](fig/{name}){{alt=''}}\n", f"episodes/fig/{name}": data}
    findings = found(build, files, "image-format")
    assert [told in finding.message for finding in findings] == ([True] if told else [])


def test_an_image_that_is_replaced_is_looked_at_again(build: LessonBuilder) -> None:
    files = {"episodes/cards.md": "# Cards\n\n![](fig/a.png){alt=''}\n", "episodes/fig/a.png": b"GIF89a..."}
    built = build(lesson_of(files), "dummy", warnings=None, **SETTINGS)
    assert len(findings_of(built.env, Selection(("image-format",)))) == 1
    (built.source / "episodes/fig/a.png").write_bytes(PNG)
    assert findings_of(built.again().env, Selection(("image-format",))) == []


def test_what_is_shown_wide_may_have_more_pixels(build: LessonBuilder) -> None:
    wide = PNG[:18] + b"\x09\x00" + PNG[20:]
    text = "![](fig/a.png){alt=''}\n\n![](fig/a.png){alt='' width='50%'}\n\n![](fig/a.png){alt='' width='2000px'}\n"
    told = found(build, {"episodes/cards.md": text, "episodes/fig/a.png": wide}, "image-large")
    assert [(finding.line, "760 can" in finding.message) for finding in told] == [(1, False), (3, True), (5, False)]


LANGUAGES = {"pyhton": "python", "pythn": "python", "ouput": "output", "fortan": "fortran", "markdwon": "markdown"}


@pytest.mark.parametrize("name", LANGUAGES)
def test_a_language_that_is_misspelt(build: LessonBuilder, name: str) -> None:
    built = build(lesson_with({"cards": f"```{name}\n1\n```"}), "dummy", warnings=None, **SETTINGS)
    [told] = findings_of(built.env, Selection(("code-language-unknown",)))
    assert (told.column, told.old, told.new) == (4, name, LANGUAGES[name])


@pytest.mark.parametrize("name", ["python3", "text", "txt", "output", "mermaid", "warning", "klingon", "jl", "pytb"])
def test_a_language_that_may_be_meant(build: LessonBuilder, name: str) -> None:
    built = build(lesson_with({"cards": f"```{name}\n1\n```"}), "dummy", warnings=None, **SETTINGS)
    assert findings_of(built.env, Selection(("code-language-unknown",))) == []


def test_only_fences_have_a_place_for_a_language(build: LessonBuilder) -> None:
    text = (
        "```\n1\n```\n\nText:\n\n    2\n\n- Item:\n\n  ~~~\n  3\n  ~~~\n\n> ```\n> 4\n> ```\n\n```{.python}\n5\n```\n"
    )
    told = found(build, {"episodes/cards.md": text}, "code-language")
    assert [(finding.line, finding.column) for finding in told] == [(1, 1), (11, 3), (15, 3)]

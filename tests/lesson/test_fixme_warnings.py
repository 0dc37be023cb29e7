"""A FIXME is no warning, unless the lesson says so."""

from __future__ import annotations

LESSON = {"index.md": "# Lesson\n\nText (TODO: more of it).\n\nFIXME: a figure\n"}


def test_none_by_default(build):
    assert build(LESSON).warnings == []


def test_one_for_each(build):
    built = build(LESSON, warnings=("index.md:3", "index.md:5"), lesson_fixme_warnings=True)
    assert built.warnings == [
        "index.md:3: WARNING: TODO: more of it [lesson.fixme]",
        "index.md:5: WARNING: FIXME: a figure [lesson.fixme]",
    ]


def test_they_can_be_suppressed(build):
    build(LESSON, lesson_fixme_warnings=True, suppress_warnings=["lesson.fixme"])

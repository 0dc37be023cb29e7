"""Rules about what grows old: FIXMEs by their history, catalogues of translations, values of templates."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from example_lesson import CONFIG, SETTINGS, lesson_of, lesson_with

from sphinx_lesson_ext.checks.rules import RULES
from sphinx_lesson_ext.checks.run import findings_of
from sphinx_lesson_ext.checks.selection import Selection

if TYPE_CHECKING:
    from collections.abc import Mapping

    from built_lesson import BuiltLesson, LessonBuilder
    from git_history import Git

    from sphinx_lesson_ext.findings import Finding

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def found(built: BuiltLesson, code: str) -> list[Finding]:
    """Return what a rule finds in a lesson."""
    return findings_of(built.env, Selection((code,)))


# --- FIXMEs ----------------------------------------------------------------------------------------------------------


def test_a_fixme_that_git_knows_to_be_old(build: LessonBuilder, git: Git) -> None:
    rule = RULES["fixme-old"]
    built = build(lesson_with({"bad": rule.bad[0], "good": rule.good[0]}), "dummy", **SETTINGS)
    git.commit({}, date="2024-03-01T12:00:00+0000")
    [finding] = found(built, rule.code)
    assert (finding.path, finding.line) == ("episodes/bad.md", 19)
    assert finding.message.startswith("this FIXME is ")
    assert finding.message.endswith(" days old: say how long sorting takes")
    assert [each.code for each in findings_of(built.env, Selection())] == ["fixme"]


@pytest.mark.parametrize(("days", "is_told"), [(29, True), (31, False)])
def test_how_old_is_old_can_be_said(days: int, is_told: bool, build: LessonBuilder, git: Git) -> None:
    lesson = lesson_with({"bad": RULES["fixme-old"].bad[0]})
    built = build(lesson, "dummy", lesson_check_fixme_days=days, **SETTINGS)
    git.commit({}, date=(datetime.now(UTC) - timedelta(days=30)).isoformat())
    assert bool(found(built, "fixme-old")) == is_told


def test_where_git_knows_nothing_no_fixme_is_old(build: LessonBuilder, git: Git) -> None:
    built = build(lesson_with({"bad": RULES["fixme-old"].bad[0]}), "dummy", **SETTINGS)
    assert found(built, "fixme-old") == []
    git.commit({"other.md": ""}, date="2024-03-01T12:00:00+0000")
    (built.source / "episodes/bad.md").write_text("short\n", encoding="utf-8")
    assert found(built, "fixme-old") == []


def test_days_that_are_no_number(build: LessonBuilder) -> None:
    built = build(lesson_of({}), "dummy", warnings=("lesson_check_fixme_days",), lesson_check_fixme_days=-1, **SETTINGS)
    assert built.app.config.lesson_check_fixme_days == 365


# --- translations ----------------------------------------------------------------------------------------------------


def catalogue_problems(build: LessonBuilder, files: Mapping[str, str | bytes], **settings: object) -> list[str]:
    """Return what is told of the catalogues of a project."""
    built = build({"index.md": "# Lesson\n\nLearn to sort.\n", **files}, "dummy", **settings)
    return [f"{finding.path}:{finding.line} {finding.message}" for finding in found(built, "translation-behind")]


def test_texts_without_a_translation_and_texts_that_have_changed_are_counted(build: LessonBuilder) -> None:
    text = (
        f"{HEADER}"
        'msgid "Lesson"\nmsgstr "Lección"\n\n'
        'msgid "%d thing"\nmsgid_plural "%d things"\nmsgstr[0] "%d cosa"\nmsgstr[1] ""\n\n'
        '#, fuzzy\nmsgid "Learn to sort."\nmsgstr "Aprende a buscar."\n\n'
        '#~ msgid "Gone"\n#~ msgstr ""\n'
    )
    path = "locales/es/LC_MESSAGES/index.po"
    assert catalogue_problems(build, {path: text}) == [
        f"{path}:7 of 3 texts, 1 without a translation and 1 marked as fuzzy"
    ]


def test_catalogues_are_where_the_configuration_says(build: LessonBuilder) -> None:
    text = f'{HEADER}msgid "Lesson"\nmsgstr ""\n'
    files = {"locales/es/index.po": text, "words/es/index.po": text}
    assert catalogue_problems(build, files, locale_dirs=["words", "../elsewhere", "none"]) == [
        "words/es/index.po:4 of 1 texts, 1 without a translation and 0 marked as fuzzy"
    ]


@pytest.mark.parametrize("text", [b'msgid "a\nmsgstr "', b'msgid ""\nmsgstr "charset=no-such\\n"\n', b"\xff\xfe\x00"])
def test_a_catalogue_that_cannot_be_read(text: bytes, build: LessonBuilder, capsys: pytest.CaptureFixture[str]) -> None:
    told = catalogue_problems(build, {"locales/es/LC_MESSAGES/index.po": text})
    assert told in ([], ["locales/es/LC_MESSAGES/index.po:1 this catalogue cannot be read"])
    assert capsys.readouterr().out == ""


# --- values of templates ---------------------------------------------------------------------------------------------


def test_values_of_the_template_are_told_with_their_lines(build: LessonBuilder) -> None:
    config = RULES["config-template"].bad[0].partition("\n")[2]
    built = build(lesson_of({"config.yaml": config}), "dummy", warnings=None, **SETTINGS)
    told = [(finding.line, finding.column, finding.message) for finding in found(built, "config-template")]
    assert told == [
        (2, 9, "'title' is still as in the template"),
        (3, 1, "'created' is empty, as in the template"),
        (4, 12, "'keywords' is still as in the template"),
        (7, 9, "'source' is still as in the template"),
        (9, 10, "'contact' is still team@carpentries.org, who do not look after this lesson"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "count"),
    [
        ("sorting@some-org.edu", "team@carpentries.org", 1),
        ("incubator", "swc\ncontact: team@carpentries.org\nx: y", 0),
        ("title: Sorting", "title: [Lesson Title]", 0),
        ("title: Sorting", "# lesson-ignore: config-template\ntitle: Lesson Title", 0),
        ("created: 2024-03-01\n", "", 0),
    ],
)
def test_values_that_are_right_in_some_lessons(old: str, new: str, count: int, build: LessonBuilder) -> None:
    config = CONFIG.replace(old, new)
    if "x: y" in new:
        config = config.replace("contact: sorting@some-org.edu\n", "")
    built = build(lesson_of({"config.yaml": config}), "dummy", warnings=None, **SETTINGS)
    assert len(found(built, "config-template")) == count


def test_other_projects_have_no_such_file(build: LessonBuilder) -> None:
    built = build({"index.md": "# Lesson\n", "config.yaml": "title: Lesson Title\n"}, "dummy")
    assert found(built, "config-template") == []

"""Rules about teaching, where an episode among others does not suffice to show what they find."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

import pytest
from example_lesson import SETTINGS, episode, lesson_of, lesson_with

from sphinx_lesson_ext.checks.rules import teaching_points
from sphinx_lesson_ext.checks.run import findings_of
from sphinx_lesson_ext.checks.selection import Selection
from sphinx_lesson_ext.starter.languages import languages

if TYPE_CHECKING:
    from collections.abc import Mapping

    from built_lesson import LessonBuilder
    from sphinx.environment import BuildEnvironment


class Found(NamedTuple):
    """What is told of a place."""

    place: str
    message: str


def found(env: BuildEnvironment, code: str) -> list[Found]:
    """Return what a rule finds in a lesson."""
    findings = findings_of(env, Selection((code,)))
    return [Found(f"{finding.path}:{finding.line}:{finding.column}", finding.message) for finding in findings]


def places(env: BuildEnvironment, code: str) -> list[str]:
    """Return where a rule finds something in a lesson."""
    return [each.place for each in found(env, code)]


def project(pages: Mapping[str, str]) -> dict[str, str]:
    """Return a project of Sphinx with these pages, in this order."""
    names = "".join(f"   {name.partition('.')[0]}\n" for name in pages)
    return {"index.rst": f"Lesson\n======\n\n.. toctree::\n\n{names}", **pages}


# --- episodes --------------------------------------------------------------------------------------------------------


def test_breaks_and_pages_that_say_nothing_yet_need_no_key_points(build: LessonBuilder) -> None:
    lesson = lesson_of({
        "episodes/01-first.md": episode("Sort three things.\n"),
        "episodes/02-lunch.md": "---\ntitle: Lunch\nbreak: 60\n---\n\nEat.\n",
        "episodes/03-coffee.md": "---\ntitle: Coffee\nteaching: 0\nexercises: 0\n---\n\nDrink.\n",
        "episodes/04-practice.md": "---\ntitle: Practice\nteaching: 0\nexercises: 30\n---\n\nSort a lot.\n",
        "episodes/05-last.md": f"---\ntitle: Last\nteaching: 0\nexercises: 0\n---\n\n{'word ' * 60}\n",
    })  # fmt: skip
    env = build(lesson, "dummy", warnings=None, **SETTINGS).env
    for code in ("episode-questions", "episode-objectives", "episode-keypoints"):
        assert places(env, code) == ["episodes/05-last.md:1:1"]


def blocks(*kinds: str) -> str:
    """Return a page in reStructuredText with these blocks."""
    return "Page\n====\n\n" + "".join(f".. {kind}::\n\n   - Sort.\n\n" for kind in kinds)


@pytest.mark.parametrize(
    ("kinds", "others", "is_told"),
    [
        (("questions", "objectives"), 4, True),
        (("questions", "objectives"), 3, False),  # a quarter of them has none
        (("questions",), 4, False),  # it has nothing of the kind
        (("questions", "objectives", "keypoints"), 4, False),
    ],
)
def test_a_lesson_without_a_template_is_measured_by_its_other_episodes(
    kinds: tuple[str, ...], others: int, is_told: bool, build: LessonBuilder
) -> None:
    whole = blocks("questions", "objectives", "keypoints")
    pages = {f"page{number}.rst": whole for number in range(others)} | {"odd.rst": blocks(*kinds)}
    env = build(project(pages), "dummy").env
    assert places(env, "episode-keypoints") == ["odd.rst:1:1"] * is_told
    assert places(env, "episode-questions") == []


def test_prerequisites_in_restructuredtext(build: LessonBuilder) -> None:
    text = "{0}\n{1}\n\n.. questions::\n\n   - Why?\n\n.. prereq::\n\n   - You have read\n     :doc:`{2}`.\n"
    pages = {
        "first.rst": text.format("First", "=====", "second"),
        "second.rst": text.format("Second", "======", "/first"),
        "third.rst": "Third\n=====\n\n.. questions::\n\n   - See :doc:`fourth`?\n",
        "fourth.rst": text.format("Fourth", "======", "no-such"),
    }
    built = build(project(pages), "dummy", warnings=("unknown document",))
    assert [place for place in places(built.env, "prereq-order") if place.startswith("first.rst:1")] == [
        "first.rst:11:12"
    ]
    assert len(places(built.env, "prereq-order")) == 1


def test_notes_on_an_episode_may_stand_on_a_page_for_instructors(build: LessonBuilder) -> None:
    long = "---\ntitle: Long\nteaching: 40\nexercises: 5\n---\n\nSort.\n"
    notes = "---\ntitle: Notes\n---\n\n## [One](../episodes/one.md)\n\nBring cards.\n"
    lesson = lesson_of({"episodes/one.md": long, "episodes/two.md": long, "instructors/instructor-notes.md": notes})
    env = build(lesson, "dummy", warnings=None, **SETTINGS).env
    assert places(env, "instructor-notes") == ["episodes/two.md:1:1"]


# --- time ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("teaching: 10\nexercises:   0", ["episodes/first.md:4:1"]),
        ("teaching: 10\nexercises: 5", []),
        ("teaching: 0\nexercises: 0", []),  # no time is shown
        ("teaching: 10", []),
    ],
)
def test_minutes_for_exercises(front: str, expected: list[str], build: LessonBuilder) -> None:
    text = f"---\ntitle: First\n{front}\n---\n\n::: challenge\n\nSort.\n\n:::\n"
    env = build(lesson_of({"episodes/first.md": text}), "dummy", warnings=None, **SETTINGS).env
    assert places(env, "exercise-minutes") == expected


def test_minutes_in_restructuredtext(build: LessonBuilder) -> None:
    page = ":teaching: 10\n:exercises: 0\n\nPage\n====\n\n.. challenge:: Sort\n\n   Sort three things.\n"
    assert places(build(project({"page.rst": page}), "dummy").env, "exercise-minutes") == ["page.rst:2:2"]


def test_a_sum_that_is_too_small_is_told_only_where_each_exercise_says_its_minutes(build: LessonBuilder) -> None:
    timed = "::: {.challenge time=3}\n\nSort.\n\n:::\n\n"
    untimed = "::: challenge\n\nSort.\n\n:::\n\n"
    env = build(lesson_with({"all": timed, "some": timed + untimed}), "dummy", warnings=None, **SETTINGS).env
    assert [each.place.partition(":")[0] for each in found(env, "minutes-sum")] == ["episodes/all.md"]


def test_where_most_exercises_say_nothing_none_has_to(build: LessonBuilder) -> None:
    timed = "::: {.challenge time=3}\n\nSort.\n\n:::\n\n"
    untimed = "::: challenge\n\nSort.\n\n:::\n\n"
    env = build(lesson_with({"all": timed, "some": untimed * 2}), "dummy", warnings=None, **SETTINGS).env
    assert found(env, "minutes-missing") == []


# --- objectives ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "objective", "verb"),
    [
        ("en", "Understand sorting", "Understand"),
        ("en_GB", "Become familiar with lists.", "Become familiar with"),
        ("en", "Understanding is shown by sorting", ""),
        ("de", "Die Teilnehmenden können Listen verstehen.", "verstehen"),
        ("de", "Verstehen, wie man sortiert", "Verstehen"),
        ("de", "Wissen über Listen anwenden", ""),
        ("fr", "Comprendre le tri", "Comprendre"),
        ("es", "Conocer las listas", "Conocer"),
        ("it", "Capire le liste", "Capire"),
        ("pt_BR", "Compreender as listas", "Compreender"),
        ("ja", "Understand sorting", ""),
        ("fr", "Understand sorting", ""),
    ],
)
def test_verbs_of_objectives(language: str, objective: str, verb: str, build: LessonBuilder) -> None:
    page = f"Page\n====\n\n.. objectives::\n\n   - {objective}\n"
    told = found(build(project({"page.rst": page}), "dummy", language=language).env, "objective-verb")
    column = 6 + objective.find(verb)
    assert told == (
        [(f"page.rst:6:{column}", f"this objective says {verb!r}, which cannot be seen or tested")] * bool(verb)
    )


def test_each_list_of_verbs_says_where_it_is_from() -> None:
    files = sorted(teaching_points._VAGUE.glob("*.txt"))
    assert [file.stem for file in files] == ["de", "en", "es", "fr", "it", "pt"]
    for file in files:
        lines = file.read_text(encoding="utf-8").splitlines()
        assert any(line.startswith("# From: ") for line in takewhile(lambda line: line.startswith("#"), lines))
        verbs = [line for line in lines if not line.startswith("#")]
        assert verbs
        assert all(verb.count("…") == 1 and verb == verb.casefold() for verb in verbs)


@pytest.mark.parametrize("language", languages())
def test_the_points_of_a_new_lesson_are_known_in_its_language(language: str) -> None:
    own = (
        teaching_points._template_points(language) - teaching_points._template_points("xx") if language != "en" else ()
    )
    assert len(teaching_points._template_points(language)) > len(teaching_points._WORKBENCH.splitlines())
    assert language == "en" or own


# --- glossary --------------------------------------------------------------------------------------------------------


def test_words_that_are_used(build: LessonBuilder) -> None:
    glossary = (
        "---\ntitle: Glossary\n---\n\n"
        "[lists]{#lists}\n: Things in a row.\n\n"
        "[sub-list]{#sub-list}\n: A part of a list.\n\n"
        "[bubble sort (slow)]{#bubble-sort}\n: A way of sorting.\n\n"
        "[`sort` or order]{#order}\n: To bring into a row.\n\n"
        "[heap]{#heap}\n: Only a link leads here.\n\n"
        "[quick sort]{#quick-sort}\n: See [heap](#heap), or quick sort.\n\n"
        "no id\n: Cannot be linked to.\n"
    )
    body = "Each list and sublist needs\na bubble\nsort, in order. See [this](../learners/reference.md#heap).\n"
    lesson = lesson_of({"learners/reference.md": glossary, "episodes/first.md": episode(body)})
    env = build(lesson, "dummy", warnings=None, **SETTINGS).env
    assert found(env, "term-unused") == [("learners/reference.md:20:2", "the word 'quick sort' is used nowhere")]


def test_a_glossary_in_restructuredtext(build: LessonBuilder) -> None:
    page = "Page\n====\n\n.. glossary::\n\n   heap\n     A pile.\n\n   stack\n     Another.\n"
    other = "Other\n=====\n\nSee :term:`the pile <heap>`.\n"
    env = build(project({"page.rst": page, "other.rst": other}), "dummy").env
    assert found(env, "term-unused") == [("page.rst:9:4", "the word 'stack' is used nowhere")]

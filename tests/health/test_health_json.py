"""The report for programs, and what is read back of it."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
from health_examples import DOCUMENTS, FINDINGS, MADE, a_document, a_finding, a_health
from hostile_titles import HOSTILE_TITLES
from hypothesis import given
from referencing import Registry, Resource
from report.report_examples import findings as any_findings

from sphinx_lesson_ext.health.as_json import render, render_lessons
from sphinx_lesson_ext.health.base import BaseError, read_base
from sphinx_lesson_ext.health.compare import compare
from sphinx_lesson_ext.health.lessons import Entry
from sphinx_lesson_ext.health.records import About, Found


def schema(path):
    return json.loads(files("sphinx_lesson_ext").joinpath(path).read_text("utf-8"))


HEALTH, LESSONS = schema("health/health.schema.json"), schema("health/lessons.schema.json")
#: As their own addresses name them, from their own folder.
REGISTRY = Registry().with_resources(
    (name, Resource.from_contents(contents))
    for name, contents in {
        "health.schema.json": HEALTH,
        "../report/findings.schema.json": schema("report/findings.schema.json"),
    }.items()
)
VALIDATOR, LESSONS_VALIDATOR = (
    jsonschema.Draft202012Validator(one, registry=REGISTRY, format_checker=jsonschema.FormatChecker())
    for one in (HEALTH, LESSONS)
)
PLACED = [found for found in FINDINGS if found.finding.path]


def base_of(health, tmp_path: Path):
    file = tmp_path / "report.json"
    file.write_text(render(health), encoding="utf-8")
    return read_base(file)


@pytest.mark.parametrize("one", [HEALTH, LESSONS])
def test_the_schemas_are_schemas(one):
    jsonschema.Draft202012Validator.check_schema(one)


def test_everything_is_described():
    def described(part):
        if isinstance(part, dict):
            for name, value in part.items():
                if name == "properties":
                    yield from ((key, entry) for key, entry in value.items())
                yield from described(value)

    properties = [*described(HEALTH), *described(LESSONS)]
    assert len(properties) > 50
    assert [name for name, value in properties if not value["description"].endswith(".")] == []


def test_what_is_written_is_what_the_schema_says(tmp_path):
    health = a_health(PLACED)
    report = json.loads(render(health, compare(health, base_of(a_health(PLACED[1:]), tmp_path))))
    VALIDATOR.validate(report)
    assert set(report) == set(HEALTH["properties"])
    assert report["made"] == MADE
    assert report["lesson"]["life_cycle"] == "beta"
    assert report["totals"]["episodes"] == 2
    assert report["totals"]["minutes"] == {"teaching": 40, "exercises": 20, "break": 0, "total": 60}
    assert report["totals"]["exercises_without_solution"] == 2
    assert report["totals"]["oldest_fixme"] == 10
    assert report["totals"]["findings"]["by_severity"] == {"error": 1, "warning": 2, "note": 0}
    assert report["documents"][1]["findings"]["by_code"] == {"alt": 1, "fixme": 1}
    assert report["findings"][1]["age"] == 10
    assert (report["base"]["new"], report["base"]["gone"]) == (1, 0)
    assert report["base"]["totals"]["findings"]["total"] == 2


def test_a_lesson_of_which_nothing_is_known():
    VALIDATOR.validate(json.loads(render(a_health([], [], About(title="")))))


@pytest.mark.parametrize("title", HOSTILE_TITLES)
def test_any_title(title):
    report = render(a_health([], [a_document("x", title)], About(title=title)))
    assert report.isascii()
    VALIDATOR.validate(json.loads(report))
    assert json.loads(report)["documents"][0]["title"] == title


def test_many_lessons(tmp_path):
    health = a_health(PLACED)
    comparison = compare(health, base_of(health, tmp_path))
    entries = [
        Entry(slug="loops", folder=Path("lessons/loops"), health=health, comparison=comparison),
        Entry(slug="broken", folder=Path("broken"), problem="it is broken"),
    ]
    report = json.loads(render_lessons(entries, MADE))
    LESSONS_VALIDATOR.validate(report)
    assert set(report) == set(LESSONS["properties"])
    assert report["failed"] == 1
    assert report["totals"]["words"] == health.totals.content.words
    assert report["lessons"][1] == {"slug": "broken", "folder": "broken", "failed": "it is broken"}


def test_the_schema_tells_lessons_that_failed_from_others():
    report = json.loads(render_lessons([Entry(slug="a", folder=Path("a"), problem="why")], MADE))
    del report["lessons"][0]["failed"]
    assert not LESSONS_VALIDATOR.is_valid(report)


# --- a former report -------------------------------------------------------------------------------------------------


def test_a_report_is_read_back(tmp_path):
    health = a_health(PLACED)
    base = base_of(health, tmp_path)
    assert (base.made, base.commit, base.totals) == (health.made, health.about.commit, health.totals)
    assert [(one.code, one.path, one.line, one.message) for one in base.findings] == [
        (found.finding.code, found.finding.path, found.finding.line, found.finding.message) for found in PLACED
    ]


@given(any_findings)
def test_whatever_was_found_is_found_again(tmp_path_factory, finding):
    health = a_health([Found(finding)], [])
    comparison = compare(health, base_of(health, tmp_path_factory.mktemp("base")))
    assert (comparison.count, comparison.gone) == (0, [])


GOOD = json.loads(render(a_health(PLACED)))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (b"", "it is not JSON"),
        (b"\xff\xfe", "it is not JSON"),
        (b"[" * 100_000, "it is not JSON"),
        (b"[]", "is no report on the health of a lesson"),
        (b'{"schema": 1, "findings": [], "counts": {}}', "is no report on the health of a lesson"),
        ({**GOOD, "schema": 2}, "was written by another version, with schema 2 and not 1"),
        ({**GOOD, "made": "yesterday"}, "something in it is missing or wrong"),
        ({**GOOD, "lesson": []}, "something in it is missing or wrong"),
        ({**GOOD, "totals": {**GOOD["totals"], "words": "many"}}, "something in it is missing or wrong"),
        ({**GOOD, "totals": {**GOOD["totals"], "words": -1}}, "something in it is missing or wrong"),
        ({**GOOD, "totals": None}, "something in it is missing or wrong"),
        ({**GOOD, "findings": [{"code": "x"}]}, "something in it is missing or wrong"),
        ({**GOOD, "findings": [{**GOOD["findings"][0], "severity": "fatal"}]}, "something in it is missing or wrong"),
        ({**GOOD, "findings": [{**GOOD["findings"][0], "message": 3}]}, "something in it is missing or wrong"),
    ],
    ids=lambda value: None if isinstance(value, str) else "text",
)
def test_what_cannot_be_used_is_told(tmp_path, text, reason):
    file = tmp_path / "old.json"
    file.write_bytes(text if isinstance(text, bytes) else json.dumps(text).encode())
    with pytest.raises(BaseError, match=reason):
        read_base(file)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(BaseError, match="cannot be read: No such file"):
        read_base(tmp_path / "old.json")
    with pytest.raises(BaseError, match="cannot be read: Is a directory"):
        read_base(tmp_path)


# --- what has changed ------------------------------------------------------------------------------------------------


def changes(before, after, tmp_path):
    health = a_health([Found(finding) for finding in after], DOCUMENTS)
    comparison = compare(health, base_of(a_health([Found(finding) for finding in before]), tmp_path))
    return comparison.new, [finding.message for finding in comparison.gone]


def test_a_finding_is_the_same_on_another_line(tmp_path):
    assert changes([a_finding(line=3)], [a_finding(line=30, column=4)], tmp_path) == ([False], [])


def test_numbers_in_its_text_may_change(tmp_path):
    before, after = a_finding("there are key points at line 12"), a_finding("there are key points at line 9")
    assert changes([before], [after], tmp_path) == ([False], [])


@pytest.mark.parametrize("change", [{"code": "other"}, {"path": "other.md"}])
def test_it_is_another_in_another_file_or_of_another_code(tmp_path, change):
    finding = a_finding()
    assert changes([finding], [replace(finding, **change)], tmp_path) == ([True], ["the picture has no text"])


def test_one_more_of_the_same_is_new(tmp_path):
    assert changes([a_finding()], [a_finding(), a_finding(line=9)], tmp_path) == ([False, True], [])
    assert changes([a_finding(), a_finding(line=9)], [a_finding()], tmp_path) == ([False], ["the picture has no text"])

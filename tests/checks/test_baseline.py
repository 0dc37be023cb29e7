"""Baselines: what is known by the text of its line, however they are written, and whatever is in their files."""

from __future__ import annotations

import json
from importlib.resources import files

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_lesson_ext.checks.baseline import Baseline, BaselineError, Known, baseline_of, read, written
from sphinx_lesson_ext.findings import Finding, Severity

SCHEMA = json.loads(files("sphinx_lesson_ext.checks").joinpath("baseline.schema.json").read_text("utf-8"))
LINES = {"loops.md": ["# Loops", "Read [here](a).", "", "Read  [here](a). "], "sorts.md": ["Read [here](a)."]}


def finding(line, path="loops.md", code="link-text"):
    return Finding(
        code=code, severity=Severity.WARNING, docname="", path=path, line=line, column=1, message=f"odd, line {line}"
    )


def lines_of(path):
    return LINES.get(path, [])


FOUND = [finding(2), finding(4), finding(1, "sorts.md"), finding(1, "", "config")]


def test_it_is_written_in_order_one_finding_a_line():
    text = written(baseline_of(FOUND, lines_of))
    assert text == (
        "{\n"
        '  "schema": 1,\n'
        '  "findings": [\n'
        '    {"path": "", "code": "config", "text": ""},\n'
        '    {"path": "loops.md", "code": "link-text", "text": "Read [here](a).", "count": 2},\n'
        '    {"path": "sorts.md", "code": "link-text", "text": "Read [here](a)."}\n'
        "  ]\n"
        "}\n"
    )
    assert written(baseline_of(reversed(FOUND), lines_of)) == text
    jsonschema.validate(json.loads(text), SCHEMA)


def test_the_schema_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert list(SCHEMA["properties"]["findings"]["items"]["properties"]) == [*Known._fields, "count"]


def test_what_is_known_is_not_new():
    baseline = baseline_of(FOUND, lines_of)
    assert baseline.compare(FOUND, lines_of) == ([], 4, {})
    more = [*FOUND[:2], finding(2, code="link-form"), finding(1), *FOUND[2:]]
    assert baseline.compare(more, lines_of) == ([more[2], more[3]], 4, {})


def test_lines_above_do_not_matter_and_one_that_changes_does():
    baseline = baseline_of(FOUND[:2], lines_of)
    moved = {"loops.md": ["", "New", "", *LINES["loops.md"]]}
    found = [finding(5), finding(7)]
    assert baseline.compare(found, lambda path: moved[path]) == ([], 2, {})
    changed = {"loops.md": ["Read  [here](a).", "Read [here](b)."]}
    compared = baseline.compare([finding(1), finding(2)], lambda path: changed[path])
    assert compared.new == [finding(2)]
    assert compared.gone == {Known("loops.md", "link-text", "Read [here](a)."): 1}


names = st.builds(Known, st.text(), st.text(), st.text())


@given(st.dictionaries(names, st.integers(1, 9)))
def test_what_is_written_is_read(counts):
    baseline = Baseline(counts)
    text = written(baseline)
    assert read(text.encode().decode()) == baseline
    assert text.count("\n") == 5 + len(counts)


@pytest.mark.parametrize("text", ["", "odd", "[" * 100_000, "\x00", "{'schema': 1}", "NaN ]"])
def test_what_is_not_json(text):
    with pytest.raises(BaselineError, match="it is not JSON"):
        read(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[]", "there is no version of its schema in it"),
        ("NaN", "there is no version of its schema in it"),
        ('{"findings": []}', "there is no version of its schema in it"),
        ('{"schema": 2, "findings": []}', "its schema is version 2, not 1"),
        ('{"schema": "' + "x" * 999 + '"}', f"its schema is version '{'x' * 19}, not 1"),
        ('{"schema": 1}', "there is no list of findings in it"),
        ('{"schema": 1, "findings": {}}', "there is no list of findings in it"),
        *(
            (f'{{"schema": 1, "findings": [{finding}]}}', "its finding 1 is not of path, code, text and count")
            for finding in (
                "1",
                "[]",
                "{}",
                '{"path": "", "code": ""}',
                '{"path": 1, "code": "", "text": ""}',
                '{"path": "", "code": "", "text": "", "count": 0}',
                '{"path": "", "code": "", "text": "", "count": true}',
                '{"path": "", "code": "", "text": "", "count": 1.5}',
                '{"path": "", "code": "", "text": "", "count": "9"}',
            )
        ),
    ],
)
def test_what_is_no_baseline(text, reason):
    with pytest.raises(BaselineError) as caught:
        read(text)
    assert str(caught.value) == reason


def test_more_than_is_known_of_a_finding_is_passed_over():
    text = '{"schema": 1, "more": 1, "findings": [{"path": "a", "code": "b", "text": "c", "more": []}]}'
    assert read(text) == {Known("a", "b", "c"): 1}

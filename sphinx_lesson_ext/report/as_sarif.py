"""The report for code scanning: SARIF 2.1.0, the Static Analysis Results Interchange Format of OASIS.

Section numbers are those of the specification, https://docs.oasis-open.org/sarif/sarif/v2.1.0/.
"""

from __future__ import annotations

import json
from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sphinx_lesson_ext.checks.catalogue import rule_of

from .identity import identity_of
from .in_markdown import examples_in_markdown, in_markdown
from .tool import tool
from .wording import text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_lesson_ext.checks.rule import Rule
    from sphinx_lesson_ext.findings import Finding

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

# What paths are relative to (3.14.14): the tool that reads the report knows where that is.
_ROOT = "SRCROOT"

_BRACES = str.maketrans({"{": "{{", "}": "}}"})
_BRACKETS = str.maketrans({"[": r"\[", "]": r"\]", "\\": r"\\"})


def render(findings: Sequence[Finding]) -> str:
    """Return *findings* as a SARIF log of one run, in plain ASCII; their paths are relative to the repository."""
    codes = sorted({finding.code for finding in findings})
    run = {
        "tool": {"driver": {**tool(), "rules": [_rule(code) for code in codes]}},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The top folder of the repository."}}},
        "results": _results(findings, codes),
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(code: str) -> dict[str, Any]:
    """Return what a code means (3.49)."""
    rule = rule_of(code)
    described: dict[str, Any] = {
        "id": code,
        "shortDescription": {"text": _plain(rule.summary)},
        "defaultConfiguration": {"level": rule.severity.value},
        "properties": {"tags": [rule.group.value]},
    }
    if rule.reason:
        described["fullDescription"] = {"text": _plain(" ".join((rule.summary, *rule.reason)))}
    if rule.fix:
        described["help"] = {"text": _plain(rule.fix), "markdown": _markdown(rule)}
    return described


def _markdown(rule: Rule) -> str:
    """Return a rule's explanation in Markdown, with its examples as code."""
    return "\n\n".join((*map(in_markdown, (*rule.reason, rule.fix)), *examples_in_markdown(rule)))


def _results(findings: Sequence[Finding], codes: Sequence[str]) -> list[dict[str, Any]]:
    seen = Counter[str]()
    results = []
    for finding in findings:
        print_of_text = _fingerprint(finding)
        seen[print_of_text] += 1
        results.append(
            {
                "ruleId": finding.code,
                "ruleIndex": codes.index(finding.code),
                "level": finding.severity.value,
                "message": {"text": _plain(text_of(finding))},
                "locations": [{"physicalLocation": _location(finding)}],
                # The same text twice in a file gives two results, told apart by their order (3.27.17).
                "partialFingerprints": {"findingText/v1": f"{print_of_text}:{seen[print_of_text]}"},
                **_fixes(finding),
                **_properties(finding),
            }
        )
    return results


def _plain(text: str) -> str:
    """Return *text* so that no part of it is read as a placeholder (3.11.5) or as a link (3.11.6)."""
    text = text.translate(_BRACES)
    return text.translate(_BRACKETS) if "](" in text else text


def _location(finding: Finding) -> dict[str, Any]:
    return {
        "artifactLocation": _artifact(finding),
        "region": {"startLine": finding.line, "startColumn": finding.column},
    }


def _artifact(finding: Finding) -> dict[str, str]:
    return {"uri": quote(finding.path, errors="surrogateescape"), "uriBaseId": _ROOT}


def _fixes(finding: Finding) -> dict[str, Any]:
    """Return what is to be written in the place of what, if that mends it without doubt (3.55)."""
    if not finding.old:
        return {}
    *above, last = finding.old.split("\n")
    region = {
        "startLine": finding.line,
        "startColumn": finding.column,
        "endLine": finding.line + len(above),
        # Columns end before this one (3.30.8).
        "endColumn": len(last) + (1 if above else finding.column),
    }
    replacement: dict[str, Any] = {"deletedRegion": region}
    if finding.new:
        replacement["insertedContent"] = {"text": finding.new}
    change = {"artifactLocation": _artifact(finding), "replacements": [replacement]}
    description = {"description": {"text": _plain(finding.fix)}} if finding.fix else {}
    return {"fixes": [{**description, "artifactChanges": [change]}]}


def _fingerprint(finding: Finding) -> str:
    """Return a digest that stays when lines are added above *finding*."""
    return sha256(json.dumps(identity_of(finding)).encode("ascii")).hexdigest()


def _properties(finding: Finding) -> dict[str, dict[str, str]]:
    """Return what SARIF has no property for as a property bag (3.8), if there is any."""
    names = ("marker", "context", "fix", "owner", "link", "author", "date", "cell")
    known = {name: getattr(finding, name) for name in names if getattr(finding, name)}
    return {"properties": known} if known else {}

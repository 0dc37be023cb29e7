"""The report for programs, as ``findings.schema.json`` describes it."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING

from .tool import tool

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_lesson_ext.findings import Finding

#: The version of the schema; it grows when a reader of the former one would be misled.
SCHEMA = 1


def render(findings: Sequence[Finding]) -> str:
    """Return *findings* as JSON in plain ASCII, which every console and every encoding leaves as it is."""
    report = {
        "schema": SCHEMA,
        "tool": tool(),
        "findings": [known(finding) for finding in findings],
        "counts": {
            "total": len(findings),
            "by_code": Counter(finding.code for finding in findings),
            "by_path": Counter(finding.path for finding in findings),
        },
    }
    return json.dumps(report, indent=2) + "\n"


def known(finding: Finding) -> dict[str, str | int]:
    """Return what is known of *finding*: only these are told even when they are empty."""
    return {name: value for name, value in asdict(finding).items() if value != "" or name in ("docname", "message")}

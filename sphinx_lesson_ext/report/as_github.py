"""The report for GitHub Actions: workflow commands that annotate the lines of a pull request.

The commands and their escapes are those of GitHub's documentation ("Workflow commands for GitHub Actions") and of the
functions ``escapeData`` and ``escapeProperty`` in its toolkit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_lesson_ext.findings import Severity

from .wording import details_of, text_of, visible

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx_lesson_ext.findings import Finding

_COMMANDS: Mapping[Severity, str] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "notice",
}

_IN_MESSAGE = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_MESSAGE = str.maketrans(_IN_MESSAGE)
_PROPERTY = str.maketrans({**_IN_MESSAGE, ":": "%3A", ",": "%2C"})


def render(findings: Sequence[Finding]) -> str:
    """Return an annotation for each of *findings*, one a line; their paths are relative to the repository."""
    return "".join(f"{_annotation(finding)}\n" for finding in findings)


def _annotation(finding: Finding) -> str:
    properties = {
        "file": finding.path,
        "line": finding.line,
        "col": finding.column,
        "title": finding.marker or finding.code,
    }
    placed = ",".join(f"{name}={_escaped(str(value), _PROPERTY)}" for name, value in properties.items())
    message = "\n".join((text_of(finding), *details_of(finding)))
    return f"::{_COMMANDS[finding.severity]} {placed}::{_escaped(message, _MESSAGE)}"


def _escaped(text: str, escapes: Mapping[int, str]) -> str:
    return visible(text, keep="\r\n").translate(escapes)

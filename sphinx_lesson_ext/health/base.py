"""A former report, to set this one beside it.  What cannot be read is told, and is no reason to stop."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sphinx_lesson_ext.findings import Finding, Severity

from .as_json import SCHEMA
from .records import Base, Content, Minutes, Tally, Totals

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

#: Of a finding, what a report always says, and what is not text.
_NEEDED = ("code", "message")
_NUMBERS = ("line", "column")
_TEXTS = ("code", "docname", "path", "message", "fix", "marker", "context", "owner", "link", "author", "date")


class BaseError(Exception):
    """There is no former report in a file, or none that can be used; the message says why, in a sentence."""


def read_base(file: Path, title: str | None = None) -> Base:
    """Return what is kept of the report in *file*.

    :param title: The title of the lesson that it has to be about; it may be about any, if none is given.
    :raises BaseError: If there is none that can be used.
    """
    try:
        report = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise BaseError(f"{file} cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise BaseError(f"{file} cannot be read: it is not JSON") from error
    if not isinstance(report, dict) or "schema" not in report or "findings" not in report or "totals" not in report:
        raise BaseError(f"{file} is no report on the health of a lesson")
    if report["schema"] != SCHEMA:
        raise BaseError(f"{file} was written by another version, with schema {report['schema']!r} and not {SCHEMA}")
    try:
        base, about = _base(report), _text(report["lesson"]["title"])
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise BaseError(f"{file} is no whole report: something in it is missing or wrong") from error
    if title not in (None, about):
        raise BaseError(f"{file} is about another lesson, {about!r}")
    return base


def _base(report: Mapping[str, Any]) -> Base:
    made = _text(report["made"])
    # Only to see that it is a time.
    datetime.fromisoformat(made)
    return Base(
        made=made,
        commit=_text(report["lesson"].get("commit", "")),
        totals=_totals(report["totals"]),
        findings=tuple(_finding(finding) for finding in report["findings"]),
    )


def _totals(totals: Mapping[str, Any]) -> Totals:
    minutes, findings = totals["minutes"], totals["findings"]
    return Totals(
        documents=_count(totals["documents"]),
        episodes=_count(totals["episodes"]),
        content=Content(
            minutes=Minutes(_count(minutes["teaching"]), _count(minutes["exercises"]), _count(minutes["break"])),
            words=_count(totals["words"]),
            exercises=_count(totals["exercises"]),
            unsolved=_count(totals["exercises_without_solution"]),
            solutions=_count(totals["solutions"]),
            notes=_count(totals["instructor_notes"]),
            figures=_count(totals["figures"]),
        ),
        tally=Tally(
            fixmes=_count(totals["fixmes"]),
            oldest=None if totals["oldest_fixme"] is None else _count(totals["oldest_fixme"]),
            severities={severity.value: _count(findings["by_severity"][severity.value]) for severity in Severity},
            codes={_text(name): _count(value) for name, value in findings["by_code"].items()},
        ),
    )


def _finding(finding: Mapping[str, Any]) -> Finding:
    texts = {name: _text(finding[name] if name in _NEEDED else finding.get(name, "")) for name in _TEXTS}
    numbers = {name: _count(finding[name]) for name in _NUMBERS}
    return Finding(severity=Severity(finding["severity"]), **texts, **numbers)  # type: ignore[arg-type]  # two kinds


def _count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(value)
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value

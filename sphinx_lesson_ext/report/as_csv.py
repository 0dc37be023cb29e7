"""The report for spreadsheets: RFC 4180, with a header."""

from __future__ import annotations

import csv
import io
from dataclasses import astuple, fields
from typing import TYPE_CHECKING

from sphinx_lesson_ext.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Sequence

# What makes a spreadsheet take a cell for a formula (OWASP, "CSV Injection").
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def render(findings: Sequence[Finding]) -> str:
    """Return *findings* as a table with a column for each field of a finding, lines ended by CR LF."""
    table = io.StringIO(newline="")
    writer = csv.writer(table)
    writer.writerow(field.name for field in fields(Finding))
    writer.writerows(map(_inert, astuple(finding)) for finding in findings)
    return table.getvalue()


def _inert(value: str | int) -> str | int:
    """Return *value*, with an apostrophe before it where a spreadsheet would run it as a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_STARTS) else value

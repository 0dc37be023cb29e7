"""The report for people: one line for each finding, in the form that editors and terminals make clickable."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from .wording import NOTHING, counted, details_of, text_of, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_lesson_ext.findings import Finding


def render(findings: Sequence[Finding]) -> str:
    """Return *findings* file by file as ``path:line:column: text``, with a count for each file and one for all.

    :param findings: In order, so that those of one file stand together.
    """
    if not findings:
        return f"{NOTHING}\n"
    lines = [line for path, group in groupby(findings, attrgetter("path")) for line in _of_file(path, list(group))]
    return "\n".join((*lines, f"{counted(findings)}.", ""))


def _of_file(path: str, findings: Sequence[Finding]) -> Iterator[str]:
    yield f"{visible(path)} ({len(findings)})"
    for finding in findings:
        yield f"{visible(path)}:{finding.line}:{finding.column}: {visible(text_of(finding))}"
        yield from (f"    {visible(detail)}" for detail in details_of(finding))
    yield ""

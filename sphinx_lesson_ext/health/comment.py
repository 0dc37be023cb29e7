"""What a change does to a lesson's health: a short text in Markdown for a pull request.

Forges make links of what authors write: names behind ``@``, numbers behind ``#``, addresses, identifiers of commits.
None of that happens in code, nor is HTML read there, so whatever comes from a lesson is shown as code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_lesson_ext.findings import Severity
from sphinx_lesson_ext.report.in_markdown import fence_around
from sphinx_lesson_ext.report.wording import number, shortened, text_of, visible

from . import phrases

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_lesson_ext.findings import Finding

    from .compare import Comparison
    from .records import Health, Totals

#: What a comment begins with, so that the next one can take its place.
MARKER = "<!-- lesson-report -->"

#: The most findings that are shown; the others are counted.
LIMIT = 20
#: The most columns of each that are shown.
WIDTH = 200


def comment(health: Health, comparison: Comparison | None = None) -> str:
    """Return the text.

    :param comparison: What has changed; without it, all is told that there is.
    """
    title = f"**Lesson report** for {in_code(health.about.title)}"
    if comparison is None:
        lines = [title, "", *_table(health.totals, None)]
        return "\n".join((MARKER, *lines, ""))
    findings = [found.finding for found, is_new in zip(health.findings, comparison.new, strict=True) if is_new]
    if not findings and not comparison.gone:
        total = number(health.totals.tally.findings, "finding")
        return f"{MARKER}\n{title}: nothing is new, and nothing is gone; {total} as before.\n"
    parts = [
        f"{title}: {len(findings)} new, {len(comparison.gone)} gone.",
        "\n".join(_table(health.totals, comparison.base.totals)),
        *_list("New", _most_first(findings), LIMIT),
        *_list("Gone", _most_first(comparison.gone), max(LIMIT - len(findings), LIMIT // 4)),
    ]
    return "\n".join((MARKER, "\n\n".join(parts), ""))


def in_code(text: str) -> str:
    """Return *text* as code of Markdown (CommonMark 0.31, 6.1), on one line and not too long."""
    shown = " ".join(visible(text, keep="\n\t").split()) or " "
    shown = shortened(shown, WIDTH)
    fence = fence_around(shown, 1)
    space = " " if shown.startswith("`") or shown.endswith("`") else ""
    return f"{fence}{space}{shown}{space}{fence}"


def _most_first(findings: Sequence[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: finding.severity.rank)


def _list(heading: str, findings: Sequence[Finding], limit: int) -> Iterator[str]:
    if not findings:
        return
    lines = [_line(finding) for finding in findings[:limit]]
    if len(findings) > limit:
        lines.append(f"- … and {len(findings) - limit} more")
    yield f"**{heading}**"
    yield "\n".join(lines)


def _line(finding: Finding) -> str:
    place = f"{finding.path}:{finding.line}" if finding.path else "the lesson"
    return f"- {finding.severity.value} {in_code(place)} {in_code(finding.code)}: {in_code(text_of(finding))}"


def _table(totals: Totals, before: Totals | None) -> Iterator[str]:
    """Yield the lines of a table of figures; of those that have changed, if it is known what they were."""
    rows = dict(_figures(totals))
    if before is None:
        yield from ("| | Now |", "| --- | ---: |")
        yield from (f"| {name} | {phrases.whole(value)} |" for name, value in rows.items())
        return
    yield from ("| | Before | Now | Change |", "| --- | ---: | ---: | ---: |")
    for name, then in _figures(before):
        now = rows[name]
        yield f"| {name} | {phrases.whole(then)} | {phrases.whole(now)} | {phrases.change(now, then)} |"


def _figures(totals: Totals) -> Iterator[tuple[str, int]]:
    tally, content = totals.tally, totals.content
    yield from ((f"{severity.title()}s", tally.severities[severity]) for severity in Severity)
    yield "FIXMEs", tally.fixmes
    yield "Episodes", totals.episodes
    yield "Minutes", content.minutes.total
    yield "Words", content.words
    yield "Exercises", content.exercises
    yield "Exercises without solution", content.unsolved

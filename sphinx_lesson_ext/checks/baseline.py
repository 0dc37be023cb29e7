"""A baseline: findings that a lesson has had for long, and that nobody wants to be told of again.

Each is known by its code, its file and the text of its line, not by the number of that: what is written above it does
not matter.  What is found in a line that was changed is told again.
"""

from __future__ import annotations

import json
from collections import Counter
from itertools import compress
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx_lesson_ext.findings import unmatched

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sphinx_lesson_ext.findings import Finding

#: The version of the schema; it grows when a reader of the former one would be misled.
SCHEMA = 1


class Known(NamedTuple):
    """What a finding is known by.

    :ivar path: Its file.
    :ivar code: Its code.
    :ivar text: The text of its line, without blanks at its ends, and with one for several.
    """

    path: str
    code: str
    text: str


class BaselineError(Exception):
    """What cannot be read as a baseline; the message says why."""


class Compared(NamedTuple):
    """Findings beside a baseline.

    :ivar new: Those that it does not know.
    :ivar known: How many it knows.
    :ivar gone: What it knows, and is found no longer: how many of each.
    """

    new: list[Finding]
    known: int
    gone: Counter[Known]


class Baseline(Counter[Known]):
    """How many findings of each are known."""

    def compare(self, findings: Iterable[Finding], lines_of: Callable[[str], Sequence[str]]) -> Compared:
        """Return which of *findings* are new.

        :param findings: In order: of several that are alike, the first are the known ones.
        :param lines_of: Returns the lines of a file.
        """
        found = list(findings)
        names = _names(found, lines_of)
        new = list(compress(found, unmatched(names, self.elements())))
        return Compared(new, len(found) - len(new), Counter(self) - Counter(names))


def baseline_of(findings: Iterable[Finding], lines_of: Callable[[str], Sequence[str]]) -> Baseline:
    """Return the baseline that knows *findings*, and nothing else."""
    return Baseline(_names(findings, lines_of))


def _names(findings: Iterable[Finding], lines_of: Callable[[str], Sequence[str]]) -> list[Known]:
    texts: dict[str, Sequence[str]] = {}
    names = []
    for finding in findings:
        if finding.path not in texts:
            texts[finding.path] = lines_of(finding.path) if finding.path else []
        lines = texts[finding.path]
        text = lines[finding.line - 1] if 0 < finding.line <= len(lines) else ""
        names.append(Known(finding.path, finding.code, " ".join(text.split())))
    return names


def written(baseline: Baseline) -> str:
    """Return a baseline as JSON: in order, and one finding a line, so that a difference tells what has changed."""
    findings = [
        {**name._asdict(), **({"count": count} if count > 1 else {})} for name, count in sorted(baseline.items())
    ]
    # Halves of a character come with files that are not in UTF-8.
    lines = [f"    {json.dumps(finding, ensure_ascii=_has_halves(finding))}" for finding in findings]
    listed = ",\n".join(lines)
    return "\n".join(("{", f'  "schema": {SCHEMA},', '  "findings": [', *filter(None, [listed]), "  ]", "}", ""))


def _has_halves(finding: dict[str, Any]) -> bool:
    return any("\ud800" <= character <= "\udfff" for value in finding.values() for character in str(value))


def read(text: str) -> Baseline:
    """Return the baseline that :func:`written` has written.

    :raises BaselineError: If it is none.
    """
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BaselineError("it is not JSON") from error
    if not isinstance(values, dict) or "schema" not in values:
        raise BaselineError("there is no version of its schema in it")
    if values["schema"] != SCHEMA:
        raise BaselineError(f"its schema is version {values['schema']!r:.20}, not {SCHEMA}")
    findings = values.get("findings")
    if not isinstance(findings, list):
        raise BaselineError("there is no list of findings in it")
    baseline = Baseline()
    for number, finding in enumerate(findings, start=1):
        name, count = _read_one(finding, number)
        baseline[name] += count
    return baseline


def _read_one(finding: object, number: int) -> tuple[Known, int]:
    values = finding if isinstance(finding, dict) else {}
    texts = [values.get(name) for name in Known._fields]
    count = values.get("count", 1)
    if not all(isinstance(text, str) for text in texts) or type(count) is not int or count < 1:
        raise BaselineError(f"its finding {number} is not of path, code, text and count")
    return Known(*map(str, texts)), count

"""Which findings are told: by code, by group, by file, and by how much they matter."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from sphinx.util.logging import is_suppressed_warning

from sphinx_lesson_ext.findings import Severity
from sphinx_lesson_ext.messages import WARNING_TYPE

from .catalogue import ALL, DEFAULT, code_of, rule_of
from .rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx_lesson_ext.findings import Finding

    from .rule import Rule


@dataclass(frozen=True, slots=True)
class Selection:
    """What is asked for.

    :ivar select: Codes, names of groups, families of Sphinx's warnings such as ``myst``, ``default``, or ``all``.
    :ivar ignore: What is left out of these, by the same names.
    :ivar severity: What matters less is left out too.
    :ivar severities: How much findings matter, by the same names, where that is not as the rules say.
    :ivar ignored_in: What is left out in the files that a pattern matches, by the pattern.
    :ivar suppressed: What ``suppress_warnings`` names.
    """

    select: tuple[str, ...] = (DEFAULT,)
    ignore: tuple[str, ...] = ()
    severity: Severity = Severity.NOTE
    severities: Mapping[str, Severity] = field(default_factory=dict)
    ignored_in: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    suppressed: tuple[str, ...] = ()

    def asks(self, rule: Rule) -> bool:
        """Tell whether a rule is asked."""
        return (
            is_named(rule, self.select)
            and not is_named(rule, self.ignore)
            and not (rule.code in RULES and is_suppressed_warning(WARNING_TYPE, rule.code, self.suppressed))
        )

    def told(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Yield those of *findings* that are asked for, as they are to be told."""
        for finding in findings:
            rule = rule_of(finding.code)
            severity = self._severity(finding, rule)
            if self.asks(rule) and is_at_least(severity, self.severity) and not self._is_ignored_in(finding, rule):
                yield finding if severity is finding.severity else replace(finding, severity=severity)

    def includes(self, finding: Finding) -> bool:
        """Tell whether a finding is asked for."""
        return any(True for _told in self.told([finding]))

    def _severity(self, finding: Finding, rule: Rule) -> Severity:
        # The code says more than the group or the family that it belongs to.
        chosen = [severity for name, severity in self.severities.items() if is_named(rule, [name])]
        exact = [severity for name, severity in self.severities.items() if code_of(name) == rule.code]
        return next(iter([*exact, *chosen]), finding.severity)

    def _is_ignored_in(self, finding: Finding, rule: Rule) -> bool:
        return any(
            fnmatchcase(finding.path, pattern) and is_named(rule, names) for pattern, names in self.ignored_in.items()
        )


def is_at_least(severity: Severity, least: Severity) -> bool:
    """Tell whether something matters as much as *least*, or more."""
    return severity.rank <= least.rank


def is_named(rule: Rule, names: Iterable[str]) -> bool:
    """Tell whether a rule is among *names*: its code, its group, its family, ``default`` or ``all``."""
    return any(
        name in (ALL, rule.group)
        or (name == DEFAULT and rule.is_default)
        or code_of(name) == rule.code
        or rule.code.startswith(f"{name.removesuffix('*').removesuffix('.')}.")
        for name in names
    )

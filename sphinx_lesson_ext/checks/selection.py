"""Which findings are asked for: by code, by group, and by how much they matter."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_lesson_ext.findings import Severity
from sphinx_lesson_ext.messages import WARNINGS

from .rule import Group
from .rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_lesson_ext.findings import Finding

    from .rule import Rule

#: What stands for the rules that are asked of every lesson, and what stands for all of them.
DEFAULT, ALL = "default", "all"
_FIXME = "fixme"
#: From what matters least.
_ORDER = (Severity.NOTE, Severity.WARNING, Severity.ERROR)


@dataclass(frozen=True, slots=True)
class Selection:
    """What is asked for.

    :ivar select: Codes of rules, names of groups, ``default``, or ``all``.
    :ivar ignore: Codes and groups that are left out of these.
    :ivar severity: What matters less is left out too.
    """

    select: tuple[str, ...] = (DEFAULT,)
    ignore: tuple[str, ...] = ()
    severity: Severity = Severity.NOTE

    def asks(self, rule: Rule) -> bool:
        """Tell whether a rule is asked."""
        return _is_named(rule.code, rule, self.select) and not _is_named(rule.code, rule, self.ignore, explicit=True)

    def includes(self, finding: Finding) -> bool:
        """Tell whether a finding is told."""
        if _ORDER.index(finding.severity) < _ORDER.index(self.severity):
            return False
        rule = RULES.get(finding.code)
        return _is_named(finding.code, rule, self.select) and not _is_named(
            finding.code, rule, self.ignore, explicit=True
        )


def _is_named(code: str, rule: Rule | None, names: Iterable[str], *, explicit: bool = False) -> bool:
    """Tell whether a code is among *names*; what is no rule, such as a warning of Sphinx, is asked for by default."""
    is_default = rule is None or rule.is_default
    return any(
        name in (code, ALL)
        or (rule is not None and name == rule.group)
        or (name == DEFAULT and is_default and not explicit)
        # A whole family of Sphinx's or MyST's warnings.
        or code.startswith(f"{name}.")
        for name in names
    )


def unknown_names(names: Iterable[str]) -> dict[str, str]:
    """Return the names that select nothing, each with what may have been meant, or an empty string."""
    known = {*RULES, *WARNINGS, *Group, DEFAULT, ALL, _FIXME}
    unknown = {}
    for name in names:
        # What Sphinx and other extensions warn of is not known beforehand.
        if name not in known and "." not in name:
            unknown[name] = next(iter(difflib.get_close_matches(name, known, n=1)), "")
    return unknown

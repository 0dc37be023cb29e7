"""What is wrong with a text that should be YAML, in words, and on which line."""

from __future__ import annotations

import yaml

#: What PyYAML raises for a text that it cannot read.  Its own types are checked by Python: "2026-13-01" is a
#: ``ValueError``, a list as a key a ``TypeError``.
UNREADABLE = (yaml.YAMLError, ValueError, TypeError, RecursionError)


class YamlError(ValueError):
    """A text cannot be read as YAML, or does not hold what it should.

    :ivar line: The line that is wrong, from 0.
    :ivar reason: What is wrong, in words.
    """

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        self.reason = reason


def explain(error: Exception) -> YamlError:
    """Return one of :data:`UNREADABLE` as an error with a line and a reason."""
    match error:
        case yaml.MarkedYAMLError():
            mark = error.problem_mark or error.context_mark
            reason = " ".join(part for part in (error.problem, error.context) if part) or "it is not YAML"
            return YamlError(mark.line if mark else 0, reason)
        case RecursionError():
            return YamlError(0, "it is nested too deeply")
        case _:
            return YamlError(0, next(iter(str(error).splitlines()), "it is not YAML"))

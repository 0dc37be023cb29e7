"""What a rule is: a function with a code, a severity and a docstring that explains it.

The docstring of a rule is its manual, its ``lesson check --explain``, and its tests::

    A link's text says where it leads.

    Why that matters, in a sentence or two, with the source of the rule.

    Fix: Name the page that the link leads to.

    Bad:
        Read more [here](https://example.org/manual).

    Good:
        Read [the manual](https://example.org/manual).

An example is the body of one episode in Markdown.  Where it begins with a line such as ``=== learners/reference.md``,
it is made of files; those it does not have are like those of a lesson with nothing to find fault with.
"""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from sphinx_lesson_ext.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx_lesson_ext.lesson.facts import Spot

    from .view import Lesson, Page

#: What the examples of a docstring begin with.
_EXAMPLES = ("Bad:", "Good:")
_FIX = "Fix: "


class Group(StrEnum):
    """What findings are about; its name selects them, and begins the names of the modules of its rules."""

    STRUCTURE = "structure"
    LINKS = "links"
    TEACHING = "teaching"
    ACCESSIBILITY = "accessibility"
    UPKEEP = "upkeep"
    #: What Sphinx, its extensions and this one warn of in a build, where no rule explains it.
    BUILD = "build"


class Problem(NamedTuple):
    """What a rule has found.

    :ivar message: What is wrong here, in one sentence without a full stop.
    :ivar spot: Where to look for it.
    :ivar text: What stands in the author's file there, so that its line and column can be told: it is looked for from
        the spot on.  Empty, where the line itself is meant.
    :ivar fix: What to do about it; else what the rule says.
    :ivar new: What is to be written in the place of *text*, if that mends it without doubt; else ``None``.
    """

    message: str
    spot: Spot
    text: str = ""
    fix: str = ""
    new: str | None = None


@dataclass(frozen=True)
class Rule:
    """A rule.

    :ivar code: What it is called, in lower case with hyphens; as ``lesson.<code>``, what silences it.
    :ivar severity: How much its findings matter.
    :ivar group: What it is about.
    :ivar is_default: Whether it is asked unless an author says otherwise.
    :ivar page: Finds what is wrong with one document, whatever the others hold.
    :ivar lesson: Finds what is wrong with the lesson as a whole.  Where both are ``None``, it is found as a document
        is read, and the code is that of a warning.
    :ivar docstring: What explains it.
    :ivar mends: Whether it tells how to mend some of what it finds without doubt.
    """

    code: str
    severity: Severity
    group: Group
    docstring: str
    is_default: bool = True
    page: Callable[[Page], Iterable[Problem]] | None = None
    lesson: Callable[[Lesson], Iterable[Problem]] | None = None
    mends: bool = False

    @cached_property
    def _parts(self) -> tuple[list[str], dict[str, list[str]]]:
        """The paragraphs of the docstring, and its examples by what they begin with."""
        paragraphs: list[str] = []
        examples: dict[str, list[str]] = {name: [] for name in _EXAMPLES}
        lines: list[str] | None = None
        for line in inspect.cleandoc(self.docstring).split("\n"):
            if line in _EXAMPLES:
                lines = []
                examples[line].append("")
                name = line
            elif lines is not None and (not line or line.startswith(" ")):
                lines.append(line)
                examples[name][-1] = inspect.cleandoc("\n".join(["", *lines])).strip("\n") + "\n"
            else:
                lines = None
                paragraphs.append(line)
        text = "\n".join(paragraphs)
        return [" ".join(paragraph.split()) for paragraph in text.split("\n\n") if paragraph.strip()], examples

    @property
    def summary(self) -> str:
        """What a lesson is like that keeps the rule, or what is wrong with one that does not: one sentence."""
        return self._parts[0][0]

    @property
    def reason(self) -> list[str]:
        """Why it matters, as paragraphs."""
        return [paragraph for paragraph in self._parts[0][1:] if not paragraph.startswith(_FIX)]

    @property
    def fix(self) -> str:
        """What to do about a finding, in one sentence or two."""
        return next((text.removeprefix(_FIX) for text in self._parts[0] if text.startswith(_FIX)), "")

    @property
    def bad(self) -> list[str]:
        """Examples in which something is found."""
        return self._parts[1]["Bad:"]

    @property
    def good(self) -> list[str]:
        """The same, mended."""
        return self._parts[1]["Good:"]

    @property
    def examples(self) -> list[tuple[str, str]]:
        """All examples, each with what is said above it."""
        return [("Not like this:", example) for example in self.bad] + [
            ("But like this:", example) for example in self.good
        ]

    def finding(self, problem: Problem, docname: str, column: int = 1) -> Finding:
        """Return a problem as what maintainers are told, in the line that it names."""
        return Finding(
            code=self.code,
            severity=self.severity,
            docname=docname,
            path=problem.spot.path,
            line=problem.spot.line,
            column=column,
            message=problem.message,
            fix=problem.fix or self.fix,
        )


def page_rule(
    code: str, severity: Severity, group: Group, *, opt_in: bool = False, mends: bool = False
) -> Callable[[Callable[[Page], Iterable[Problem]]], Rule]:
    """Make a rule of a function that looks at one document."""
    return lambda check: Rule(code, severity, group, check.__doc__ or "", not opt_in, page=check, mends=mends)


def lesson_rule(
    code: str, severity: Severity, group: Group, *, opt_in: bool = False, mends: bool = False
) -> Callable[[Callable[[Lesson], Iterable[Problem]]], Rule]:
    """Make a rule of a function that looks at the whole lesson."""
    return lambda check: Rule(code, severity, group, check.__doc__ or "", not opt_in, lesson=check, mends=mends)


def reading_rule(
    code: str, group: Group, severity: Severity = Severity.WARNING, *, opt_in: bool = False, mends: bool = False
) -> Callable[[Callable[[], None]], Rule]:
    """Make a rule of what is found otherwise, as by a warning while a document is read: the function explains it."""
    return lambda explained: Rule(code, severity, group, explained.__doc__ or "", not opt_in, mends=mends)

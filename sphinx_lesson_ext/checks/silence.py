"""What authors have silenced in their files, and which of their comments silence nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_lesson_ext.lesson.facts import Spot

from .catalogue import ALL, DEFAULT, code_of, rule_of, unknown_name
from .ignore_comments import SIGN, comments_in
from .rule import Group, Problem
from .rules.upkeep_comments import ignore_unknown, ignore_unused
from .selection import is_named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_lesson_ext.findings import Finding

    from .ignore_comments import Comment
    from .rule import Rule
    from .selection import Selection
    from .view import Lesson

#: Files of a lesson that are no documents, and may hold comments too.
_SETTINGS = ("conf.py", "config.yaml")


class Silence:
    """The comments in the files of a lesson that silence something.

    :param found: All that was found: what stands in further files, such as included ones, is looked at too.
    """

    def __init__(self, lesson: Lesson, found: Iterable[Finding]) -> None:
        self._lesson = lesson
        paths = {path for page in lesson.pages.values() for path in page.paths}
        paths.update(finding.path for finding in found)
        self._comments = {path: self._comments_of(path) for path in sorted({*paths, *_SETTINGS} - {""})}
        self._used: set[tuple[str, Comment, str]] = set()

    def _comments_of(self, path: str) -> list[Comment]:
        try:
            # Most files hold none, and every build asks.
            has_some = SIGN.encode() in Path(self._lesson.folder, path).read_bytes()
        except (OSError, ValueError):
            return []
        return comments_in(self._lesson.lines(path)) if has_some else []

    def left(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Yield those of *findings* that no comment silences."""
        for finding in findings:
            rule = rule_of(finding.code)
            silencing = {
                (finding.path, comment, name)
                for comment in self._comments.get(finding.path, ())
                if comment.holds_for(finding.line)
                for name in comment.names
                if is_named(rule, (name,))
            }
            self._used |= silencing
            if not silencing:
                yield finding

    def wrong(self, selection: Selection) -> Iterator[Finding]:
        """Yield what is wrong with comments themselves, once all that was found has been asked for."""
        for path, comments in self._comments.items():
            for comment in comments:
                for name in comment.names:
                    if problem := unknown_name(name):
                        yield self._finding(ignore_unknown, path, comment, problem)
                    elif (path, comment, name) not in self._used and _is_asked(name, selection):
                        yield self._finding(
                            ignore_unused, path, comment, f"this comment silences {name!r}, but nothing is found here"
                        )

    def _finding(self, rule: Rule, path: str, comment: Comment, message: str) -> Finding:
        return rule.finding(Problem(message, Spot(path, comment.line)), self._lesson.docname_of(path), comment.column)


def _is_asked(name: str, selection: Selection) -> bool:
    """Tell whether what *name* stands for was looked for; of a group some always is."""
    return name in (ALL, DEFAULT, *Group) or selection.asks(rule_of(code_of(name)))

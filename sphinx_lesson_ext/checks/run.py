"""Asking rules of a lesson, and telling what they found."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_lesson_ext.findings import Finding, in_order
from sphinx_lesson_ext.lesson.collect import FACTS
from sphinx_lesson_ext.lesson.domain import lesson_domain
from sphinx_lesson_ext.lesson.facts import Spot
from sphinx_lesson_ext.lesson.gather import shared_definitions
from sphinx_lesson_ext.lesson.pages import SUFFIX
from sphinx_lesson_ext.messages import warn_of
from sphinx_lesson_ext.settings_places import CONF, CONFIG
from sphinx_lesson_ext.translation.places import locale_folders

from .locate import Locator
from .rule import Problem
from .rules import RULES
from .settings import selection_of
from .silence import Silence
from .view import Lesson, Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_lesson_ext.lesson.facts import Facts
    from sphinx_lesson_ext.lesson.records import Warned

    from .rule import Rule
    from .selection import Selection

#: The rules that are asked of each document as it is read.
_ALWAYS = tuple(rule for rule in RULES.values() if rule.page is not None and rule.is_default)


def check_document(app: Sphinx, document: nodes.document) -> None:
    """Ask the rules that are always asked of a document that was just read (event ``doctree-read``)."""
    del document
    current = app.env.current_document
    page = page_of(app.env, current.docname, current.get(FACTS))
    if page is not None:
        lesson_domain(app.env).note_problems(page.docname, list(_of_page(page, _ALWAYS, Locator(page.lines))))


def findings_of(
    env: BuildEnvironment, selection: Selection, more: Iterable[Finding] = (), *, is_told: bool = False
) -> list[Finding]:
    """Return what there is to be told of a lesson that was read: FIXMEs, warnings, and what rules find; in order.

    What authors have silenced in their files is left out.

    :param more: What else was found.
    :param is_told: Whether the warnings of this build are told already, and left out too.
    """
    domain = lesson_domain(env)
    lesson = lesson_of(env)
    locator = Locator(lesson.lines)
    settings = _settings_path(env)
    told: list[Finding] = []
    untold = domain.fixmes()
    for docname, warnings in (("", domain.unread_warnings), *domain.warnings.items()):
        is_now = docname == "" or docname in domain.read_now
        for warned in warnings:
            (told if is_now and warned.is_shown else untold).append(_of_warning(warned, locator, settings))
    found = [*told, *untold, *more]
    for record in domain.documents.values():
        found += record.problems
    found += _of_lesson(lesson, [rule for rule in RULES.values() if selection.asks(rule)])
    silence = Silence(lesson, found)
    left = [*silence.left(found), *silence.left(silence.wrong(selection))]
    shown = frozenset(told if is_told else ())
    return in_order(selection.told(finding for finding in left if finding not in shown))


def untold_findings(env: BuildEnvironment) -> Sequence[Finding]:
    """Return what a build has still to tell at its end: what the lesson asks for, but the warnings that were shown."""
    domain = lesson_domain(env)
    if domain.untold is None:
        domain.untold = findings_of(env, selection_of(env.config), is_told=True)
    return domain.untold


def warn_of_findings(app: Sphinx, exception: Exception | None) -> None:
    """Give a warning for each finding of a rule, if that is asked for (event ``build-finished``).

    Each build gives all: what is found in one document may be owed to another, which has changed.
    """
    if exception is None and app.config.lesson_check_warnings:
        for finding in untold_findings(app.env):
            if finding.code in RULES:
                warn_of(finding, app.srcdir)


def _settings_path(env: BuildEnvironment) -> str:
    """Return the file that a warning is told of that has no place, from the source folder."""
    conf = lesson_domain(env).folder / CONF
    return Path(os.path.relpath(conf, env.srcdir)).as_posix() if conf.is_file() else CONFIG


def _of_lesson(lesson: Lesson, rules: Sequence[Rule]) -> Iterator[Finding]:
    further = [rule for rule in rules if not (rule.is_default or rule.page is None)]
    for page in lesson.pages.values() if further else ():
        yield from _of_page(page, further, Locator(page.lines))
    locator = Locator(lesson.lines)
    for rule in rules:
        if rule.lesson is not None:
            for problem in rule.lesson(lesson):
                yield _finding(rule, problem, lesson.docname_of(problem.spot.path), locator)


def _of_page(page: Page, rules: Iterable[Rule], locator: Locator) -> Iterator[Finding]:
    for rule in rules:
        assert rule.page is not None
        for problem in rule.page(page):
            yield _finding(rule, problem, page.docname, locator)


def placed_problems(problems: Iterable[tuple[Rule, Problem, str]], lesson: Lesson) -> list[Finding]:
    """Return problems, each with its rule and its document, as findings."""
    locator = Locator(lesson.lines)
    return [_finding(rule, problem, docname, locator) for rule, problem, docname in problems]


def _of_warning(warned: Warned, locator: Locator, settings: str) -> Finding:
    """Return a warning as finding, as severe as the rule that explains it says, if one does.

    What to do is not told by the rule, but by the warning itself, which is read alone in a build.

    :param settings: The file that it is told of, if it has no place.
    """
    finding = replace(warned.finding, path=warned.finding.path or settings)
    if (rule := RULES.get(finding.code)) is not None:
        finding = replace(finding, severity=rule.severity)
    problem = Problem(finding.message, Spot(finding.path, finding.line), warned.old, new=warned.new)
    return _placed(finding, problem, locator)


def _finding(rule: Rule, problem: Problem, docname: str, locator: Locator) -> Finding:
    return _placed(rule.finding(problem, docname), problem, locator)


def _placed(finding: Finding, problem: Problem, locator: Locator) -> Finding:
    """Return a finding with the place of what was found, and with what is to be written there."""
    line, column, is_exact = locator.find(finding.code, problem)
    new = problem.new if is_exact else None
    return replace(finding, line=line, column=column, old="" if new is None else problem.text, new=new or "")


def page_of(env: BuildEnvironment, docname: str, read: Facts | None = None) -> Page | None:
    """Return a document as rules see it; ``None`` for a page that no author wrote.

    :param read: What it holds, if it was just read.
    """
    record = lesson_domain(env).record(docname)
    path = env.doc2path(docname, base=False).as_posix()
    if path.endswith(SUFFIX):
        return None
    return Page(docname, path, record, env.srcdir, env.config.language, read)


def lesson_of(env: BuildEnvironment) -> Lesson:
    """Return a lesson as rules see it."""
    domain = lesson_domain(env)
    pages = (page_of(env, docname) for docname in sorted(domain.documents))
    return Lesson(
        folder=env.srcdir,
        pages={page.docname: page for page in pages if page is not None},
        episodes=domain.plan.episodes,
        language=env.config.language,
        definitions=shared_definitions(env),
        settings={value.name: value.value for value in env.config if value.name.startswith("lesson_")},
        locale_folders=tuple(locale_folders(env.config)),
        is_workbench=env.config.lesson_workbench,
    )


def setup(app: Sphinx) -> None:
    """Ask rules of every document that is read."""
    app.connect("doctree-read", check_document)
    # Before the summary.
    app.connect("build-finished", warn_of_findings, priority=400)

"""Which findings are told."""

from __future__ import annotations

import pytest

from sphinx_lesson_ext.checks.catalogue import CATALOGUE, is_name, rule_of, unknown_name
from sphinx_lesson_ext.checks.rule import Group
from sphinx_lesson_ext.checks.rules import RULES, links_web
from sphinx_lesson_ext.checks.selection import Selection
from sphinx_lesson_ext.findings import Finding, Severity
from sphinx_lesson_ext.messages import WARNINGS


def a_finding(code: str, severity: Severity = Severity.WARNING, path: str = "episodes/a.md") -> Finding:
    return Finding(code=code, severity=severity, docname="a", path=path, line=1, column=1, message="m")


def told(selection: Selection, *codes: str) -> list[str]:
    return [finding.code for finding in selection.told(map(a_finding, codes))]


CODES = ("link-text", "ignore-unused", "fixme", "knitr", "myst.header")


@pytest.mark.parametrize(
    ("select", "ignore", "expected"),
    [
        (("default",), (), {"link-text", "fixme", "knitr", "myst.header"}),
        (("all",), (), set(CODES)),
        (("all",), ("default",), {"ignore-unused"}),
        (("default", "ignore-unused"), (), set(CODES)),
        (("links",), (), {"link-text"}),
        (("upkeep",), (), {"ignore-unused", "fixme"}),
        (("build",), (), {"knitr", "myst.header"}),
        (("myst",), (), {"myst.header"}),
        (("myst.*",), (), {"myst.header"}),
        (("myst.header",), (), {"myst.header"}),
        (("lesson.link-text",), (), {"link-text"}),
        (("default",), ("myst", "fixme", "links"), {"knitr"}),
        (("link-text",), ("all",), set()),
    ],
)
def test_by_name(select: tuple[str, ...], ignore: tuple[str, ...], expected: set[str]) -> None:
    assert set(told(Selection(select, ignore), *CODES)) == expected


@pytest.mark.parametrize(
    ("least", "expected"),
    [
        (Severity.NOTE, ["note", "warning", "error"]),
        (Severity.WARNING, ["warning", "error"]),
        (Severity.ERROR, ["error"]),
    ],
)
def test_by_severity(least: Severity, expected: list[str]) -> None:
    found = [a_finding("link-text", severity) for severity in (Severity.NOTE, Severity.WARNING, Severity.ERROR)]
    assert [finding.severity for finding in Selection(severity=least).told(found)] == expected


@pytest.mark.parametrize(
    ("severities", "expected"),
    [
        ({"link-text": Severity.NOTE}, Severity.NOTE),
        ({"links": Severity.ERROR}, Severity.ERROR),
        ({"links": Severity.ERROR, "link-text": Severity.NOTE}, Severity.NOTE),
        ({"teaching": Severity.ERROR}, Severity.WARNING),
    ],
)
def test_lessons_say_how_much_matters(severities: dict[str, Severity], expected: Severity) -> None:
    (finding,) = Selection(severities=severities).told([a_finding("link-text")])
    assert finding.severity is expected


def test_a_severity_is_changed_before_the_least_is_asked_for() -> None:
    selection = Selection(severity=Severity.WARNING, severities={"link-text": Severity.NOTE})
    assert told(selection, "link-text", "fixme") == ["fixme"]


def test_by_file() -> None:
    selection = Selection(ignored_in={"episodes/0*": ("links",)})
    found = [a_finding("link-text", path=path) for path in ("episodes/01.md", "episodes/a.md")]
    assert [finding.path for finding in selection.told(found)] == ["episodes/a.md"]


def test_that_r_was_not_run_is_told_on_request() -> None:
    assert told(Selection(), "not-run", "knitr") == ["knitr"]
    assert told(Selection(("not-run",)), "not-run") == ["not-run"]


@pytest.mark.parametrize("name", ["lesson", "lesson.*", "lesson.link-text"])
def test_what_is_suppressed_as_a_warning(name: str) -> None:
    assert told(Selection(suppressed=(name,)), "link-text", "fixme") == ["fixme"]


def test_the_catalogue_has_all_that_has_a_code() -> None:
    assert set(CATALOGUE) == {*RULES, *WARNINGS, *(rule.code for rule in links_web.RULES)}
    assert [code for code, rule in CATALOGUE.items() if rule.code != code or not rule.summary.endswith(".")] == []


@pytest.mark.parametrize(
    "name", ["default", "all", *Group, "link-text", "lesson.link-text", "fixme", "myst", "nbsphinx.*", "nbsphinx.thumb"]
)
def test_names(name: str) -> None:
    assert is_name(name)
    assert unknown_name(name) == ""


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("lnk-text", "no rule and no group is called 'lnk-text'; did you mean 'link-text'?"),
        ("acessibility", "no rule and no group is called 'acessibility'; did you mean 'accessibility'?"),
        ("xyzzy", "no rule and no group is called 'xyzzy'; 'lesson check --list' lists all codes and groups"),
        # Warnings of others have a name before the dot, and one behind it.
        ("xyzzy.", "no rule and no group is called 'xyzzy.'; 'lesson check --list' lists all codes and groups"),
        (".xyzzy", "no rule and no group is called '.xyzzy'; 'lesson check --list' lists all codes and groups"),
    ],
)
def test_names_that_there_are_not(name: str, said: str) -> None:
    assert unknown_name(name) == said


def test_warnings_of_others_are_explained_by_who_gives_them() -> None:
    assert rule_of("myst.header").summary == "A warning of MyST-Parser, which reads Markdown."
    assert rule_of("nbsphinx.thumb").summary == "A warning of an extension of Sphinx."

"""What is warned of while a lesson is read is a rule too, and mends what it can."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from example_lesson import SETTINGS, lesson_with

from sphinx_lesson_ext.checks.rules import RULES
from sphinx_lesson_ext.checks.run import findings_of
from sphinx_lesson_ext.checks.selection import Selection
from sphinx_lesson_ext.messages import WARNINGS

if TYPE_CHECKING:
    from built_lesson import LessonBuilder

    from sphinx_lesson_ext.findings import Finding

#: Warnings that are not about what an author wrote into a page: about settings, about R, notebooks and catalogues of
#: translations, and about what Sphinx lists.
OF_SETTINGS = {
    *("citation", "config", "content-policy", "theme-option", "workbench-config", "workbench-file"),
    *("companion", "knitr", "not-run", "notebook", "translation"),
    *("list-unreachable", "toctree-cycle"),
}
#: Given only when a page is written, which no check does; and findings without a rule.
NOT_READ = {"maths", "maths-form", "fixme"}

MENDED = [
    ("::: questions:\n\n- Why?\n\n:::\n", "questions:", "questions"),
    ("##Sorting names\n", "##Sorting names", "## Sorting names"),
    (
        "See [the manual] (https://example.org).\n",
        "[the manual] (https://example.org)",
        "[the manual](https://example.org)",
    ),
    (
        "See (the manual)[https://example.org].\n",
        "(the manual)[https://example.org]",
        "[the manual](https://example.org)",
    ),
    ("See [us][../index.md].\n", "[us][../index.md]", "[us](../index.md)"),
    ("A name.\n{: .no_toc}\n", "{: .no_toc}", ""),
    ("{% include links.md %}\n", "{% include links.md %}", ""),
    ("See [us]({{ page.root }}/index.html).\n", "{{ page.root }}", "."),
    ("See [us]({% link index.md %}).\n", "{% link index.md %}", "index.md"),
]
NOT_MENDED = [
    "##Sorting\nnames\n:::\n",
    "See [the\nmanual] (https://example.org).\n",
    "See [the manual][nowhere].\n",
    "{% include people.html %}\n",
    "See {{ site.contact }}.\n",
    "Write <your name>.\n",
]


def found(build: LessonBuilder, body: str) -> list[Finding]:
    env = build(lesson_with({"example": body}), "dummy", warnings=None, **SETTINGS).env
    return findings_of(env, Selection(("default",)))


def test_every_warning_of_a_text_has_a_rule() -> None:
    assert {code for code in WARNINGS if code not in RULES} == OF_SETTINGS | NOT_READ


def test_what_to_do_is_said_once(build: LessonBuilder) -> None:
    """A warning says it, as it is read alone in builds."""
    built = build(lesson_with({"example": "See [us](lost.md).\n"}), "dummy", warnings=None, **SETTINGS)
    (finding,) = findings_of(built.env, Selection(("link-target",)))
    assert finding.message.endswith("; write its path as seen from this file")
    assert finding.fix == ""


@pytest.mark.parametrize(("body", "old", "new"), MENDED)
def test_what_is_mended_without_doubt(body: str, old: str, new: str, build: LessonBuilder) -> None:
    [finding] = found(build, body)
    assert (finding.old, finding.new) == (old, new)
    line = lesson_with({"example": body})[finding.path].splitlines()[finding.line - 1]
    assert line[finding.column - 1 :].startswith(old)


@pytest.mark.parametrize("body", NOT_MENDED)
def test_what_is_told_alone(body: str, build: LessonBuilder) -> None:
    findings = found(build, body)
    assert findings
    assert not [finding for finding in findings if finding.old and finding.code != "heading-form"]


def test_how_much_a_warning_matters(build: LessonBuilder) -> None:
    assert {(f.code, f.severity) for f in found(build, "[a](nowhere.md) [b](#no-such-place)\n")} == {
        ("link-target", "error"),
        ("link-fragment", "warning"),
    }


def test_a_warning_is_found_again_when_nothing_was_read(build: LessonBuilder) -> None:
    built = build(lesson_with({"example": "##Sorting names\n"}), "dummy", warnings=None, **SETTINGS)
    again = built.again()
    assert findings_of(again.env, Selection()) == findings_of(built.env, Selection()) != []

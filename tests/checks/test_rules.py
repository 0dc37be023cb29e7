"""Each rule by the examples in its docstring: in a bad one it is all that is found, in a good one nothing is."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

import pytest
from example_lesson import SETTINGS, files_of, is_of_files, lesson_of, lesson_with, path_of

from sphinx_lesson_ext.checks import rules
from sphinx_lesson_ext.checks.rules import RULES
from sphinx_lesson_ext.checks.run import findings_of
from sphinx_lesson_ext.checks.selection import Selection

if TYPE_CHECKING:
    from built_lesson import LessonBuilder
    from sphinx.environment import BuildEnvironment

    from sphinx_lesson_ext.checks.rule import Rule
    from sphinx_lesson_ext.findings import Finding

#: Rules that ask git, which knows nothing of these lessons: test_upkeep.py.
_OF_HISTORY = frozenset({"fixme-old"})

_EXAMPLES = [
    (f"{rule.code}-{kind}-{number}", rule, example)
    for rule in RULES.values()
    for kind, examples in (("bad", rule.bad), ("good", rule.good))
    for number, example in enumerate(examples, start=1)
    if rule.code not in _OF_HISTORY
]
#: What an episode lacks whose example is a whole file, which shows no more than it is about.
_OF_WHOLE_EPISODES = frozenset({"episode-questions", "episode-objectives", "episode-keypoints"})

#: Those that are a lesson of their own, and those that are one episode among others.
LESSONS = {name: (rule, example) for name, rule, example in _EXAMPLES if is_of_files(example)}
EPISODES = {name: (rule, example) for name, rule, example in _EXAMPLES if not is_of_files(example)}


def codes(env: BuildEnvironment, rule: Rule, example: str, path: str = "") -> set[str]:
    """Return the codes of what is found, by this rule and by all that are always asked, in a file or anywhere."""
    findings = findings_of(env, Selection(("default", rule.code)))
    assert rule.mends or not mended(rule, findings)
    found = {finding.code for finding in findings if path in ("", finding.path)}
    return found - _OF_WHOLE_EPISODES | found & {rule.code} if "---\n" in example else found


def mended(rule: Rule, findings: list[Finding]) -> list[Finding]:
    """Return what a rule has found and says how to mend."""
    return [finding for finding in findings if finding.code == rule.code and finding.old]


@pytest.fixture(scope="module")
def built_episodes(build_once: LessonBuilder) -> BuildEnvironment:
    """A lesson with an episode for each example."""
    lesson = lesson_with({name: example for name, (_rule, example) in EPISODES.items()})
    return build_once(lesson, "dummy", warnings=None, **SETTINGS).env


@pytest.mark.parametrize("name", EPISODES)
def test_an_example_that_is_an_episode(name: str, built_episodes: BuildEnvironment) -> None:
    rule, example = EPISODES[name]
    assert codes(built_episodes, rule, example, path_of(name)) == ({rule.code} if "-bad-" in name else set())


@pytest.mark.parametrize("name", LESSONS)
def test_an_example_that_is_a_lesson(name: str, build: LessonBuilder) -> None:
    rule, example = LESSONS[name]
    env = build(lesson_of(files_of(example)), "dummy", warnings=None, **SETTINGS).env
    assert codes(env, rule, example) == ({rule.code} if "-bad-" in name else set())


@pytest.mark.parametrize("code", [rule.code for rule in RULES.values() if rule.mends])
def test_a_rule_that_mends_does_so_in_an_example(
    code: str, built_episodes: BuildEnvironment, build: LessonBuilder
) -> None:
    rule = RULES[code]
    found = findings_of(built_episodes, Selection((code,)))
    for other, example in LESSONS.values():
        if other is rule:
            found += findings_of(
                build(lesson_of(files_of(example)), "dummy", warnings=None, **SETTINGS).env, Selection((code,))
            )
    assert mended(rule, found)


@pytest.mark.parametrize("code", RULES)
def test_every_rule_explains_itself(code: str) -> None:
    rule = RULES[code]
    assert rule.code == code
    assert rule.summary.endswith(".")
    assert rule.reason
    assert rule.fix.endswith(".")
    assert rule.bad
    assert rule.good


@pytest.mark.parametrize("module", [module.name for module in iter_modules(rules.__path__)])
def test_the_name_of_a_module_says_which_rules_it_has(module: str) -> None:
    held = getattr(import_module(f"{rules.__name__}.{module}"), "RULES", ())
    assert {rule.group.value for rule in held} <= {module.partition("_")[0]}


def test_a_lesson_with_nothing_to_find_fault_with(build: LessonBuilder) -> None:
    env = build(lesson_of({}), "dummy", warnings=(), **SETTINGS).env
    assert findings_of(env, Selection(("default",))) == []

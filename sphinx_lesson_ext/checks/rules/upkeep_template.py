"""Rules about what is left of the template that a lesson began with: in its ``config.yaml``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_lesson_ext.checks.rule import Group, Problem, lesson_rule
from sphinx_lesson_ext.findings import Severity
from sphinx_lesson_ext.lesson.facts import Spot
from sphinx_lesson_ext.yaml_errors import YamlError
from sphinx_lesson_ext.yaml_mapping import read_mapping

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_lesson_ext.checks.view import Lesson

_FILE = "config.yaml"
#: The values of the Workbench's templates that can be right in no other lesson, by their keys.
_TEMPLATE: Mapping[str, frozenset[str]] = {
    "title": frozenset({"Lesson Title"}),
    "keywords": frozenset({"software, data, lesson, The Carpentries"}),
    "source": frozenset(
        {
            "https://github.com/carpentries/workbench-template-md",
            "https://github.com/carpentries/workbench-template-rmd",
            "https://example.com/template-source/lesson-example",
        }
    ),
}
#: Whom the templates name, and the lessons that these do look after.
_CONTACT = "team@carpentries.org"
_CARPENTRIES = frozenset({"cp", "dc", "lc", "swc"})


@lesson_rule("config-template", Severity.WARNING, Group.UPKEEP)
def config_template(lesson: Lesson) -> Iterator[Problem]:
    """The values in config.yaml are those of the lesson, not those of the template it began with.

    Readers see the title, search engines the keywords and the day of the beginning, and reports of faults go where
    `source` and `contact` lead.

    Fix: Write what is true of this lesson.

    Bad:
        === config.yaml
        carpentry: incubator
        title: 'Lesson Title' # FIXME
        created: ~ # FIXME
        keywords: 'software, data, lesson, The Carpentries' # FIXME
        life_cycle: pre-alpha
        license: CC-BY 4.0
        source: https://github.com/carpentries/workbench-template-md
        branch: main
        contact: team@carpentries.org

    Good:
        === config.yaml
        carpentry: incubator
        title: Sorting
        created: 2024-03-01
        keywords: sorting, order
        life_cycle: pre-alpha
        license: CC-BY 4.0
        source: https://github.com/some-org/sorting
        branch: main
        contact: sorting@some-org.edu
    """
    if not lesson.is_workbench:
        return
    try:
        config = read_mapping("\n".join(lesson.lines(_FILE)))
    except YamlError:
        return  # which is told anyway
    for key, values in _TEMPLATE.items():
        value = str(config.values.get(key))
        if value in values:
            yield Problem(f"{key!r} is still as in the template", Spot(_FILE, config.line_of(key) + 1), value)
    if "created" in config.values and config.values["created"] is None:
        yield Problem("'created' is empty, as in the template", Spot(_FILE, config.lines["created"] + 1), "created")
    if config.values.get("contact") == _CONTACT and str(config.values.get("carpentry")) not in _CARPENTRIES:
        spot = Spot(_FILE, config.line_of("contact") + 1)
        yield Problem("'contact' is still team@carpentries.org, who do not look after this lesson", spot, _CONTACT)


RULES = (config_template,)

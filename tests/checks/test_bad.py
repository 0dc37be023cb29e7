"""What is wrong in whole files: each finding at its place, and no more than these.

Each file in ``tests/checks/bad`` says inside what is to be found in it, in comments: ``expect: LINE CODE PART OF THE
MESSAGE``, or ``LINE:COLUMN CODE …``; the line may be ``*``.  Rules that are asked of every lesson look at it, and those
that it names: ``select: CODE``.  A file of Markdown is an episode among the files of a Workbench lesson with nothing to
find fault with; one of reStructuredText is a page of a project of Sphinx.  One that ends in ``.lesson`` holds several
files of a lesson, as the examples of rules do, and says above them what is in which: ``expect: PATH:LINE CODE …``.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from example_lesson import SETTINGS, files_of, lesson_of, path_of

from sphinx_lesson_ext.checks.rules import RULES
from sphinx_lesson_ext.checks.run import findings_of
from sphinx_lesson_ext.checks.selection import Selection

if TYPE_CHECKING:
    from built_lesson import LessonBuilder
    from sphinx.environment import BuildEnvironment

    from sphinx_lesson_ext.findings import Finding

FOLDER = Path(__file__).parent / "bad"
READ = Path(__file__).parents[1] / "bad"
FILES = sorted(path.name for path in FOLDER.iterdir())

_COMMENT = r"^(?:<!--|\.\.|#) {}: (.*?)(?: -->)?\r?$"


#: Rules that ask git, which knows nothing of these lessons: test_upkeep.py.
_OF_HISTORY = frozenset({"fixme-old"})


class Expected(NamedTuple):
    """What is to be found: path, line and column, the code, and a part of the message."""

    place: str
    code: str
    part: str

    def is_met_by(self, finding: Finding) -> bool:
        """Tell whether a finding is this one."""
        path, _colon, place = self.place.partition(":")
        line, _colon, column = place.partition(":")
        return (
            path == finding.path
            and line in {str(finding.line), "*"}
            and column in {str(finding.column), ""}
            and finding.code == self.code
            and self.part in finding.message
        )


def comments(name: str, text: str) -> list[str]:
    """Return what the comments of that name in a file say."""
    return re.findall(_COMMENT.format(name), text, re.MULTILINE)


def expectations(text: str, path: str) -> list[Expected]:
    """Return what is to be found in a file; *path* is its own, unless it says of others."""
    found = [Expected(*(*comment.split(" ", 2), "")[:3]) for comment in comments("expect", text)]
    return [wanted._replace(place=f"{path}:{wanted.place}") for wanted in found] if path else found


def built_from(name: str, build: LessonBuilder) -> tuple[BuildEnvironment, str]:
    """Return a lesson with the file *name*, and the path of that; an empty one, if it is several files."""
    data = (FOLDER / name).read_bytes()
    stem, _dot, suffix = name.partition(".")
    if suffix == "rst":
        index = f"Lesson\n======\n\n.. toctree::\n\n   {stem}\n"
        return build({"index.rst": index, name: data}, "dummy", warnings=None, lesson_pages=[]).env, name
    if suffix == "lesson":
        head, mark, files = data.decode("utf-8").partition("\n=== ")
        assert head
        lesson = files_of(mark.lstrip("\n") + files)
        return build(lesson_of(lesson), "dummy", warnings=None, **SETTINGS).env, ""
    path = path_of(stem)
    return build({**lesson_of({}), path: data}, "dummy", warnings=None, **SETTINGS).env, path


@pytest.mark.parametrize("name", FILES)
def test_what_is_found_in_a_file(name: str, build: LessonBuilder) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8", errors="replace")
    env, path = built_from(name, build)
    found = findings_of(env, Selection(("default", *comments("select", text))))
    missing = []
    for wanted in expectations(text, path):
        met = next((finding for finding in found if wanted.is_met_by(finding)), None)
        if met is None:
            missing.append(wanted)
        else:
            found.remove(met)
    told = [f"{finding.path}:{finding.line}:{finding.column} {finding.code} {finding.message}" for finding in found]
    assert (missing, told) == ([], [])


def test_each_rule_has_something_to_find() -> None:
    # What is warned of while a document is read has its files where what is read is tested.
    files = [file for folder in (FOLDER, READ) for file in folder.iterdir()]
    texts = (file.read_text(encoding="utf-8", errors="replace") for file in files)
    expected = {wanted.code.removeprefix("lesson.") for text in texts for wanted in expectations(text, "")}
    assert set(RULES) - _OF_HISTORY - expected == set()

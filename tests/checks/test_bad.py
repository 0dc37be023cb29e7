"""What is wrong in whole files: each finding at its place, and no more than these.

Each file in ``tests/checks/bad`` says inside what is to be found in it, in comments: ``expect: LINE CODE PART OF THE
MESSAGE``, or ``LINE:COLUMN CODE …``; the line may be ``*``.  Rules that are asked of every lesson look at it, and those
that it names: ``select: CODE``.  A file of Markdown is an episode among the files of a Workbench lesson with nothing to
find fault with; one of reStructuredText is a page of a project of Sphinx.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from example_lesson import SETTINGS, lesson_of, path_of

from sphinx_lesson_ext.checks.run import findings_of
from sphinx_lesson_ext.checks.selection import Selection

if TYPE_CHECKING:
    from built_lesson import LessonBuilder

    from sphinx_lesson_ext.findings import Finding

FOLDER = Path(__file__).parent / "bad"
FILES = sorted(path.name for path in FOLDER.iterdir())

_COMMENT = r"^(?:<!--|\.\.|#) {}: (.*?)(?: -->)?\r?$"


class Expected(NamedTuple):
    """What is to be found: line and column, the code, and a part of the message."""

    place: str
    code: str
    part: str

    def is_met_by(self, finding: Finding) -> bool:
        """Tell whether a finding is this one."""
        line, _colon, column = self.place.partition(":")
        return (
            line in {str(finding.line), "*"}
            and column in {str(finding.column), ""}
            and finding.code == self.code
            and self.part in finding.message
        )


def comments(name: str, text: str) -> list[str]:
    """Return what the comments of that name in a file say."""
    return re.findall(_COMMENT.format(name), text, re.MULTILINE)


def expectations(text: str) -> list[Expected]:
    """Return what is to be found in a file."""
    return [Expected(*(*found.split(" ", 2), "")[:3]) for found in comments("expect", text)]


@pytest.mark.parametrize("name", FILES)
def test_what_is_found_in_a_file(name: str, build: LessonBuilder) -> None:
    data = (FOLDER / name).read_bytes()
    text = data.decode("utf-8", "replace")
    stem, _dot, suffix = name.partition(".")
    if suffix == "md":
        path = path_of(stem)
        built = build({**lesson_of({}), path: data}, "dummy", warnings=None, **SETTINGS)
    else:
        path = name
        index = f"Lesson\n======\n\n.. toctree::\n\n   {stem}\n"
        built = build({"index.rst": index, name: data}, "dummy", warnings=None, lesson_pages=[])

    found = findings_of(built.env, Selection(("default", *comments("select", text))))
    assert {finding.path for finding in found} <= {path}
    missing = []
    for wanted in expectations(text):
        met = next((finding for finding in found if wanted.is_met_by(finding)), None)
        if met is None:
            missing.append(wanted)
        else:
            found.remove(met)
    told = [f"{finding.line}:{finding.column} {finding.code} {finding.message}" for finding in found]
    assert (missing, told) == ([], [])

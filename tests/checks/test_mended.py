"""What rules mend without doubt is not found again, and nothing else is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from example_lesson import SETTINGS, episode, lesson_with

from sphinx_lesson_ext.checks.rules import RULES
from sphinx_lesson_ext.checks.run import findings_of
from sphinx_lesson_ext.checks.selection import Selection

if TYPE_CHECKING:
    from built_lesson import LessonBuilder

    from sphinx_lesson_ext.findings import Finding

TREE = """\
### One

Text.

##### Two below

Text.

## Fine

Text.

#### Three

Text.
"""
TEXTS = [
    *((code, RULES[code].bad[0]) for code in ("heading-skipped", "heading-title", "heading-form")),
    *((code, RULES[code].bad[0]) for code in ("div-colon", "div-blank", "link-https", "kramdown", "liquid")),
    *(("link-form", text) for text in RULES["link-form"].bad),
    ("heading-skipped", TREE),
    (
        "link-https",
        "See [us][us], <http://github.com/us> and http://doi.org/10.5281/zenodo.3332807.\n\n[us]: http://github.com\n",
    ),
]


def mended(lines: list[str], findings: list[Finding]) -> str:
    """Return a text with what is to be written in it."""
    for finding in reversed(findings):
        line, begin = lines[finding.line - 1], finding.column - 1
        assert line[begin:].startswith(finding.old)
        lines[finding.line - 1] = line[:begin] + finding.new + line[begin + len(finding.old) :]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(("code", "text"), TEXTS)
def test_what_is_mended_is_not_found_again(code: str, text: str, build: LessonBuilder) -> None:
    selection = Selection(("default", code))
    built = build(lesson_with({"example": text}), "dummy", warnings=None, **SETTINGS)
    found = findings_of(built.env, selection)
    assert {finding.code for finding in found} == {code}
    assert all(finding.old for finding in found)

    file = built.source / found[0].path
    file.write_text(mended(episode(text).splitlines(), found), encoding="utf-8")
    assert findings_of(built.again(warnings=()).env, selection) == []

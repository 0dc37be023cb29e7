"""What a finding is known by in another report, where the lines of files are not at hand.

A baseline, which has these, knows a finding by the text of its line instead: that stays when messages are reworded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .wording import text_of

if TYPE_CHECKING:
    from sphinx_lesson_ext.findings import Finding

# Some messages tell numbers, such as other lines; a change of those is no change of what is to be done.
_WITHOUT_DIGITS = str.maketrans("", "", "0123456789")


def identity_of(finding: Finding) -> tuple[str, str, str]:
    """Return what stays of a finding when lines are added above it: its code, its file, and its text."""
    return finding.code, finding.path, text_of(finding).translate(_WITHOUT_DIGITS)

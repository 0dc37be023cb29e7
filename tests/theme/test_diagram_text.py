"""The text alternative of a diagram."""

from __future__ import annotations

import pytest

from sphinx_lesson_ext.theme.diagram_text import alternative_of


@pytest.mark.parametrize(
    ("source", "title", "description"),
    [
        ("flowchart LR\n  A --> B", "", ""),
        ("flowchart LR\n  accTitle: A title\n  accDescr: What it shows\n  A --> B", "A title", "What it shows"),
        ("pie\naccTitle : spaced\naccDescr  :  spaced too  \n", "spaced", "spaced too"),
        ("flowchart LR\n  accDescr {\n    Two\n    lines\n  }\n  A --> B", "", "Two lines"),
        ("flowchart LR\naccDescr{ One line }\nA --> B", "", "One line"),
        ("flowchart LR\naccDescr { It\nends } here", "", "It ends"),
        ("flowchart LR\naccDescr { It is\nnever closed", "", "It is never closed"),
        ("accTitle: With: a colon", "With: a colon", ""),
        ("accTitle: one\naccTitle: two", "two", ""),
        ("accTitles: no\n%% accTitle: a comment\nA[accTitle: no]", "", ""),
        ("", "", ""),
    ],
)
def test_alternative(source, title, description):
    assert alternative_of(source) == (title, description)

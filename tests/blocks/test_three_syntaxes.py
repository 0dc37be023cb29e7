"""Each block and list gives the same doctree in reStructuredText, in MyST Markdown and in Workbench Markdown."""

from __future__ import annotations

from pathlib import Path

import pytest
from docutils import nodes

from sphinx_lesson_ext.blocks.nodes import kind_of, lesson_block, lesson_list
from sphinx_lesson_ext.kinds import LISTS, SPELLINGS

SNIPPETS = Path(__file__).parents[2] / "docs" / "snippets"
SYNTAXES = ("restructuredtext.rst", "myst.md", "workbench.md")
NAMES = sorted(path.name for path in SNIPPETS.iterdir() if path.is_dir())

#: What says how something was written, not what it is.
INCIDENTAL = ("bullet", "slug", "level")

#: One project holds each snippet three times, and no episodes.
EXPECTED = ("duplicate label count-lines", "these options choose no document of the lesson")


def tree(document: nodes.document) -> str:
    """Return the content of a document without its title and what is incidental, such as sphinx-lesson's numbers."""
    section = next(iter(document.findall(nodes.section)))
    for node in section.findall(nodes.Element):
        for name in INCIDENTAL:
            node.attributes.pop(name, None)
        if isinstance(node, lesson_block):
            number = f"{kind_of(node).coderefinery}-"
            node["ids"] = [name for name in node["ids"] if not name.removeprefix(number).isdecimal()]
        if isinstance(node, lesson_list):
            del node["docname"]
    return "".join(child.pformat() for child in section.children[1:])


@pytest.fixture(scope="module")
def trees(build_once):
    """Every snippet in every syntax, all in one build."""
    sources = {"index.md": "# All\n\n```{toctree}\n:glob:\n*/*\n```\n"}
    for name in NAMES:
        for syntax in SYNTAXES:
            text = (SNIPPETS / name / syntax).read_text(encoding="utf-8")
            title = "Title\n=====\n\n" if syntax.endswith(".rst") else "# Title\n\n"
            sources[f"{name}/{syntax}"] = title + text
    built = build_once(sources, builder="dummy", warnings=EXPECTED, lesson_pages=[])
    return {(name, syntax): tree(built.doctree(f"{name}/{Path(syntax).stem}")) for name in NAMES for syntax in SYNTAXES}


def test_every_spelling_and_list_has_a_snippet():
    assert set(NAMES) >= SPELLINGS.keys() | LISTS.keys()


@pytest.mark.parametrize("name", NAMES)
def test_same_doctree(trees, name):
    first, *others = (trees[name, syntax] for syntax in SYNTAXES)
    if name in SPELLINGS:
        assert f"<{lesson_block.__name__}" in first
        assert f'spelling="{name}"' in first
    elif name in LISTS:
        assert f'<{lesson_list.__name__} classes="lesson-list {name}" list="{name}"' in first
    # A hint alone collapses as a div, and keeps docutils' look as a directive.
    if name == "hint":
        assert 'collapsible="closed"' not in first
        others = [other.replace(' collapsible="closed"', "") for other in others]
    for other in others:
        assert other == first


def test_nested_blocks(trees):
    nested = trees["nested", "workbench.md"]
    assert nested.count("<lesson_block ") == 4
    depth = {
        line.split('kind="')[1].split('"')[0]: len(line) - len(line.lstrip())
        for line in nested.splitlines()
        if "kind=" in line
    }
    assert depth["challenge"] < depth["hint"] == depth["solution"] < depth["callout"]
    assert nested.count('collapsible="closed"') == 2

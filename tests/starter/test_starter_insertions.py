"""Lines that are added to files of an author: all else stays as it is."""

from __future__ import annotations

import difflib

import pytest
import yaml

from sphinx_lesson_ext.starter.insertions import add_to_list, directive_content, insert_below
from sphinx_lesson_ext.yaml_errors import YamlError


def added(before, after):
    """The lines that are in *after* but not in *before*, which must be there as they were."""
    difference = list(difflib.ndiff(before.splitlines(keepends=True), after.splitlines(keepends=True)))
    assert [line for line in difference if line.startswith("- ")] == []
    return [line[2:] for line in difference if line.startswith("+ ")]


@pytest.mark.parametrize(
    ("before", "line"),
    [
        ("title: x\nepisodes:\n- a.md\n- b.md\n\nlearners:\n", "- new.md\n"),
        ("episodes: \n  - a.md  # the first\n  - b.md  # the last\n# other\n", "  - new.md\n"),
        ("episodes:\n-   'a.md'\nlearners: []\n", "-   'new.md'\n"),
        ('episodes:\n- "a.md"\n', '- "new.md"\n'),
        ("episodes:\r\n- a.md\r\n\r\nlang: en\r\n", "- new.md\r\n"),
        ("\ufeffepisodes:\n- a.md\n", "- new.md\n"),
        ("episodes:\n- a.md\n#- c.md\n# - d.md\n\nlang: es\n", "- new.md\n"),
        ("# über 😀\nepisodes:\n- ü😀.md\nlang: es\n", "- new.md\n"),
    ],
)
def test_a_line_of_a_list(before, line):
    after, number = add_to_list(before, "episodes", "new.md")
    assert added(before, after) == [line]
    assert after.splitlines(keepends=True)[number - 1] == line
    assert yaml.safe_load(after)["episodes"][-1] == "new.md"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("episodes: [a.md, b.md]  # all\nlang: en\n", "episodes: [a.md, b.md, new.md]  # all\nlang: en\n"),
        ("episodes: [\n  'a.md',\n  'b.md'\n]\n", "episodes: [\n  'a.md',\n  'b.md', 'new.md'\n]\n"),
        ("episodes:\n- a.md", "episodes:\n- a.md\n- new.md"),
        ("{episodes: [a.md]}", "{episodes: [a.md, new.md]}"),
    ],
)
def test_other_forms_of_a_list(before, after):
    assert add_to_list(before, "episodes", "new.md")[0] == after


@pytest.mark.parametrize("text", ["", "title: x\n", "episodes:\n", "episodes: ~\n", "episodes: []\n", "# nothing\n"])
def test_an_empty_list_takes_all_files(text):
    assert add_to_list(text, "episodes", "new.md") is None


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("a: [\n", 1, "expected"),
        ("- a\n", 0, "it is not made of lines like 'title: …'"),
        ("title: x\nepisodes: a.md\n", 1, "'episodes' must be a list of file names"),
        ("episodes:\n- {a: b}\n", 1, "'episodes' must be a list of file names"),
        ("x: &x a.md\nepisodes:\n- *x\n", 2, "aliases (*name) are not read here"),
        ("episodes:\n- 1\n", 1, "'episodes' must be a list of file names"),
        ("episodes:\n- |\n  a.md\nlang: en\n", 1, "is written in a way that nothing can be added to"),
    ],
)
def test_a_list_that_cannot_be_added_to(text, line, reason):
    with pytest.raises(YamlError) as error:
        add_to_list(text, "episodes", "new.md")
    assert (error.value.line, reason in error.value.reason) == (line, True)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a\nlast\nb\n", "a\nlast\nnew\nb\n"),
        ("a\n   last  \n   b\n", "a\n   last  \n   new\n   b\n"),
        ("a\n\tlast", "a\n\tlast\n\tnew"),
        ("a\r\nlast\r\nb\r\n", "a\r\nlast\r\nnew\r\nb\r\n"),
        ("a\r\nlast", "a\r\nlast\r\nnew"),
    ],
)
def test_a_line_below_another(before, after):
    assert insert_below(before, 1, "new") == after


@pytest.mark.parametrize(
    ("text", "line", "content"),
    [
        ("# T\n\n```{toctree}\n:glob:\n\na\n  b \n```\nc\n", 3, {3: ":glob:", 5: "a", 6: "b"}),
        ("::::{toctree}\na\n:::\nb\n:::::\nc\n", 1, {1: "a", 2: ":::", 3: "b"}),
        ("- ~~~{toctree}\n", 9, {}),
        ("  ~~~{toctree}\n  a\n  ~~~\n  b", 1, {1: "a"}),
        ("```{toctree}\na", 1, {1: "a"}),
        (".. toctree::\n   :glob:\n\n   a\n\n   b\n\nc\n", 1, {1: ":glob:", 3: "a", 5: "b"}),
        ("   .. toctree::\n\n      a\n   b\n", 1, {2: "a"}),
    ],
)
def test_the_content_of_a_directive(text, line, content):
    assert directive_content(text, line) == content

"""What an author types as a title is shown as it was typed, whatever it is."""

from __future__ import annotations

import ast
import json

import pytest
import yaml
from docutils import nodes
from hostile_titles import HOSTILE_TITLES
from hypothesis import given
from hypothesis import strategies as st

from sphinx_lesson_ext.starter.answers import AnswerError, Answers, read_title
from sphinx_lesson_ext.starter.episode import text_of_episode
from sphinx_lesson_ext.starter.lesson import files_of
from sphinx_lesson_ext.starter.templates import quoted


def test_episodes_have_the_titles_that_were_typed(build):
    """In Markdown, in front matter and in reStructuredText, in one build with warnings as errors."""
    files, expected = {}, {}
    for number, title in enumerate(HOSTILE_TITLES):
        for syntax in (".md", ".rst"):
            name = f"episode-{number}{syntax.replace('.', '-')}"
            files[f"{name}{syntax}"] = text_of_episode(title, "en", syntax)
            expected[name] = title
        name = f"heading-{number}"
        files[f"{name}.md"] = files_of(Answers(title=title))["README.md"].splitlines()[0]
        expected[name] = title
    toctree = "\n".join(expected)
    built = build(
        {"index.md": f"# Titles\n\n```{{toctree}}\n{toctree}\n```\n", **files},
        "dummy",
        smartquotes=False,
        lesson_pages=[],
    )
    shown = {name: next(built.doctree(name).findall(nodes.title)).astext() for name in expected}
    assert shown == expected
    for name in expected:
        title = next(built.doctree(name).findall(nodes.title))
        assert list(title.findall(nodes.image)) == []
        assert list(title.findall(nodes.raw)) == []


@pytest.mark.parametrize("title", HOSTILE_TITLES)
def test_settings_hold_the_title_that_was_typed(title):
    files = files_of(Answers(title=title))
    settings = {
        target.id: node.value
        for node in ast.parse(files["conf.py"]).body
        if isinstance(node, ast.Assign)
        for target in node.targets
    }
    assert ast.literal_eval(settings["project"]) == title
    assert yaml.safe_load(files["CITATION.cff"])["title"] == title
    assert json.loads(files[".devcontainer/devcontainer.json"])["name"] == title


@given(st.text())
def test_any_text_is_a_title_that_yaml_and_python_read_alike_or_is_refused(text):
    try:
        title = read_title(text)
    except AnswerError:
        return
    assert title == " ".join(text.split())
    assert yaml.safe_load(f"title: {quoted(title)}\n") == {"title": title}
    assert ast.literal_eval(quoted(title)) == title

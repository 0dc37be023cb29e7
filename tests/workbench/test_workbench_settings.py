"""What ``config.yaml`` says."""

from __future__ import annotations

import re

import pytest
from workbench_lesson import CONFIG

from sphinx_lesson_ext.workbench import settings as workbench_settings
from sphinx_lesson_ext.workbench.settings import (
    CARPENTRIES,
    FOLDERS,
    KEYS,
    WITHOUT_EFFECT,
    Language,
    Listed,
    read_settings,
    site_address,
)
from sphinx_lesson_ext.yaml_errors import YamlError
from sphinx_lesson_ext.yaml_mapping import YamlMapping


def test_every_key():
    settings, problems = read_settings(CONFIG)
    assert not problems
    assert settings.carpentry == "Software Carpentry"
    assert settings.title == "Sorting & searching"
    assert settings.created == "2024-03-01"
    assert settings.keywords == ("sorting", "search", "lesson")
    assert settings.life_cycle == "beta"
    assert settings.license == "CC-BY 4.0"
    assert settings.source == "https://github.com/Some-Org/sorting"
    assert settings.url == "https://some-org.github.io/sorting/"
    assert settings.branch == "main"
    assert settings.contact == "sorting@example.org"
    assert settings.doi == "10.1234/sorting"
    assert settings.language == "en"
    assert settings.languages == (Language("es", "https://some-org.example/sorting-es/"),)
    assert settings.is_numbered
    assert settings.lists == {
        "episodes": (Listed("second.md", 12), Listed("01-first.md", 13)),
        "learners": (),
        "instructors": (),
        "profiles": (),
    }
    assert settings.list_lines == {"episodes": 11, "learners": 14, "instructors": 15, "profiles": 16}


def test_every_key_of_the_table_is_read(monkeypatch):
    """The manual shows the table: a key that it names has an effect, and one that it does not name has none."""
    read = []

    class Values(dict):
        def get(self, key, default=None):
            read.append(key)
            return super().get(key, default)

    monkeypatch.setattr(workbench_settings, "read_mapping", lambda _text: YamlMapping(Values(carpentry="none"), (), {}))
    read_settings("")
    assert set(read) == set(KEYS)
    assert not KEYS.keys() & WITHOUT_EFFECT.keys()


def test_keys_that_are_misspelt():
    """A lesson may have keys of its own; one that is much like a known one is told."""
    _settings, problems = read_settings("title: A\nmy_own: 1\nepsiodes:\n- a.md\n")
    assert [(problem.line, problem.text) for problem in problems] == [
        (3, "'epsiodes' is no key of a lesson, and has no effect; did you mean 'episodes'?")
    ]


def test_keys_of_ours_that_are_misspelt():
    """Nobody else has keys that begin like ours."""
    text = "title: A\nlesson_check_ignroe: []\nlesson_soltuions: omit\nlesson_mermaid: a.js\n"
    _settings, problems = read_settings(text)
    assert [(problem.line, problem.text.partition("effect; ")[2].partition(":")[0]) for problem in problems] == [
        (2, "did you mean 'lesson_check_ignore'?"),
        (3, "did you mean 'lesson_solutions'?"),
        (4, "these have one here"),
    ]


@pytest.mark.parametrize("text", ["", "---\n", "# only a comment\n"])
def test_an_empty_file_says_nothing(text):
    settings, problems = read_settings(text)
    assert not problems
    assert settings.title == ""
    assert set(settings.lists) == set(FOLDERS)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("carpentry: incubator", CARPENTRIES["incubator"]),
        ("carpentry: mine\ncarpentry_description: My group", "My group"),
        ("carpentry: My group", "My group"),
    ],
)
def test_carpentry(line, value):
    assert read_settings(line)[0].carpentry == value


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        ("title: [a, b]", 1, "'title' is ['a', 'b'], but must be a text"),
        ("lang: en\nlife_cycle: done", 2, "one of pre-alpha, alpha, beta, stable"),
        ("\nsource: github.com/a/b", 2, "an address that begins with https://"),
        ("url: javascript:alert(1)", 1, "an address that begins with https://"),
        ("url: 'https://a.example/\"><script>'", 1, "an address that begins with https://"),
        ("contact: Ada Cole", 1, "a mail address, or an address that begins with https://"),
        ("created: yesterday", 1, "a day such as 2024-05-31"),
        ("disable_sidebar_numbering: 'maybe'", 1, "true or false"),
        ("episodes: 01-first.md", 1, "a list of names of files"),
        ("episodes:\n- a.md\n- [b.md]", 2, "a list of names of files"),
        ("lang: evil.Search", 1, "the code of a language, such as es or pt-BR"),
        ("lang: ../../es", 1, "the code of a language"),
        ("lang: '\"><script>'", 1, "the code of a language"),
        ("lang: C", 1, "the code of a language"),
        ("languages: es", 1, "a mapping with 'default: …'"),
        ("languages:\n  other:\n  - lang: es\n    url: es/", 3, "a mapping with 'default: …'"),
    ],
)
def test_values_that_cannot_be_used(text, line, part):
    """They are told, with their line, and nothing of them is used."""
    settings, [problem] = read_settings(text)
    assert (problem.code, problem.path, problem.line) == ("workbench-config", "config.yaml", line)
    assert part in problem.text
    assert settings.title == settings.url == settings.source == settings.life_cycle == settings.created == ""
    assert not settings.lists["episodes"]
    assert not settings.languages
    assert settings.language in {"", "en"}


@pytest.mark.parametrize("code", ["en", "pt-BR", "pt_BR", "zh-Hans-CN", "gsw", "es-419", "ca-valencia"])
def test_codes_of_languages(code):
    settings, problems = read_settings(f"lang: {code}\n")
    assert (settings.language, problems) == (code, [])


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("title: a: b", 0, "mapping values are not allowed here"),
        ("title: a\n\tlang: en", 1, "cannot start any token"),
        ("- a\n- b", 0, "it is not made of lines like 'title: …'"),
        ("title: &a x\nlang: *a", 1, "aliases (*name) are not read here"),
        ("title: !!python/object/apply:os.system ['true']", 0, "could not determine a constructor"),
        ("title: " + "x" * 200_000, 0, "it is longer than"),
        ("a: " + "[" * 5000, 0, "nested too deeply"),
    ],
)
def test_what_cannot_be_read(text, line, reason):
    with pytest.raises(YamlError, match=re.escape(reason)) as caught:
        read_settings(text)
    assert caught.value.line == line


@pytest.mark.parametrize(
    ("source", "address"),
    [
        ("https://github.com/swcarpentry/shell-novice", "https://swcarpentry.github.io/shell-novice/"),
        ("https://github.com/Org/Name.git/", "https://org.github.io/Name/"),
        ("https://github.com/Org", ""),
        ("https://gitlab.com/org/name", ""),
        ("", ""),
    ],
)
def test_address_of_the_site(source, address):
    assert site_address(source) == address

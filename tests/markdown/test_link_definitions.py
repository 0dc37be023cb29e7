"""Definitions of references with attributes, and those that all files of a lesson share."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest
from markdown_cases import myst_parser

from sphinx_lesson_ext.markdown.definitions import definitions_plugin, read_definitions
from sphinx_lesson_ext.markdown.inline_attributes import attributes_plugin
from sphinx_lesson_ext.markdown.problems import take_problems

if TYPE_CHECKING:
    from built_lesson import LessonBuilder


def _html(text: str, shared: dict[str, dict[str, Any]] | None = None) -> str:
    return str(myst_parser().use(definitions_plugin, shared or {}).use(attributes_plugin).render(text))


@pytest.mark.parametrize(
    ("definition", "attributes"),
    [
        ("[r]: a.png\n{.c}", 'alt="" class="c"'),
        ("[r]: a.png\n   {.c}", 'alt="" class="c"'),
        ("[r]: a.png {.c}", 'alt="" class="c"'),
        ('[r]: a.png "T" {.c k=v}', 'alt="" title="T" class="c" k="v"'),
        ("[r]: a.png\n{k='a \"b\"\nc' .c}", 'alt="" class="c" k="a &quot;b&quot; c"'),
        ("[r]: a.png {k='a\nb'}", 'alt="" k="a b"'),
        ("- [r]: a.png\n  {.c}", 'alt="" class="c"'),
    ],
)
def test_attributes_of_a_definition(definition: str, attributes: str) -> None:
    html = _html(f"{definition}\n\n![][r]\n")
    assert f'<img src="a.png" {attributes} />' in html
    assert "{" not in html


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("![b][r]", '<img src="a.png" alt="b" class="c" k="v" />'),
        ("![r]", '<img src="a.png" alt="r" class="c" k="v" />'),
        ("[b][r]", '<a href="a.png" class="c" k="v">b</a>'),
        ("[b][r]{.d k=w}", '<a href="a.png" class="c d" k="w">b</a>'),
        ("![b](a.png)", '<img src="a.png" alt="b" />'),
    ],
)
def test_who_gets_the_attributes(reference: str, expected: str) -> None:
    assert expected in _html(f"{reference}\n\n[r]: a.png\n{{.c k=v}}\n")


@pytest.mark.parametrize(
    "text",
    [
        "[r]: a.png\n{.c} more",
        "[r]: a.png\n{c}",
        "[r]: a.png\n\n{.c}",
        "[r]: a.png\n{.c",
    ],
)
def test_what_is_not_an_attribute_is_text(text: str) -> None:
    html = _html(f"{text}\n\n[r]\n")
    assert '<a href="a.png">r</a>' in html
    assert "{" in html


def test_what_is_not_a_definition_stays() -> None:
    assert _html("[r]: {.c}\n\n[r]") == '<p><a href="%7B.c%7D">r</a></p>\n'
    assert "[r]: a b c {.d}" in _html("[r]: a b c {.d}")


def test_shared_definitions_are_defaults() -> None:
    shared = read_definitions("[a]: x\n[b]: y 'T'\n{.c}\n", myst_parser().use(definitions_plugin, {})).definitions
    assert _html("[a] [b] [c]\n\n[a]: own\n", dict(shared)) == (
        '<p><a href="own">a</a> <a href="y" title="T" class="c">b</a> [c]</p>\n'
    )


def test_labels_that_are_defined_twice_are_told_where_that_misleads() -> None:
    env: dict[str, Any] = {}
    text = "[same]: x\n[same]: x\n[other]: y\n\n[other]: z\n"
    myst_parser().use(definitions_plugin, {}).parse(text, env)
    [problem] = take_problems(env)
    assert (problem.code, problem.line) == ("link-form", 4)
    assert "'other' is defined again" in problem.text


def test_what_else_is_in_a_file_of_definitions() -> None:
    parser = myst_parser().use(definitions_plugin, {})
    text = "---\ntitle: Links\n---\n\n<!--\nPut links here.\n-->\n\n[a]: x\n\nA paragraph.\n\n# Heading\n\n[b]: y\n"
    found = read_definitions(text, parser)
    assert set(found.definitions) == {"A", "B"}
    assert found.other_lines == (11, 13)


def test_files_of_definitions(build: LessonBuilder) -> None:
    lesson = {
        "index.md": "# Lesson\n\n```{toctree}\nepisodes/a\nlearners/b\n```\n\n[setup], [own], [{r}], [none]\n\n[own]: a.md\n",
        "episodes/a.md": "# A\n\n::: callout\n[setup] and [own]\n:::\n\n```{note}\n[own]\n```\n",
        "learners/b.md": "# B\n",
        "links.md": "<!-- Links -->\n\n[setup]: ../learners/b.md\n[own]: https://example.org\n[{r}]: https://r.example\n",
    }
    details: dict[str, Any] = {"exclude_patterns": ["links.md"], "lesson_link_files": ["links.md"]}
    built = build(lesson, **details)

    def links(docname: str) -> list[tuple[str, str]]:
        main = built.html(docname).find(attrs={"role": "main"})
        return [(link.get_text(), link["href"]) for link in main.select("p > a[href]") if link.get_text() != "¶"]

    assert links("index") == [("setup", "learners/b.html"), ("own", "episodes/a.html"), ("{r}", "https://r.example")]
    assert links("episodes/a") == [
        ("setup", "../learners/b.html"), ("own", "https://example.org"), ("own", "https://example.org"),
    ]  # fmt: skip
    assert "[none]" in built.html("index").get_text()
    # A change of the file is a change of all that it holds for.
    (built.source / "links.md").write_text("[own]: https://example.com\n\nNothing.\n", encoding="utf-8")
    expected = ("links.md:3: WARNING: this file is for link definitions",)
    built = built.again(warnings=expected)
    assert links("episodes/a") == [("own", "https://example.com"), ("own", "https://example.com")]
    assert built.read("episodes/a.html") == built.clean_copy(warnings=expected).read("episodes/a.html")


@pytest.mark.parametrize(
    ("path", "message"),
    [("no.md", "the file 'no.md' of lesson_link_files cannot be read"), ("../no.md", "is outside of the lesson")],
)
def test_files_that_cannot_be_used(build: LessonBuilder, path: str, message: str) -> None:
    build({"index.md": "# Lesson\n"}, warnings=(message,), lesson_link_files=[path])


@pytest.mark.parametrize("unit", ["[r]: a {", "[r]: a {b='", "{.c} ", "[r{]: "])
def test_time_grows_with_the_length(unit: str) -> None:
    def seconds(text: str) -> float:
        parser = myst_parser().use(definitions_plugin, {})
        start = time.process_time()
        parser.parse(text)
        return time.process_time() - start

    number = 4_000 // len(unit)
    assert seconds("[q]: a " + unit * 8 * number) < 24 * seconds("[q]: a " + unit * number) + 0.5

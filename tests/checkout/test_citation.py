"""CITATION.cff: what is read of it, and what is said of mistakes in it."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_lesson_ext.checkout.citation import Author, Citation, Problem, find_citation, read_citation
from sphinx_lesson_ext.yaml_errors import YamlError

WHOLE = """\
cff-version: 1.2.0
message: Please cite it.
title: Loops and
  pipes
type: dataset
abstract: A lesson.
authors:
  - given-names: Vincent
    name-particle: van
    family-names: Gogh
    name-suffix: Jr.
    orcid: https://orcid.org/0000-0002-1825-009X
    affiliation: Arles & Co
  - name: The Lesson Team
    city: Auvers
  - alias: ana
version: 1.10
doi: 10.5281/zenodo.1003150
date-released: 2026-05-12
license:
  - CC-BY-4.0
  - MIT
license-url: https://example.org/licence
url: https://example.org/lesson/
repository-code: https://github.com/example/lesson
keywords:
  - loops
  - shell
  - loops
preferred-citation:
  type: article
  title: How we teach loops
  authors:
    - family-names: Ng
  doi: https://doi.org/10.1000/xyz
  journal: Journal of Loops
  year: 2025
"""


def problems_of(text):
    return [(problem.line, problem.text) for problem in read_citation(text)[1]]


def test_all_that_is_read():
    citation, problems = read_citation(WHOLE)
    assert problems == []
    assert citation == Citation(
        kind="dataset",
        title="Loops and pipes",
        authors=(
            Author(
                "Vincent van Gogh Jr.",
                "Vincent",
                "van Gogh Jr.",
                "https://orcid.org/0000-0002-1825-009X",
                "Arles & Co",
            ),
            Author("The Lesson Team"),
            Author("ana"),
        ),
        version="1.10",
        doi="10.5281/zenodo.1003150",
        released="2026-05-12",
        licenses=("CC-BY-4.0", "MIT"),
        license_url="https://example.org/licence",
        url="https://example.org/lesson/",
        repository="https://github.com/example/lesson",
        keywords=("loops", "shell"),
        abstract="A lesson.",
        preferred=Citation(
            kind="article",
            title="How we teach loops",
            authors=(Author("Ng", "", "Ng"),),
            doi="10.1000/xyz",
            journal="Journal of Loops",
            released="2025",
        ),
    )
    assert [author.is_person for author in citation.authors] == [True, False, False]
    assert citation.doi_url == "https://doi.org/10.5281/zenodo.1003150"


def test_a_doi_among_the_identifiers():
    text = "identifiers:\n- type: url\n  value: https://example.org\n- type: doi\n  value: 10.1/a<b\n"
    citation, problems = read_citation(text)
    assert (citation.doi, citation.doi_url, problems) == ("10.1/a<b", "https://doi.org/10.1/a%3Cb", [])


def test_what_is_left_empty_is_as_good_as_absent():
    text = "title:\ndoi: ''\nauthors:\nlicense: ~\nkeywords:\n- \n- a\npreferred-citation:\n"
    assert read_citation(text) == (Citation(keywords=("a",)), [])


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("title: [a, b]\n", 1, "'title' must be a text"),
        ("title: a\nauthors: Ana\n", 2, "'authors' must be a list of entries"),
        ("authors:\n- Ana\n", 2, "'authors' must be a list of entries"),
        ("authors:\n- name: A\n- affiliation: B\n", 3, "an author has no 'family-names', 'given-names' or 'name'"),
        ("authors:\n- name: A\n  orcid: 0000-0002-1825-0097\n", 3, "'orcid' is '0000-0002-1825-0097', but must be"),
        ("authors:\n- name: A\n  orcid: https://orcid.org/1\n", 3, "'orcid' is 'https://orcid.org/1', but must be"),
        ("doi: zenodo.1003150\n", 1, "the DOI is 'zenodo.1003150', but must be like 10.5281/zenodo.1003150"),
        ("identifiers:\n- type: doi\n  value: none\n", 3, "the DOI is 'none'"),
        ("identifiers:\n- type: doi\n", 2, "the DOI is ''"),
        ("date-released: 12 May 2026\n", 1, "'date-released' is '12 May 2026', but must be a day such as 2026-05-12"),
        ("date-released: 2026-02-30\n", 1, "'date-released' is '2026-02-30'"),
        ("date-released: 20260512\n", 1, "'date-released' is '20260512'"),
        ("url: example.org\n", 1, "'url' is 'example.org', but must be an address"),
        ("url: 'javascript:alert(1)'\n", 1, "'url' is 'javascript:alert(1)', but must be an address"),
        ("url: 'http://['\n", 1, "'url' is 'http://[', but must be an address"),
        ("keywords: loops, shell\n", 1, "'keywords' must be a list"),
        ("keywords:\n- a\n- b: c\n", 3, "'keywords' must be a text"),
        ("license: {name: MIT}\n", 1, "'license' must be a list"),
        ("preferred-citation: this one\n", 1, "'preferred-citation' must hold lines"),
        ("preferred-citation:\n  title: A\n  year: next\n", 3, "'year' is 'next', but must be a year such as 2026"),
    ],
)
def test_a_mistake_costs_only_the_value(text, line, said):
    citation, problems = read_citation(f"{text}abstract: stays\n")
    assert citation.abstract == "stays"
    assert [problem.line for problem in problems] == [line]
    assert problems[0].text.startswith(said)


@pytest.mark.parametrize(
    ("text", "line"),
    [("", 0), ("just words\n", 0), ("- a\n", 0), ("a: b\nc: [\n", 2), ("a: b\n--- \nc: d\n", 1), ("a: !x [\x00]\n", 0), ("[" * 5000, 0)],
)  # fmt: skip
def test_what_is_no_mapping(text, line):
    with pytest.raises(YamlError) as error:
        read_citation(text)
    assert error.value.line == line
    assert error.value.reason


def test_no_object_is_made_and_no_alias_multiplies():
    assert read_citation("title: !!python/object/apply:os.getcwd []\n")[1] == [Problem(1, "'title' must be a text")]
    levels = "".join(f"l{n}: &l{n} [*l{n - 1}, *l{n - 1}, *l{n - 1}]\n" for n in range(1, 60))
    assert problems_of(f"l0: &l0 [a]\n{levels}authors: *l59\n") != []
    assert problems_of("authors: &a\n- *a\n") == [(1, "'authors' must be a list of entries that hold lines like 'name: …'")]  # fmt: skip
    assert read_citation("preferred-citation: &p\n  title: A\n  preferred-citation: *p\n")[0].preferred.title == "A"


@given(st.text(alphabet="authors:\n -[]{}&*!'\"#|>~1a", max_size=80))
def test_no_text_ends_in_a_traceback(text):
    with contextlib.suppress(YamlError):
        read_citation(f"authors: {text}\ntitle: A\n")


def test_the_file_of_the_lesson_comes_before_that_of_the_checkout(tmp_path):
    (tmp_path / ".git").mkdir()
    lesson = tmp_path / "docs" / "lesson"
    lesson.mkdir(parents=True)
    assert find_citation(lesson) is None
    (tmp_path / "docs" / "CITATION.cff").write_text("", encoding="utf-8")
    assert find_citation(lesson) is None
    (tmp_path / "CITATION.cff").write_text("", encoding="utf-8")
    assert find_citation(lesson) == tmp_path / "CITATION.cff"
    (lesson / "CITATION.cff").write_text("", encoding="utf-8")
    assert find_citation(lesson) == lesson / "CITATION.cff"


def test_nothing_outside_is_read(tmp_path):
    lesson = tmp_path / "lesson"
    lesson.mkdir()
    (tmp_path / "CITATION.cff").write_text("title: Another\n", encoding="utf-8")
    assert find_citation(lesson) is None
    (lesson / "CITATION.cff").symlink_to(tmp_path / "CITATION.cff")
    assert find_citation(lesson) is None
    (lesson / "CITATION.cff").unlink()
    (lesson / "CITATION.cff").mkdir()
    assert find_citation(lesson) is None

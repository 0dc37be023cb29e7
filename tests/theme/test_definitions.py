"""Explanations of terms, in the pages that link to them."""

from __future__ import annotations

import pytest

CONF = 'extensions = ["sphinx_lesson_ext"]\nhtml_theme = "lesson"\n'
GLOSSARY = """# Glossary

:::{glossary}
directory
folder
  What holds *files*, see {doc}`shell <episodes/one>` and {term}`path`.

path
  The way to a {term}`directory`, such as `/home`, $p$ or ![a tree](tree.png).

  More on the way to it.

list only
  - One
:::
"""
LESSON = {
    "conf.py": CONF,
    "index.md": "# L\n\n```{toctree}\nepisodes/one\nepisodes/two\nepisodes/three\npoints\nglossary\nreference\n```\n",
    "episodes/one.md": (
        "# One\n\nA {term}`folder`, a {term}`Directory <directory>`, a {term}`path`, a {term}`list only`.\n\n"
        "A [variable](../reference.md#variable), [another](#other).\n"
    ),
    "episodes/two.rst": "Two\n===\n\nNo term; :ref:`genindex`.\n",
    "episodes/three.md": "# Three\n\nText.\n\n::: keypoints\n- A {term}`path` leads somewhere\n:::\n",
    "points.md": "# Points\n\n```{keypointlist}\n```\n",
    "glossary.md": GLOSSARY,
    "reference.md": "# Reference\n\n[variable]{#variable}\n: A name, see [it](#other).\n\n[other]{#other}\n: Else.\n\nno id\n: Text.\n",
    "tree.png": b"",
}


@pytest.fixture(scope="module")
def built(build_once):
    return build_once(LESSON, lesson_pages=[])


@pytest.fixture(scope="module")
def page(built):
    return built.html("episodes/one")


def explanations(page):
    return {
        box.select_one(".definition-term").get_text(): box.select("p")[1]
        for box in page.select(".definitions > .definition")
    }


def links(page):
    return [(link.get_text(), link["aria-describedby"]) for link in page.select("main a[aria-describedby]")]


def test_each_term_once(page):
    assert list(explanations(page)) == ["directory", "path", "list only", "variable", "other"]


def test_links_are_tied_to_explanations(page):
    assert links(page) == [
        ("folder", "definition-glossary-term-directory"),
        ("Directory", "definition-glossary-term-directory"),
        ("path", "definition-glossary-term-path"),
        ("list only", "definition-glossary-term-list-only"),
        ("variable", "definition-reference-variable"),
        ("another", "definition-reference-other"),
    ]
    assert {identifier for _text, identifier in links(page)} == {text["id"] for text in explanations(page).values()}
    assert page.select_one("a[aria-describedby]")["href"] == "../glossary.html#term-folder"


def test_ids_are_unique(built):
    for docname in built.env.found_docs:
        ids = [tag["id"] for tag in built.html(docname).select("[id]")]
        assert len(ids) == len(set(ids)), docname


def test_explanations_are_not_seen_without_a_script(page):
    assert page.select_one(".definitions").has_attr("hidden")
    assert [box["popover"] for box in page.select(".definition")] == ["manual"] * 5
    assert page.select_one("main > .definitions") is not None


def test_content_is_that_of_the_glossary(page):
    shown = explanations(page)
    assert shown["directory"].em.get_text() == "files"
    assert [link["href"] for link in shown["directory"].select("a")] == ["#", "../glossary.html#term-path"]
    assert shown["path"].code.get_text() == "/home"
    assert len(shown["path"].select("math")) == 1
    assert [link["href"] for link in shown["variable"].select("a")] == ["../reference.html#other"]


def test_only_the_first_paragraph(page):
    assert explanations(page)["path"].get_text().endswith("or a tree. …")
    assert explanations(page)["directory"].get_text().endswith("path.")


def test_explanations_have_no_explanations(page):
    assert page.select(".definition a[aria-describedby]") == []


def test_pages_that_need_none(built):
    for docname in ("episodes/two", "glossary", "index"):
        page = built.html(docname)
        assert (
            page.select(".definitions, a[aria-describedby], [href*=lesson-definitions], [src*=lesson-definitions]")
            == []
        )


def test_links_on_the_page_itself_have_none(built):
    assert links(built.html("reference")) == []


def test_only_pages_with_terms_load_what_they_need(page):
    assert len(page.select("link[href*='lesson-definitions.css']")) == 1
    script = page.select_one("script[src*='lesson-definitions.js']")
    assert script["defer"] == "defer"
    # The page can be painted without it.
    assert not script.has_attr("blocking")


def test_collected_pages_have_them_too(built):
    assert list(explanations(built.html("points"))) == ["path"]


def test_search_finds_each_explanation_once(built):
    terms = built.read("searchindex.js")
    documents = ["episodes/one", "episodes/three", "episodes/two", "glossary", "index", "points", "reference"]
    assert f'"docnames":{str(documents).replace(", ", ",").replace(chr(39), chr(34))}' in terms
    # A word of an explanation, and the number of the only document with it.
    assert '"file":3' in terms


@pytest.mark.parametrize("builder", ["dirhtml", "singlehtml"])
def test_other_pages_of_html(build, builder):
    built = build(LESSON, builder, lesson_pages=[])
    if builder == "singlehtml":
        # Everything is on one page.
        assert explanations(built.html("index")) == {}
    else:
        assert len(explanations(built.html("episodes/one/index"))) == 5


def test_another_theme_has_none(build):
    page = build(LESSON, html_theme="alabaster", lesson_pages=[]).html("episodes/one")
    assert page.select(".definitions, [aria-describedby]") == []


def test_the_theme_alone(build):
    files = {
        "conf.py": 'html_theme = "lesson"\n',
        "index.rst": "L\n=\n\n.. toctree::\n\n   g\n\nA :term:`word`.\n",
        "g.rst": "G\n=\n\n.. glossary::\n\n   word\n      Text.\n",
    }
    assert explanations(build(files).html("index")) == {}


# --- freshness -------------------------------------------------------------------------------------------------------


def edit(built, name, old, new):
    path = built.source / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def written(built):
    return {name.removesuffix(".html") for name in built.written if name.endswith(".html")} - {"genindex", "search"}


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        ("glossary.md", "such as", "for example", {"glossary", "index", "episodes/one", "episodes/three", "points"}),
        ("glossary.md", "What holds", "That which holds", {"glossary", "index", "episodes/one"}),
        # What no other page shows.
        ("glossary.md", "More on the way", "More of the way", {"glossary", "index"}),
        ("reference.md", "A name", "The name", {"reference", "index", "episodes/one"}),
        ("reference.md", "Text.", "Texts.", {"reference", "index"}),
    ],
)
def test_pages_follow_what_explains_their_terms(build, name, old, new, expected):
    """The home page is written with each of the documents in its toctree by Sphinx itself."""
    built = build(LESSON, lesson_pages=[])
    edit(built, name, old, new)
    again = built.again()
    assert written(again) == expected
    clean = built.clean_copy()
    for page in ("episodes/one", "episodes/three", "points", "glossary"):
        assert again.read(f"{page}.html") == clean.read(f"{page}.html")


def test_parallel_is_serial(build):
    many = {f"m{number}.md": f"# M{number}\n\nA {{term}}`path` of {number}.\n" for number in range(12)}
    lesson = {**LESSON, **many, "index.md": "# L\n\n```{toctree}\n:glob:\n*\nepisodes/*\n```\n"}
    serial = build(lesson, lesson_pages=[], parallel=1)
    parallel = serial.clean_copy(parallel=2)
    for name in serial.env.found_docs:
        assert serial.read(f"{name}.html") == parallel.read(f"{name}.html")
    assert serial.read("searchindex.js") == parallel.read("searchindex.js")


# --- the glossary itself ---------------------------------------------------------------------------------------------


def letters(build, terms):
    items = "".join(f"{term}\n  Text.\n\n" for term in terms)
    page = build({"conf.py": CONF, "index.md": f"# L\n\n:::{{glossary}}\n{items}:::\n"}).html("index")
    return [(link.get_text(), link["href"]) for link in page.select("nav .index-letters a")]


ORDERED = ["ant", "`bee`", "bird", "cat", "Cow", "dog", "eel", "elk", "fox", "gnu", "hen", "ibis", "jay", "koi", "lynx"]


def test_letters_of_a_long_glossary(build):
    found = letters(build, ORDERED)
    assert "".join(letter for letter, _target in found) == "ABCDEFGHIJKL"
    assert found[:2] == [("A", "#term-ant"), ("B", "#term-bee")]


@pytest.mark.parametrize("terms", [ORDERED[1:], [*ORDERED[1:], "ape", "bat"], [f"a{number}" for number in range(20)]])
def test_no_letters_where_they_do_not_help(build, terms):
    """A short glossary; one without an order; one with few letters."""
    assert letters(build, terms) == []

"""The whole lesson in one page: all of it, and all in it leads to places of that page where they are on it."""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import pairwise

import pytest
from theme_lesson import png

CONF = 'extensions = ["sphinx_lesson_ext"]\nproject = "Lesson"\nlesson_pages = ["keypoints", "all-in-one"]\n'

INDEX = "# Lesson\n\nWelcome.\n\n```{toctree}\nepisodes/01-one\nepisodes/02-two\nrst\nextra\n```\n"

ONE = """---
title: One *thing*
teaching: 10
---

::: keypoints
- Known[^a]
:::

::: questions
- See [two](02-two.md), [its section](02-two.md#second), {doc}`/rst`, {ref}`label`, {term}`shell`, [extra](../extra.md),
  {lesson:block}`task`, {eq}`sum`, {ref}`code-a`, {ref}`elsewhere`.
:::

(label)=

## First

Note[^a], [below](#deep), {download}`data.txt`.

<p id="raw">A <a href="02-two.html#second">link</a>, <a href="#raw">another</a>, <a href="sub/x.html?y=1">third</a>,
<a href="https://example.org/a">fourth</a>, <a href="../extra.html" title="1 &lt; 2">fifth</a>, <a name>no</a>,
<img src="../pictures/x.png" alt="" /><!-- <b id="not-one"> --></p>

### Deep

#### Deeper

##### Deepest

###### Ground

![A tree](../tree.png)

::: {.challenge #task}
### Do it

Now.

::: solution
Like this.
:::
:::

$$a = b$$ (sum)

::: instructor
Slowly.
:::

FIXME: a figure

[^a]: The note.
"""

TWO = """---
title: 4.2 Two
teaching: 5
---

::: objectives
- Write
:::

## Second

Back to {ref}`label` and [](01-one.md#first). Another[^a].

[^a]: Its own note.
"""

RST = """Third
=====

.. keypoints::

   - The last

.. highlight:: python

.. _local:

Some _`inline target` and `inline target`_, see `local`_ [Cit]_ |sub| (:index:`entry`).

.. |sub| replace:: substituted

::

   import this

.. only:: html

   In HTML

.. only:: latex

   In LaTeX

.. code-block:: bash
   :caption: A listing
   :name: code-a

   ls

.. [Cit] Where it is from.

.. index:: single: thing

.. meta::
   :description: Of the third.

Nothing but contents
--------------------

.. toctree::

   nested

.. callout:: Nothing but a list

   .. keypointlist::

The end
-------

.. exerciselist::

Text.

Another top
===========

More.
"""

LESSON: dict[str, str | bytes] = {
    "conf.py": CONF,
    "index.md": INDEX,
    "episodes/01-one.md": ONE,
    "episodes/02-two.md": TWO,
    "episodes/data.txt": "1\n",
    "rst.rst": RST,
    "extra.md": "# Extra\n\n(elsewhere)=\n## Terms\n\n```{glossary}\nshell\n  A program.\n```\n",
    "nested.md": "# Nested\n\nText.\n",
    "tree.png": png(60, 42),
}

PAGE = "all-in-one"


@pytest.fixture(scope="module")
def built(build_once):
    return build_once(LESSON, html_theme="lesson", numfig=True)


@pytest.fixture(scope="module")
def page(built):
    return built.html(PAGE)


def text_of(element):
    return " ".join(element.get_text().replace("¶", "").split())


def link(element, text):
    """The address of the link that says *text*."""
    (found,) = {a["href"] for a in element.select("a[href]") if text_of(a) == text}
    return found


def episodes(page):
    return page.select("section.lesson-document")


def test_the_episodes_are_there_in_order(page):
    assert [section["id"] for section in episodes(page)] == ["episodes-01-one", "episodes-02-two", "rst"]
    assert [text_of(heading) for heading in page.select("main h1, main h2")] == [
        "All in one page", "1. One thing", "4.2 Two", "3. Third",
    ]  # fmt: skip
    assert link(page.find(id="rst").h2, "Third") == "rst.html"
    contents = page.select(".all-in-one-contents a")
    assert [(a["href"], text_of(a)) for a in contents] == [
        ("#episodes-01-one", "1. One thing"), ("#episodes-02-two", "4.2 Two"), ("#rst", "3. Third"),
    ]  # fmt: skip


def test_ids_are_unique_and_every_place_is_there(page):
    ids = Counter(element["id"] for element in page.select("[id]"))
    assert [name for name, number in ids.items() if number > 1] == []
    inside = {a["href"][1:] for a in page.main.select("a[href^='#']")}
    assert inside <= ids.keys()


def test_headings_leave_out_no_level(page):
    levels = [int(heading.get("aria-level", heading.name[1])) for heading in page.main.select("h1, h2, h3, h4, h5, h6")]
    assert levels[:7] == [1, 2, 3, 4, 5, 6, 7]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_references_stay_inside(page):
    questions = page.select_one("#episodes-01-one .questions")
    assert link(questions, "two") == "#episodes-02-two"
    assert link(questions, "its section") == "#episodes-02-two--second"
    assert link(questions, "Third") == "#rst"
    assert link(questions, "First") == "#episodes-01-one--label"
    assert link(questions, "Challenge 1.1: Do it") == "#episodes-01-one--task"
    assert link(questions, "(1)") == "#episodes-01-one--equation-sum"
    assert link(questions, "A listing") == "#rst--code-a"
    first = page.find(id="episodes-01-one--label")
    assert link(first, "below") == "#episodes-01-one--deep"
    second = page.find(id="episodes-02-two--second")
    assert [a["href"] for a in second.select("p a.internal")] == ["#episodes-01-one--label", "#episodes-01-one--first"]


def test_what_is_not_there_is_on_its_page(page):
    questions = page.select_one("#episodes-01-one .questions")
    assert link(questions, "extra") == "extra.html"
    assert link(questions, "Terms") == "extra.html#elsewhere"
    assert link(questions, "shell") == "extra.html#term-shell"


def test_notes_and_citations(page):
    one, two, rst = episodes(page)
    for section, text in ((one, "The note."), (two, "Its own note.")):
        note = section.select_one("aside.footnote")
        assert text in note.get_text()
        assert {a["href"] for a in section.select("a.footnote-reference")} == {f"#{note['id']}"}
        backward = {a["href"][1:] for a in note.select("[role=doc-backlink]")}
        assert backward == {a["id"] for a in section.select("a.footnote-reference")}
    assert link(rst, "[Cit]") == f"#{rst.select_one('.citation')['id']}"


def test_blocks_stand_as_on_their_page(built, page):
    one = page.find(id="episodes-01-one")
    assert text_of(one.select_one(".page-meta")) == "Episode 1 of 3 Teaching: 10 min"
    assert one.select_one(".overview").find_previous("h2") is one.h2
    own = built.html("episodes/01-one").main
    shown = [" ".join(block["class"]) for block in own.select(".lesson-block")]
    assert [" ".join(block["class"]) for block in one.select(".lesson-block")] == shown
    assert "keypoints" in shown[-1]
    assert text_of(one.select_one(".challenge > .admonition-title")) == "Challenge 1.1: Do it"
    assert text_of(one.select_one(".fixme-place")) == "episodes/01-one.md:51"


def test_numbers_are_those_of_the_originals(page):
    assert text_of(page.select_one("#rst--code-a .caption-number")) == "Listing 1"
    assert "(1)" in text_of(page.find(id="episodes-01-one--equation-sum"))


def test_content_of_every_kind(page):
    rst = page.find(id="rst")
    text = text_of(rst)
    assert "Some inline target and inline target, see local [Cit] substituted (entry)." in text
    assert "In HTML" in text
    assert "In LaTeX" not in text
    assert rst.select_one(".highlight-python")
    # What leads to others, with the heading that was there for its sake, and lists of the whole lesson.
    assert "Nothing but" not in text
    assert "Do it" not in text
    assert text.endswith("The end Text. Key points The last Another top More.")
    assert "Of the third." not in str(page)
    one = page.find(id="episodes-01-one")
    assert one.select_one("a.download")["href"].startswith("_downloads/")
    image = one.select_one("img[alt='A tree']")
    assert (image["src"], image["width"], image["height"]) == ("_images/tree.png", "60", "42")


def test_raw_html(page):
    raw = page.find(id="episodes-01-one--raw")
    assert [(a.get_text(), a.get("href")) for a in raw.select("a")] == [
        ("link", "#episodes-02-two--second"),
        ("another", "#episodes-01-one--raw"),
        ("third", "episodes/sub/x.html?y=1"),
        ("fourth", "https://example.org/a"),
        ("fifth", "extra.html"),
        ("no", None),
    ]
    assert raw.find("a", string="fifth")["title"] == "1 < 2"
    assert raw.img["src"] == "pictures/x.png"
    assert '<b id="not-one">' in str(page)


def test_addresses_that_are_none(build):
    """Whatever an author writes stays as it is."""
    text = "# A\n\n[one](http://[x), [two](http://[x/) <a href='http://[x'>three</a> <a href='#'>four</a> <a href='%'>five</a>"
    lesson = {"conf.py": CONF, "index.md": "# L\n\n```{toctree}\na\n```\n", "a.md": text, "b.rst": ""}
    lesson["b.rst"] = ":orphan:\n\nB\n=\n\n`x <http://[x>`_\n"
    page = build(lesson, warnings=None, lesson_episodes=["a"]).html(PAGE)
    shown = {text_of(a): a["href"] for a in page.find(id="a").select("p a")}
    assert shown["three"] == "http://[x"
    assert shown["four"] == "#a"
    assert shown["five"] == "%"


def test_language_of_code_ends_with_its_document(build):
    lesson = {
        "conf.py": CONF,
        "index.rst": "Home\n====\n\n.. toctree::\n\n   a\n   b\n",
        "a.rst": "A\n=\n\n.. keypoints::\n\n   - A\n\n.. highlight:: bash\n\n::\n\n   ls\n",
        "b.rst": "B\n=\n\n.. keypoints::\n\n   - B\n\n::\n\n   import this\n",
    }
    page = build(lesson, html_theme="lesson").html(PAGE)
    assert [section.select_one(".code-label").get_text() for section in episodes(page)[:1]] == ["Bash"]
    assert page.find(id="b").select_one(".highlight-default")


def test_numbered_sections(build):
    lesson = {**LESSON, "index.md": INDEX.replace("```{toctree}", "```{toctree}\n:numbered:\nmine")}
    lesson["mine.md"] = "# Mine\n\n## Own\n\n```{all-in-one}\n```\n\n## Last\n"
    page = build(lesson, numfig=True).html("mine")
    headings = [text_of(heading) for heading in page.select("[role=main] :is(h2, h3, h4)")]
    assert headings == [
        "1.1. Own", "2. One thing", "2.1. First", "3. 4.2 Two", "3.1. Second", "4. Third", "4.2. The end", "5. Another top",
        "1.2. Last",
    ]  # fmt: skip
    assert text_of(page.select_one("#rst--code-a .caption-number")) == "Listing 4.1"
    assert text_of(page.select_one(".all-in-one-contents li")) == "2. One thing"


def test_policy_holds(build):
    open_ = build(LESSON, lesson_solutions="open", lesson_show_fixmes=False).html(PAGE)
    assert open_.select_one("details.solution").has_attr("open")
    assert open_.select(".fixme") == []
    omitted = build(LESSON, lesson_solutions="omit", lesson_audience="learner", lesson_keypoints_at_end=False).html(
        PAGE
    )
    assert omitted.select(".solution, .instructor") == []
    assert omitted.select_one(".lesson-document .lesson-block")["class"][1] == "keypoints"


def test_instructor_notes_are_for_instructors(page):
    """The style sheet shows them to all in lists of notes only."""
    assert page.select_one(".instructor").find_parent(class_="lesson-list-group") is None


def test_search_and_search_engines(built, page):
    index = json.loads(re.fullmatch(r"Search\.setIndex\((.*)\)", built.read("searchindex.js"))[1])
    here = index["docnames"].index(PAGE)
    found = {word for word, pages in index["terms"].items() if here in ([pages] if isinstance(pages, int) else pages)}
    assert found == set()
    assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex"
    assert built.html("rst").find("meta", attrs={"name": "robots"}) is None


def test_the_site_map_leaves_it_out(build):
    site_map = build(LESSON, html_theme="lesson", html_baseurl="https://example.org/").read("sitemap.xml")
    assert "rst.html" in site_map
    assert PAGE not in site_map


def test_originals_keep_their_names(built):
    labels = built.env.get_domain("std").labels
    assert labels["label"][:2] == ("episodes/01-one", "label")
    inventory = [entry for domain in built.env.domains.sorted() for entry in domain.get_objects() if entry[3] == PAGE]
    assert {entry[0] for entry in inventory} <= {PAGE}


def test_links_to_it(built, page):
    home = built.html("index")
    assert link(home.select_one(".header-links details"), "All in one page") == "./all-in-one.html"
    assert link(built.html("search").find("noscript"), "All in one page") == "./all-in-one.html"
    sections = page.select(".left .current .sections a")
    assert [a["href"] for a in sections] == ["#episodes-01-one", "#episodes-02-two", "#rst"]
    assert "lesson-whole.css" in str(page.head)
    assert "lesson-whole.css" not in str(home.head)


def test_search_without_it(build):
    note = build({"index.md": "# Home\n"}, html_theme="lesson", lesson_pages=[]).html("search").find("noscript")
    assert "in the contents" in note.get_text()


def test_nothing_is_made_unless_asked_for(build):
    built = build({name: text for name, text in LESSON.items() if name != "conf.py"})
    assert PAGE not in built.env.found_docs


def test_a_lesson_without_episodes(build):
    """All documents are shown, but for those that collect from others."""
    lesson = {
        "conf.py": CONF,
        "index.md": "# Home\n\nWelcome.\n\n```{toctree}\na\nexercises\nonly-contents\n```\n",
        "a.md": "# A\n\nText.\n",
        "exercises.md": "# Exercises\n\nAll of them.\n\n```{exerciselist}\n```\n",
        "only-contents.md": "# Contents\n\n```{toctree}\nb\n```\n",
        "b.md": "# B\n\n::: callout\nThe last.\n:::\n",
    }
    page = build(lesson).html(PAGE)
    assert [section["id"] for section in episodes(page)] == ["index", "a", "b"]


def test_chosen_documents(build):
    chosen = "# Mine\n\n```{all-in-one}\n:documents: index rst, episodes/* exercises mine\n:exclude: *one\n:class: own\n```\n"
    lesson = {
        **LESSON,
        "index.md": INDEX.replace("extra\n", "extra\nmine\nexercises\n"),
        "mine.md": chosen,
        "exercises.md": "# Exercises\n\nAll of them.\n\n```{exerciselist}\n```\n",
    }
    built = build(lesson)
    assert PAGE not in built.env.found_docs
    sections = episodes(built.html("mine"))
    assert [section["id"] for section in sections] == ["index", "episodes-02-two", "rst", "exercises"]
    assert all("own" in section["class"] for section in sections)
    # An episode that is not shown here.
    assert [a["href"] for a in sections[1].select("section p a.internal")] == [
        "episodes/01-one.html#label", "episodes/01-one.html#first",
    ]  # fmt: skip


def test_no_document_is_chosen(build):
    text = "# Mine\n\n```{all-in-one}\n:documents: nowhere/*\n```\n"
    built = build({"index.md": text}, warnings=("these options choose no document",))
    assert "This lesson has no other pages yet." in built.html("index").get_text()


def test_twice_on_a_page_and_names_that_give_one_id(build):
    lesson = {
        "index.md": "# Home\n\n## A B\n\n```{all-in-one}\n```\n\n- ```{all-in-one}\n  ```\n\n```{toctree}\na/b\na-b\n日本\n```\n",
        "a/b.md": "# One\n\n::: keypoints\n- [next](../a-b.md)\n:::\n\n## Part\n",
        "a-b.md": "# Two\n\n::: keypoints\n- Two\n:::\n\n## Part\n",
        "日本.md": "# Three\n\n::: keypoints\n- Three\n:::\n",
    }
    page = build(lesson).html("index")
    ids = [element["id"] for element in page.select("[id]")]
    assert len(ids) == len(set(ids))
    names = [section["id"] for section in episodes(page)]
    assert names == ["a-b-1", "a-b-2", "document", "a-b-3", "a-b-4", "document-1"]
    assert link(episodes(page)[0], "next") == "#a-b-2"


WARNED = {
    "conf.py": CONF,
    "index.md": "# Home\n\n```{toctree}\na\n```\n",
    "a.md": "# A\n\n::: keypoints\n- {doc}`nowhere`, [gone](gone.md), {lesson:block}`none`, {ref}`no`, $\\nonsense{$\n:::\n\n"
    "```{code-block} nolexer\nx\n```\n\n```{code-block} python\n0_a ? 'b\n```\n\n::: challenge\n{ref}`not-this`\n:::\n",
    "exercises.md": "---\norphan:\n---\n\n# E\n\n```{exerciselist}\n```\n",
}


@pytest.mark.parametrize("parallel", [1, 2])
def test_warnings_are_not_given_again(build, parallel):
    """Neither when references are resolved nor when code and formulas are written, in whatever process."""
    many = {f"n{number}.md": f"---\norphan:\n---\n\n# N{number}\n" for number in range(6)}
    lesson = {**WARNED, **many}
    plain = build(lesson, html_theme="lesson", warnings=None, lesson_pages=[], parallel=parallel, nitpicky=True)
    whole = build(lesson, html_theme="lesson", warnings=None, parallel=parallel, nitpicky=True)
    assert len(plain.warnings) >= 8
    assert sorted(whole.warnings) == sorted(plain.warnings)
    assert whole.app._warncount == plain.app._warncount
    assert "gone" in whole.html(PAGE).get_text()


@pytest.mark.parametrize("builder", ["dirhtml", "text", "xml", "pseudoxml"])
def test_formats_made_of_pages(build, builder):
    built = build(LESSON, builder)
    names = {"dirhtml": f"{PAGE}/index.html", "text": f"{PAGE}.txt"}
    text = built.read(names.get(builder, f"{PAGE}.{builder}"))
    for part in ("Like this.", "Its own note.", "The last"):
        assert part in text
    if builder == "dirhtml":
        page = built.html(f"{PAGE}/index")
        questions = page.select_one("#episodes-01-one .questions")
        assert link(questions, "its section") == "#episodes-02-two--second"
        assert link(questions, "extra") == "../extra/"


BOOKS = {
    "singlehtml": "index.html",
    "latex": "lesson.tex",
    "epub": "all-in-one.xhtml",
    "man": "lesson.1",
    "texinfo": "lesson.texi",
}
BOOK_OPTIONS = {
    "copyright": "2026",
    "version": "1",
    "man_pages": [("index", "lesson", "Lesson", ["A"], 1)],
    "texinfo_documents": [("index", "lesson", "Lesson", "A", "Lesson", "A lesson.", "Education")],
}


@pytest.mark.parametrize("builder", BOOKS)
def test_formats_in_one_piece(build, builder):
    """A book holds the whole lesson already: no page is made, and one that an author wrote says so."""
    built = build(LESSON, builder, warnings=None, **BOOK_OPTIONS)
    assert PAGE not in built.env.found_docs
    assert not (built.out / BOOKS["epub"]).exists()
    # Where readers go from page to page, it is there again.
    pages = built.again(builder="html", **BOOK_OPTIONS)
    assert "Like this." in pages.read(f"{PAGE}.html")
    book = pages.again(builder=builder, warnings=None, **BOOK_OPTIONS)
    assert PAGE not in book.env.found_docs
    named = {**LESSON, "index.md": INDEX.replace("extra\n", f"extra\n{PAGE}\n")}
    built = build(named, builder, warnings=None, **BOOK_OPTIONS)
    assert "the whole lesson is in one piece anyway" in " ".join(built.read(BOOKS[builder]).split())
    assert PAGE not in " ".join(built.warnings)
    assert "noindex" not in built.read(BOOKS[builder])


def test_other_builders_have_nothing_twice(build):
    built = build(LESSON, "gettext")
    assert not (built.out / f"{PAGE}.pot").exists()


def test_links_to_it_are_good_where_nothing_is_made(build):
    """Nobody is told that there is no such page only because the lesson is read alone."""
    built = build({**LESSON, "extra.md": "# Extra\n\n{doc}`all-in-one`\n"}, "dummy", warnings=None)
    assert PAGE in built.env.found_docs
    assert [warning for warning in built.warnings if "unknown document" in warning] == []


def test_a_page_in_another_folder(build):
    lesson = {
        **LESSON,
        "index.md": INDEX.replace("extra\n", "extra\nprint/all\n"),
        "print/all.md": "# All\n\n## Part\n\n```{all-in-one}\n```\n",
    }
    page = build(lesson, html_theme="lesson").html("print/all")
    assert link(page.select_one(".questions"), "two") == "#episodes-02-two"
    assert link(page.select_one(".questions"), "extra") == "../extra.html"
    assert page.select_one("img[alt='A tree']")["src"] == "../_images/tree.png"
    assert page.find(id="episodes-01-one--raw").img["src"] == "../pictures/x.png"
    assert [heading.name for heading in page.main.select("h1, h2, h3")][:3] == ["h1", "h2", "h3"]


def test_pages_stand_in_the_order_of_the_option(build):
    built = build(LESSON, lesson_pages=["schedule", "all-in-one", "images"])
    assert built.env.toctree_includes["index"][-3:] == ["schedule", "all-in-one", "images"]


def test_pages_that_are_made_show_no_source(built, page):
    assert page.select("a.source") == []
    assert [path.name for path in (built.out / "_sources").rglob("*all-in-one*")] == []
    assert built.html("rst").select("a.source")


def test_on_this_page_has_room_for_so_many(build):
    """Where there are too many sections, only the episodes are shown."""
    parts = "".join(f"## Part {number}\n\n### Deeper\n\nText.\n\n" for number in range(25))
    lesson = {"conf.py": CONF, "index.md": "# L\n\n```{toctree}\na\nb\n```\n"}
    episodes = {f"{name}.md": f"# {name.upper()}\n\n::: keypoints\n- Point\n:::\n\n{parts}" for name in "ab"}
    built = build(lesson | episodes, html_theme="lesson")
    assert [text_of(a) for a in built.html(PAGE).select(".on-this-page > li > a")] == ["1. A", "2. B"]
    assert len(built.html(PAGE).select(".on-this-page a")) == 2 + 2 * 26
    assert len(built.html("a").select(".on-this-page a")) == 51

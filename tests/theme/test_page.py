"""What a page is made of."""

from __future__ import annotations

import json

import pytest
from bs4 import BeautifulSoup
from theme_lesson import LESSON


@pytest.fixture(scope="module")
def built(build_once):
    return build_once(LESSON)


@pytest.fixture(scope="module")
def episode(built):
    return built.html("episodes/01-shell")


@pytest.fixture(scope="module")
def pages(built):
    """Every page, by its path."""
    return {
        path.relative_to(built.out).as_posix(): BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        for path in sorted(built.out.rglob("*.html"))
    }


def file_names(elements, attribute):
    """Return the names of the files that *elements* load, without folders and checksums."""
    return [element[attribute].rpartition("/")[2].partition("?")[0] for element in elements]


def test_landmarks(pages):
    for name, page in pages.items():
        assert [len(page.select(tag)) for tag in ("header", "main", "footer", "h1")] == [1, 1, 1, 1], name
        labels = [nav.get("aria-label") or nav["aria-labelledby"] for nav in page.select("nav")]
        assert len(labels) == len(set(labels)), name
        assert page.select_one("a.skip")["href"] == "#content" == "#" + page.main["id"], name


def test_no_inline_script_or_style(pages):
    for name, page in pages.items():
        assert page.select("[style], style, script:not([src], [type='application/ld+json'])") == [], name
        attributes = {attribute for tag in page.find_all(True) for attribute in tag.attrs}
        assert {attribute for attribute in attributes if attribute.startswith("on")} == set(), name


def test_nothing_from_elsewhere(pages):
    for name, page in pages.items():
        loading = page.select("script[src], link[rel=stylesheet], link[rel=icon]")
        loaded = [tag.get("src") or tag.get("href") for tag in loading]
        assert [address for address in loaded if "//" in address] == [], name


def test_ids_are_unique(pages):
    for name, page in pages.items():
        ids = [tag["id"] for tag in page.select("[id]")]
        assert sorted(ids) == sorted(set(ids)), name


def test_every_icon_is_drawn_on_its_page(pages):
    for name, page in pages.items():
        drawn = {symbol["id"] for symbol in page.select("symbol")}
        assert {use["href"].removeprefix("#") for use in page.select("use")} <= drawn, name


def test_links_within_the_page_lead_somewhere(pages):
    for name, page in pages.items():
        ids = {tag["id"] for tag in page.select("[id]")}
        assert {link["href"][1:] for link in page.select("nav a[href^='#']")} <= ids, name


def test_scripts_and_styles_of_an_episode(episode):
    assert file_names(episode.select("script[src]"), "src") == ["preferences.js", "lesson.js"]
    assert file_names(episode.select("link[rel=stylesheet]"), "href") == ["lesson.css"]
    assert not episode.select_one("script[src*=preferences]").has_attr("defer")
    assert episode.select_one("script[src*='lesson.js']").has_attr("defer")


@pytest.mark.parametrize("docname", ["episodes/01-shell", "episodes/02-loops"])
def test_weight(built, docname):
    page = built.html(docname)

    def weight(elements, attribute):
        return sum((built.out / "_static" / name).stat().st_size for name in file_names(elements, attribute))

    assert weight(page.select("link[rel=stylesheet]"), "href") < 30_000
    assert weight(page.select("script[src]"), "src") < 15_000


def test_a_script_of_the_author_finds_what_sphinx_offers(build):
    files = {**LESSON, "_static/own.js": "// nothing\n"}
    page = build(files, html_static_path=["_static"], html_js_files=["own.js"]).html("index")
    assert {"doctools.js", "documentation_options.js", "own.js"} <= set(file_names(page.select("script[src]"), "src"))


def test_a_chosen_pygments_style_is_kept(build):
    page = build(LESSON, pygments_style="default").html("index")
    assert len(page.select("link[href*='pygments.css']")) == 1


def test_language_and_direction(build):
    page = build(LESSON, language="ar").html("index")
    assert (page.html["lang"], page.html["dir"]) == ("ar", "rtl")
    page = build(LESSON, language="pt_BR").html("index")
    assert (page.html["lang"], page.html["dir"]) == ("pt-BR", "ltr")


def test_metadata(episode, pages):
    def content(page, name):
        return [tag["content"] for tag in page.select(f"meta[name='{name}'], meta[property='{name}']")]

    assert episode.title.get_text() == "3.4 Files & folders · Shell and Python"
    assert content(episode, "description") == ["Text with code, Ctrl+C and E = mc^2."]
    assert content(episode, "og:title") == ["3.4 Files & folders"]
    assert content(episode, "og:type") == ["article"]
    assert content(episode, "og:site_name") == ["Shell and Python"]
    assert content(episode, "og:locale") == ["en_US"]
    assert content(episode, "og:image") == []
    assert content(episode, "og:url") == ["https://example.org/lesson/episodes/01-shell.html"]
    assert [link["href"] for link in episode.select("link[rel=canonical]")] == [content(episode, "og:url")[0]]
    assert len(episode.select("link[rel=icon]")) == 1
    assert content(pages["index.html"], "og:type") == ["website"]
    assert pages["404.html"].select("link[rel=canonical], meta[property='og:url']") == []
    assert pages["index.html"].title.get_text() == "Shell and Python"


def test_a_description_of_the_author_stays_alone(build):
    files = {"index.md": "---\nmyst:\n  html_meta:\n    description: Mine\n---\n# L\n\nText.\n"}
    page = build(files, html_theme="lesson").html("index")
    assert [tag["content"] for tag in page.select("meta[name=description]")] == ["Mine"]
    assert [tag["content"] for tag in page.select("meta[property='og:description']")] == ["Mine"]


def descriptions(page):
    tags = page.select("meta[name=description], meta[property='og:description']")
    return [tag["content"] for tag in tags]


@pytest.mark.parametrize(
    "source",
    [
        {"index.md": "---\ndescription: |\n  Mine & <yours>\n---\n# L\n\nText.\n"},
        {"index.rst": ":description: Mine & <yours>\n\nL\n=\n\nText.\n"},
    ],
)
def test_a_description_in_front_matter(build, source):
    assert descriptions(build(source, html_theme="lesson").html("index")) == ["Mine & <yours>"] * 2


def test_every_document_has_a_description(pages):
    """One without a paragraph, such as a collected page, is called by its name."""
    documents = set(pages) - {"404.html", "genindex.html", "search.html"}
    assert [name for name in documents if len(descriptions(pages[name])) != 2] == []
    assert descriptions(pages["key-points.html"]) == ["Key points · Shell and Python"] * 2
    assert descriptions(pages["index.html"]) == ["This lesson teaches commands and small programs."] * 2


def test_header_links(episode, pages):
    shown = episode.select(".header-links > a")
    assert [link.get_text() for link in shown] == ["Key points", "Exercises", "Glossary"]
    assert [link.get_text() for link in episode.select(".header-links details a")] == ["Instructor notes", "Index"]
    assert [link.get_text() for link in pages["exercises.html"].select(".header [aria-current]")] == ["Exercises"]


def test_the_brand_is_the_project_or_the_chosen_title(build):
    assert build(LESSON).html("index").select_one(".brand").get_text(strip=True) == "Shell and Python"
    assert build(LESSON, html_title="Chosen").html("index").select_one(".brand").get_text(strip=True) == "Chosen"


def test_views_are_offered_where_there_are_notes(build, episode):
    assert [control["data-set-view"] for control in episode.select("[data-set-view]")] == ["learner", "instructor"]
    assert build(LESSON, lesson_audience="learner").html("index").select("[data-set-view]") == []
    without = {**LESSON, "episodes/01-shell.md": "# A\n\nText.\n"}
    assert build(without).html("index").select("[data-set-view]") == []


def test_meta_line(episode, built):
    assert [fact.get_text() for fact in episode.select(".page-meta li")] == [
        "Episode 1 of 3", "Teaching: 25 min", "Exercises: 15 min"
    ]  # fmt: skip
    assert episode.select_one(".page-meta").find_previous_sibling().name == "h1"
    assert "lesson-chrome" in episode.select_one(".page-meta")["class"]
    assert [fact.get_text() for fact in built.html("episodes/02-loops").select(".page-meta li")] == [
        "Episode 2 of 3", "Teaching: 40 min"
    ]  # fmt: skip
    assert built.html("glossary").select(".page-meta") == []


def test_search_does_not_find_the_meta_line(built):
    index = json.loads(built.read("searchindex.js").removeprefix("Search.setIndex(").removesuffix(")"))
    # "Teaching" is a word of the line alone.
    assert {"teach", "comput"} & set(index["terms"]) <= {"teach"}
    assert index["terms"].get("teach") == index["docnames"].index("index")


def test_solutions_are_opened_together_where_there_are_several(episode, built):
    assert len(episode.select("button.open-all.scripted")) == 1
    assert built.html("episodes/02-loops").select(".open-all") == []


def test_on_this_page(episode, built):
    tops = episode.select(".right ol.on-this-page > li")
    assert [item.a.get_text() for item in tops] == ["A path", "Key points"]
    assert [link.get_text() for link in episode.select(".on-this-page ol a")] == ["Absolute or relative", "Deeper"]
    # A block without a title is called by its kind and number.
    assert [link.get_text() for link in built.html("episodes/02-loops").select(".on-this-page a")] == ["Challenge 2.1"]
    assert built.html("glossary").select(".right") == []


def test_pager(episode):
    assert [(link["rel"], link["href"]) for link in episode.select(".pager a")] == [
        (["prev"], "../index.html"),
        (["next"], "02-loops.html"),
    ]


def test_collected_words_are_escaped(build):
    files = {
        "index.md": '# A & B `<c>`\n\nText with `<d>` & "e".\n\n```{toctree}\n:caption: P & Q\ntwo\n```\n',
        "two.md": "# Two `<f>`\n\n## Three `<g>`\n",
    }
    page = build(files, html_theme="lesson").html("two")
    assert page.select_one(".left .list-title").get_text() == "P & Q"
    assert page.select_one(".contents .current > a").get_text(strip=True) == "Two <f>"
    assert page.select_one(".on-this-page a").get_text() == "Three <g>"
    assert page.title.get_text().startswith("Two <f>")


def test_search_page(pages):
    page = pages["search.html"]
    assert len(page.select("form[role=search]")) == 1
    assert page.select_one("label")["for"] == page.select_one("input[type=search]")["id"]
    assert page.select_one("noscript").get_text(strip=True) != ""
    assert page.select("dialog") == []


def test_pages_without_a_document(pages):
    assert pages["404.html"].h1.get_text() == "Page not found"
    assert [link.get_text() for link in pages["genindex.html"].select(".index-letters a")] == ["C", "S"]
    assert len(pages["404.html"].select(".contents > li")) == 7


@pytest.mark.parametrize("builder", ["dirhtml", "singlehtml"])
def test_other_builders(build, builder):
    page = build(LESSON, builder).html("index")
    assert len(page.select(".contents a")) >= 6


def test_a_plain_project(build):
    """With the theme alone, a project that is no lesson looks right too."""
    built = build(
        {
            "conf.py": 'html_theme = "lesson"\n',
            "index.rst": "Title\n=====\n\n.. toctree::\n   :caption: Part\n\n   two\n",
            "two.rst": "Two\n===\n\n.. note::\n\n   A note.\n\nSection\n-------\n\nText.\n",
        }
    )
    page = built.html("two")
    assert [link["href"] for link in page.select(".contents > li > a")] == ["./two.html"]
    assert page.select_one(".admonition.note > .admonition-title").get_text() == "Note"
    assert page.select(".header-links, [data-set-view], .page-meta") == []


def test_another_theme_is_left_alone(build):
    page = build(LESSON, html_theme="alabaster", html_additional_pages={}).html("episodes/01-shell")
    assert page.select(".overview, .icon, .code-scroll, .table-scroll, symbol") == []


def test_words_come_in_the_language_of_the_lesson(build):
    page = build(LESSON, language="de").html("search")
    # Sphinx knows this word in many languages.
    assert page.h1.get_text() == "Suche"


@pytest.mark.parametrize(
    ("minutes", "facts"), [((0, 0), ["Episodes: 2"]), ((20, 0), ["Episodes: 2", "Altogether: 20 min"]),
                           ((60, 75), ["Episodes: 2", "Altogether: 2 h 15 min"])]
)  # fmt: skip
def test_the_first_page_tells_how_long_the_lesson_is(build, minutes, facts):
    episodes = {
        f"e{number}.md": f"---\nteaching: {time}\n---\n# E{number}\n\n::: questions\n- Q\n:::\n"
        for number, time in enumerate(minutes)
    }
    built = build({"index.md": "# L\n\n```{toctree}\ne0\ne1\n```\n", **episodes}, html_theme="lesson")
    assert [item.get_text() for item in built.html("index").select(".page-meta li")] == facts


def test_a_lesson_of_one_page_tells_its_own_minutes(build):
    page = build({"index.md": "---\nteaching: 20\n---\n# L\n\nText.\n"}, html_theme="lesson").html("index")
    assert [item.get_text() for item in page.select(".page-meta li")] == ["Teaching: 20 min"]

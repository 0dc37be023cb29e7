"""The pages of reports, as HTML."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from health_examples import ABOUT, DOCUMENTS, FINDINGS, MADE, a_document, a_finding, a_health
from hostile_titles import HOSTILE_TITLES

from sphinx_lesson_ext.checks.catalogue import rule_of
from sphinx_lesson_ext.checks.rules import RULES
from sphinx_lesson_ext.health.charts import Bar, Chart, Series
from sphinx_lesson_ext.health.compare import compare
from sphinx_lesson_ext.health.files import files_of_lesson, files_of_lessons
from sphinx_lesson_ext.health.lesson_page import lesson_page
from sphinx_lesson_ext.health.lessons import Entry, slugs_of
from sphinx_lesson_ext.health.lessons_page import lessons_page
from sphinx_lesson_ext.health.records import Base, Content, Found
from sphinx_lesson_ext.health.style import looks

HOSTILE = (*HOSTILE_TITLES, "line\nbreak", "\x1b[31m\x00", "x\u202eb", "</title></svg><script>alert(1)</script>")


def parsed(page):
    return BeautifulSoup(page, "html.parser")


def text_of(element):
    return " ".join(element.get_text().split())


def table(page, identifier):
    """The cells of each row of the table with that caption."""
    caption = page.find(id=identifier)
    rows = caption.find_parent("table").select("tbody tr, tfoot tr")
    return [[text_of(cell) for cell in row.select("th, td")] for row in rows]


def former(health):
    return Base(made="2026-05-01T08:00:00Z", commit="", totals=health.totals, findings=[f.finding for f in health.findings])  # fmt: skip


def an_entry(slug="loops", health=None, **values):
    return Entry(slug=slug, folder=Path(slug), health=health or a_health(), **values)


PAGES = {
    "lesson": lambda title: lesson_page(a_health(about=replace(ABOUT, title=title))),
    "documents": lambda title: lesson_page(
        a_health(documents=[a_document("01-for", title, number="1"), a_document("index", title)])
    ),
    "finding": lambda title: lesson_page(
        a_health(
            [
                Found(a_finding(title, path=f"{title}.md", fix=title)),
                Found(a_finding(title, code="fixme", path=title, owner=title, author=title)),
            ]
        )
    ),
    "lessons": lambda title: lessons_page([an_entry(health=a_health(about=replace(ABOUT, title=title)))], MADE),
    "problem": lambda title: lessons_page([Entry(slug="x", folder=Path("x"), problem=title)], MADE),
}  # fmt: skip


@pytest.mark.parametrize("kind", PAGES)
def test_whatever_authors_write_is_text(kind):
    plain = parsed(PAGES[kind]("Plain"))
    for title in HOSTILE:
        page = PAGES[kind](title)
        assert "\x1b" not in page
        assert "\x00" not in page
        assert "\u202e" not in page
        shown = parsed(page)
        # No element more, and none less; but for the names of files, whose links may be told apart.
        assert [tag.name for tag in shown.find_all(True)] == [tag.name for tag in plain.find_all(True)], title
        assert [link["href"] for link in shown.select("[href]") if ":" in link["href"].partition("//")[0]] == [
            link["href"] for link in shown.select("[href]") if link["href"].startswith("https:")
        ]


def test_a_page_is_a_whole():
    page = parsed(lesson_page(a_health()))
    assert page.html["lang"] == "en"
    assert text_of(page.title) == "Loops · Health report"
    assert [text_of(heading) for heading in page.select("h1")] == ["Loops"]
    assert page.select_one("a.skip")["href"] == "#content"
    assert [len(page.select(landmark)) for landmark in ("header", "main#content", "footer", "nav")] == [1, 1, 1, 1]
    identifiers = [tag["id"] for tag in page.select("[id]")]
    assert len(identifiers) == len(set(identifiers))
    assert page.select("[style], style, script, img") == []
    assert {attribute for tag in page.find_all(True) for attribute in tag.attrs if attribute.startswith("on")} == set()
    assert [link["href"] for link in page.select("link")] == ["lesson-icon.svg", "report.css"]
    for scroll in page.select(".scroll"):
        assert (scroll["role"], scroll["tabindex"]) == ("region", "0")
        assert page.find(id=scroll["aria-labelledby"]).name == "caption"
    assert all(heading.get("scope") for heading in page.select("th"))


def test_what_is_seen_at_a_glance():
    page = parsed(lesson_page(a_health()))
    assert text_of(page.select_one(".verdict")) == (
        "There is 1 error, 2 warnings and 1 note. 1 FIXME is open, the oldest is 10 days old."
    )
    cards = {text_of(card.dt): [text_of(part) for part in card.select("dd")] for card in page.select(".card")}
    assert cards["Time"] == ["1 h", "40 min teaching, 20 min exercises"]
    assert cards["Exercises"] == ["4", "2 without a solution"]
    assert cards["Episodes"] == ["2", "on 3 pages in all"]
    assert cards["Words"] == ["1,430"]
    meta = [text_of(part) for part in page.select(".meta li")]
    assert meta == ["English", "CC BY 4.0", "commit 1234567 of 2026-05-11"]


def test_tables_say_what_charts_show():
    page = parsed(lesson_page(a_health()))
    assert table(page, "episodes-table") == [
        ["1 For", "20", "10", "0", "700", "3", "2", "1", "1", "0", "1", "2"],
        ["2 While", "20", "10", "0", "700", "3", "2", "1", "1", "0", "0", "0"],
        ["All episodes", "40", "20", "0", "1,400", "6", "4", "2", "2", "0", "1", "2"],
    ]
    assert table(page, "others-table") == [["Loops", "30", "0", "0", "0", "0", "0", "0", "1"]]
    assert [row[:3] for row in table(page, "by-rule-table")] == [
        ["alt A warning of an extension of Sphinx.", "error", "1"],
        [f"fixme {rule_of('fixme').summary}", "warning", "1"],
        [f"link-target {RULES['link-target'].summary}", "warning", "1"],
        ["habit A warning of an extension of Sphinx.", "note", "1"],
    ]
    for chart in page.select("svg.chart"):
        title, description = (page.find(id=name) for name in chart["aria-labelledby"].split())
        assert (title.name, description.name) == ("title", "desc")
    descriptions = [text_of(description) for description in page.select("svg desc")]
    assert "teaching + exercises: 1 For: 20 + 10 min; 2 While: 20 + 10 min." in descriptions
    assert "errors + warnings: 1 For: 1 + 1; Loops: 0 + 1." in descriptions


def test_links_lead_to_the_line_and_to_the_page():
    page = parsed(lesson_page(a_health()))
    links = {text_of(link): link["href"] for link in page.select("main a")}
    assert links["line 7"] == "https://github.com/example/loops/blob/main/episodes/01-for.md?plain=1#L7"
    assert links["episodes/01-for.md:9"].endswith("#L9")
    assert links["page of line 7"] == "https://example.org/loops/01-for.html"
    assert links[["1", "For"][1]] == "https://example.org/loops/01-for.html"


def test_without_addresses_places_are_plain_text():
    page = parsed(lesson_page(a_health(about=replace(ABOUT, url="", source=""))))
    assert [link["href"] for link in page.select("main a[href^=http]")] == ["https://example.org/loops/01-for.html"]
    assert "line 7" in text_of(page.select_one(".findings .place, .findings"))
    assert page.select("header nav") == []


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "//example.org", 'https://x"y'])
def test_other_addresses_are_not_linked(address):
    page = parsed(lesson_page(a_health(about=replace(ABOUT, url=address, source=address))))
    assert [link["href"] for link in page.select("[href]") if address.partition(":")[0] in link["href"]] in (
        [],
        ["https://example.org/loops/01-for.html"],
    )


def test_files_outside_of_the_lesson_are_not_linked():
    page = parsed(lesson_page(a_health([Found(a_finding(path="../../secret.md"))])))
    assert page.select(".findings .place a") == []


def test_text_of_a_lesson_has_its_language_and_direction():
    page = parsed(lesson_page(a_health(about=replace(ABOUT, title="شرح", language="ar"))))
    assert page.html["lang"] == "en"
    assert (page.h1.span["lang"], page.h1.span["dir"]) == ("ar", "auto")
    strange = parsed(lesson_page(a_health(about=replace(ABOUT, language='en"><b>'))))
    assert not strange.h1.span.has_attr("lang")


def test_what_has_changed():
    before = a_health([*FINDINGS[1:], Found(a_finding("an old mistake"))], DOCUMENTS[:2])
    health = a_health()
    page = parsed(lesson_page(health, compare(health, former(before))))
    assert "compared with the report of 1 May 2026, 08:00 UTC" in text_of(page.select_one(".meta"))
    assert text_of(page.select_one(".verdict")).endswith("1 new, 1 gone since the last report.")
    changes = {text_of(card.dt): text_of(card.select_one(".change")) for card in page.select(".card:has(.change)")}
    assert changes["Words"] == "+700 since then"
    assert "Findings" not in changes
    assert [text_of(mark.parent) for mark in page.select(".findings .new")] == ["new the picture has no text Describe it. alt"]  # fmt: skip
    assert "an old mistake" in text_of(page.find(id="gone").parent)


def test_nothing_has_changed():
    page = parsed(lesson_page(a_health(), compare(a_health(), former(a_health()))))
    assert text_of(page.select_one(".verdict")).endswith("Nothing is new, and nothing is gone.")
    assert page.select(".change, .new, #gone") == []


def test_a_number_is_not_said_twice():
    page = parsed(lesson_page(a_health([], [a_document("files", "3.4 Files", number="3.4")])))
    assert table(page, "episodes-table")[0][0] == "3.4 Files"
    assert [text_of(title) for title in page.select(".bar-title")] == ["3.4 Files"] * 2


def test_an_empty_lesson():
    page = parsed(lesson_page(a_health([], [a_document("index", "Loops", content=Content())])))
    assert text_of(page.select_one(".verdict")) == "Nothing is to be done."
    assert "This lesson has no episodes yet." in text_of(page.main)
    assert "There is nothing to look at." in text_of(page.main)
    assert page.select("svg.chart") == []


def test_a_lesson_that_says_nothing_of_time_has_no_chart_of_it():
    episode = a_document("a", "A", number="1", content=Content(words=5))
    page = parsed(lesson_page(a_health([], [episode])))
    assert [text_of(title) for title in page.select("svg.chart title")] == ["Words of each episode"]


# --- many lessons ----------------------------------------------------------------------------------------------------


def test_the_overview_has_a_row_for_each_lesson():
    failed = Entry(slug="broken", folder=Path("broken"), problem="broken cannot be read: it is broken")
    calm = a_health([], about=replace(ABOUT, title="Calm", life_cycle=""))
    page = parsed(lessons_page([an_entry(), failed, an_entry("calm", calm)], MADE))
    assert text_of(page.h1) == "3 lessons"
    assert text_of(page.select_one(".verdict")) == (
        "In 2 lessons there are 1 error, 2 warnings and 1 note. 1 lesson could not be read."
    )
    assert text_of(page.select_one(".failed li")) == "broken cannot be read: it is broken"
    rows = table(page, "lessons-table")
    assert rows[0] == ["Loops loops · beta", "1", "2", "1", "1", "10", "2", "60", "1,430", "4", "2", "2026-05-11"]
    assert rows[1][:5] == ["Calm calm", "0", "0", "0", "0"]
    assert rows[2][0] == "All lessons"
    assert [link["href"] for link in page.select("tbody a")] == ["loops/index.html", "calm/index.html"]


def test_the_overview_says_what_has_changed():
    health = a_health()
    entry = an_entry(comparison=compare(health, former(a_health(FINDINGS[1:]))))
    page = parsed(lessons_page([entry], MADE))
    assert "1 new, 0 gone since the last report." in text_of(page.select_one(".verdict"))
    assert table(page, "lessons-table")[0][4:6] == ["1", "0"]


def test_the_files():
    assert list(files_of_lesson(a_health())) == ["report.css", "lesson-icon.svg", "report.json", "index.html"]
    files = files_of_lessons([an_entry(), Entry(slug="x", folder=Path("x"), problem="no")], MADE)
    assert list(files) == [
        "report.css",
        "lesson-icon.svg",
        "loops/report.json",
        "loops/index.html",
        "report.json",
        "index.html",
    ]
    part = parsed(files["loops/index.html"])
    assert [link["href"] for link in part.select("link")] == ["../lesson-icon.svg", "../report.css"]
    assert part.select_one(".brand")["href"] == "../index.html"


def test_every_lesson_has_a_folder_of_its_own():
    folders = [Path("a/loops"), Path("b/loops"), Path("Loops-2"), Path("../x/Ünï code"), Path("循環"), Path("loops")]
    assert slugs_of(folders) == ["loops", "loops-2", "loops-2-2", "n-code", "lesson", "loops-3"]
    assert len(set(slugs_of([Path("same")] * 100))) == 100
    assert slugs_of([Path("a/loops/docs/source"), Path("b/sorting/content")]) == ["loops", "sorting"]


# --- charts and looks ------------------------------------------------------------------------------------------------


def chart(*bars, language=""):
    series = [Series("teaching", "teaching"), Series("exercises", "exercises")]
    return parsed(Chart("c", "Minutes", series, bars, language).draw())


def test_bars_are_parts_of_the_longest():
    drawing = chart(Bar("A", (30, 10), "40"), Bar("B", (10, 0), "10"), Bar("C", (0, 0), "0"))
    fills = [(bar["x"], bar["width"], bar["class"][1]) for bar in drawing.select(".fill")]
    assert fills == [("0%", "75%", "teaching"), ("75%", "25%", "exercises"), ("0%", "25%", "teaching")]
    assert [over["fill"] for over in drawing.select("rect.over")] == ["url(#c-exercises)"]
    assert drawing.select_one("pattern#c-exercises") is not None
    assert drawing.svg["height"] == str(3 * 46)


def test_a_chart_of_nothing():
    assert chart().select("rect") == []
    assert chart(Bar("A", (0, 0), "0")).select(".fill") == []


@pytest.mark.parametrize(("language", "lang"), [("es", "es"), ("", None)])
def test_titles_in_charts_say_their_language(language, lang):
    assert chart(Bar("A", (1, 1), "2"), language=language).select_one(".bar-title").get("lang") == lang


def test_long_titles_are_cut_in_charts():
    assert chart(Bar("word " * 30, (1, 1), "2")).select_one(".bar-title").string.endswith("wor…")
    assert chart(Bar("x" * 300, (1, 1), "2")).select_one(".bar-title").string == "x" * 33 + "…"
    assert chart(Bar("循" * 30, (1, 1), "2")).select_one(".bar-title").string == "循" * 16 + "…"


def test_the_style_sheet():
    css = looks()["report.css"]
    assert css.startswith("@layer tokens, base, layout, report;")
    assert "{{" not in css
    assert "--accent" in css
    assert re.findall(r"url\(|@import|http", css) == []
    ours = (Path(__file__).parents[2] / "sphinx_lesson_ext/health/templates/report.css").read_text(encoding="utf-8")
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|(?<![-\w])(?:margin|padding|border)-(?:left|right|top|bottom)", ours) == []
    assert set(re.findall(r"var\((--[\w-]+)", css)) <= set(re.findall(r"(--[\w-]+)\s*:", css))

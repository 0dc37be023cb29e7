import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from report_examples import LESSON, a_finding, findings

from sphinx_lesson_ext.findings import Severity
from sphinx_lesson_ext.report.as_html import render
from sphinx_lesson_ext.report.wording import text_of, visible


def page(found):
    return BeautifulSoup(render(found), "html.parser")


def rows(table):
    return [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in table.find_all("tr")]


def test_counts_files_and_codes():
    shown = page(LESSON)
    assert shown.find("h1").find_next("p").get_text() == "3 FIXMEs in 2 files."
    codes, files = shown.find_all("table")
    assert rows(codes)[1:] == [["fixme", "warning", "3", "2"]]
    assert rows(files)[1:] == [["episodes/loops.md", "0", "2", "0", "2"], ["index.md", "0", "1", "0", "1"]]
    assert [heading.get_text() for heading in shown.find_all("h2")] == [
        "episodes/loops.md",
        "index.md",
        "What the codes mean",
    ]
    assert shown.find("dt").get_text() == "fixme"


@pytest.mark.parametrize("severity", Severity)
def test_severity_is_a_word(severity):
    assert page([a_finding(severity=severity)]).select_one("li .severity").get_text() == severity


def test_what_mends_a_finding_is_shown():
    item = page([a_finding(code="link-text", old="here", new="there")]).find("li")
    assert item.find("ins").get_text() == "there"
    assert item.find("del").get_text() == "here"


def test_nothing_found():
    shown = page([])
    assert shown.find("main").get_text().split("\n")[2] == "Nothing is marked FIXME."
    assert shown.find("table") is None


def test_links_lead_to_places_on_the_page():
    shown = page([*LESSON, a_finding(code="myst.header")])
    targets = {link["href"].removeprefix("#") for link in shown.find_all("a")}
    assert targets <= {element["id"] for element in shown.find_all(id=True)}
    assert shown.find(["script", "img", "link"]) is None


@given(st.lists(findings, min_size=1, max_size=3))
def test_hostile_text_is_shown_and_does_nothing(found):
    found = sorted(found, key=lambda finding: finding.path)
    shown = page(found)
    assert {element.name for element in shown.find("main").find_all(True)} <= {
        *(
            "a",
            "caption",
            "code",
            "dd",
            "del",
            "div",
            "dl",
            "dt",
            "h1",
            "h2",
            "ins",
            "li",
            "ol",
            "p",
            "section",
            "span",
        ),
        *("table", "tbody", "td", "th", "thead", "tr"),
    }
    for item, finding in zip(shown.find_all("li"), found, strict=True):
        assert visible(text_of(finding)) in item.get_text()

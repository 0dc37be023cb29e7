import csv
import io
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_examples import LESSON, a_finding, findings

from sphinx_lesson_ext.report.as_csv import render

HEADER = (
    "code,severity,docname,path,line,column,message,fix,marker,context,owner,link,anchor,author,date,cell,old,new\r\n"
)


def read(report):
    return list(csv.DictReader(io.StringIO(report, newline=""), strict=True))


def test_the_whole_report():
    assert render(LESSON) == (
        f"{HEADER}"
        "fixme,warning,episodes/loops,episodes/loops.md,37,1,draw a diagram,,FIXME,,,,,,,,,\r\n"
        "fixme,warning,episodes/loops,episodes/loops.md,39,12,name the author,,TODO,,ann,"
        "https://example.org/issues/7,,,,,,\r\n"
        "fixme,warning,index,index.md,2,8,,Write a title.,FIXME,front matter,,,fixme-1,Bo Li,2024-05-01,,,\r\n"
    )


def test_nothing_found():
    assert render([]) == HEADER


def test_commas_quotes_and_line_breaks_are_quoted():
    assert ',"one, ""two""\nthree",' in render([a_finding('one, "two"\nthree')])


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_cell_is_a_formula(start):
    assert read(render([a_finding(f"{start}HYPERLINK(1)")]))[0]["message"] == f"'{start}HYPERLINK(1)"


@given(st.lists(findings, max_size=3))
def test_hostile_text_comes_back_whole_but_inert(found):
    rows = read(render(found))
    assert len(rows) == len(found)
    for row, finding in zip(rows, found, strict=True):
        for name, value in asdict(finding).items():
            guard = "'" if str(value).startswith(("=", "+", "-", "@", "\t", "\r", "\n")) else ""
            assert row[name] == f"{guard}{value}"

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_examples import LESSON, a_finding, findings

from sphinx_lesson_ext.findings import Severity
from sphinx_lesson_ext.report.as_github import render
from sphinx_lesson_ext.report.wording import details_of, text_of, visible


def test_the_whole_report():
    assert render(LESSON) == (
        "::warning file=episodes/loops.md,line=37,col=1,title=FIXME::draw a diagram\n"
        "::warning file=episodes/loops.md,line=39,col=12,title=TODO::name the author"
        "%0Afor ann; https://example.org/issues/7\n"
        "::warning file=index.md,line=2,col=8,title=FIXME::FIXME"
        "%0AWrite a title.%0Alast changed by Bo Li on 2024-05-01\n"
    )


def test_nothing_found():
    assert render([]) == ""


@pytest.mark.parametrize(
    ("severity", "command"), [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.NOTE, "notice")]
)
def test_severities_are_commands(severity, command):
    assert render([a_finding(severity=severity)]).startswith(f"::{command} ")


def test_escapes_in_properties_and_in_the_message():
    assert render([a_finding("100%: a, b\r\n::error::c", path="a,b:c%.md")]) == (
        "::warning file=a%2Cb%3Ac%25.md,line=37,col=1,title=FIXME::100%25: a, b%0D%0A::error::c\n"
    )


def test_a_finding_without_marker_is_titled_by_its_code():
    assert ",title=alt-text::" in render([a_finding(code="alt-text", marker="")])


def test_control_characters_are_written_out():
    assert render([a_finding("\x1b]0;x\x07\u202e")]).endswith("::\\x1b]0;x\\x07\\u202e\n")


def unescaped(text):
    return re.sub("%(0D|0A|3A|2C|25)", lambda match: chr(int(match[1], 16)), text)


@given(st.lists(findings, max_size=3))
def test_hostile_text_comes_back_whole(found):
    lines = render(found).splitlines()
    assert len(lines) == len(found)
    for line, finding in zip(lines, found, strict=True):
        match = re.fullmatch(
            "::(?:error|warning|notice) file=([^,:]*),line=([0-9]+),col=([0-9]+),title=FIXME::(.*)", line
        )
        assert match is not None
        message = "\n".join((text_of(finding), *details_of(finding)))
        assert unescaped(match[1]) == visible(finding.path, keep="\r\n")
        assert (int(match[2]), int(match[3])) == (finding.line, finding.column)
        assert unescaped(match[4]) == visible(message, keep="\r\n")

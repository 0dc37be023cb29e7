import unicodedata
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_examples import LESSON, a_finding, findings
from sphinx.util.console import strip_escape_sequences

from sphinx_lesson_ext.findings import Severity
from sphinx_lesson_ext.report.as_text import render
from sphinx_lesson_ext.report.paint import coloured, paint_for


def test_files_with_their_counts_and_lines():
    assert render(LESSON) == (
        "episodes/loops.md (2)\n"
        "episodes/loops.md:37:1: draw a diagram\n"
        "episodes/loops.md:39:12: name the author\n"
        "    for ann; https://example.org/issues/7\n"
        "\n"
        "index.md (1)\n"
        "index.md:2:8: FIXME\n"
        "    Write a title.\n"
        "    last changed by Bo Li on 2024-05-01\n"
        "\n"
        "3 FIXMEs in 2 files.\n"
    )


def test_one_finding():
    assert render([a_finding()]) == (
        "episodes/loops.md (1)\nepisodes/loops.md:37:1: draw a diagram\n\n1 FIXME in 1 file.\n"
    )


def test_findings_of_other_codes_are_not_called_fixmes():
    assert render([a_finding(), a_finding(code="alt-text")]).endswith("\n2 findings in 1 file.\n")


def test_what_to_do_is_told_anew_where_it_is_something_else():
    fixes = ["Write '##'.", "Write '##'.", "Write '###'.", "Write '##'."]
    found = [a_finding("level", code="heading", fix=fix, line=line) for line, fix in enumerate(fixes)]
    found.insert(1, a_finding("level", code="title", fix="Write one.", line=0))
    told = [line.strip() for line in render(found).splitlines() if line.startswith("    ")]
    assert told == ["Write '##'.", "Write one.", "Write '###'.", "Write '##'."]


def test_codes_severities_remedies_and_counts():
    found = [
        a_finding("no text", code="alt-text", severity=Severity.ERROR, fix="Describe it.", marker="", line=3),
        a_finding("no text", code="alt-text", severity=Severity.ERROR, fix="Describe it.", marker="", line=9),
        a_finding("is 'here'", code="link-text", fix="Name it.", marker="", line=12, old="here", new="there"),
        a_finding(),
        a_finding("dull", code="word", severity=Severity.NOTE, fix="Describe it.", marker="", path="z 図.md"),
    ]
    assert render(found) == (
        "episodes/loops.md (4)\n"
        "episodes/loops.md:3:1: alt-text [error] no text\n"
        "    Describe it.\n"
        "episodes/loops.md:9:1: alt-text [error] no text\n"
        "episodes/loops.md:12:1: link-text is 'here'\n"
        "    Name it.\n"
        "episodes/loops.md:37:1: fixme draw a diagram\n"
        "\n"
        "z 図.md (1)\n"
        "z 図.md:37:1: word [note] dull\n"
        "    Describe it.\n"
        "\n"
        "Code       Severity  Found  Files\n"
        "alt-text   error         2      1\n"
        "fixme      warning       1      1\n"
        "link-text  warning       1      1\n"
        "word       note          1      1\n"
        "\n"
        "File               Errors  Warnings  Notes  Found\n"
        "episodes/loops.md       2         2      0      4\n"
        "z 図.md                 0         0      1      1\n"
        "\n"
        "1 finding can be mended with --fix.\n"
        "5 findings in 2 files.\n"
    )


def test_colours_add_nothing_to_the_words():
    found = [a_finding(code="alt-text", severity=severity, marker="", fix="Do.") for severity in Severity]
    shown = render(found, coloured)
    assert "\x1b[31malt-text\x1b[0m [error]" in shown
    assert strip_escape_sequences(shown) == render(found)


@pytest.mark.parametrize(
    ("environment", "is_terminal", "has_colours"),
    [
        ({}, True, True),
        ({}, False, False),
        ({"TERM": "dumb"}, True, False),
        ({"NO_COLOR": "1"}, True, False),
        ({"NO_COLOR": ""}, True, True),
        ({"FORCE_COLOR": "1"}, False, True),
        ({"FORCE_COLOR": "1", "TERM": "dumb"}, False, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, True, False),
    ],
)
def test_where_there_are_colours(environment, is_terminal, has_colours):
    stream = StringIO()
    stream.isatty = lambda: is_terminal
    assert (paint_for(stream, environment) is coloured) is has_colours


def test_nothing_found():
    assert render([]) == "Nothing is marked FIXME.\n"


def test_text_of_authors_is_kept_in_every_language():
    assert "37:1: ¿Qué más? 図 👩\u200d💻\n" in render([a_finding("¿Qué más? 図 👩\u200d💻")])


def test_a_terminal_is_not_steered():
    message = "\x1b[2Jgone\x9b1A \x07\r\nfake.md:1:1: x \u2028 \u202edlrow \ud800"
    assert render([a_finding(message)]).splitlines()[1] == (
        r"episodes/loops.md:37:1: \x1b[2Jgone\x9b1A \x07\r\nfake.md:1:1: x \u2028 \u202edlrow \ud800"
    )


@given(st.lists(findings, min_size=1, max_size=3))
def test_hostile_text_adds_no_line_and_no_control_character(found):
    report = render(found)
    lines = report.split("\n")
    assert lines == [*report.splitlines(), ""]
    assert sum(f":{finding.line}:{finding.column}: " in line for line in lines for finding in found) >= len(found)
    assert {unicodedata.category(character) for character in report} & {"Cc", "Cs", "Zl", "Zp"} == {"Cc"}
    assert {character for character in report if unicodedata.category(character) == "Cc"} == {"\n"}

import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from report_examples import LESSON, a_finding, findings

from sphinx_lesson_ext.report.as_text import render


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

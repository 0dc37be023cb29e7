import pytest
from report_examples import LESSON, a_finding

from sphinx_lesson_ext.findings import Severity
from sphinx_lesson_ext.report.summary import LIMIT, WIDTH, summary

COMMAND = "lesson fixmes docs"


def test_count_files_lines_and_command():
    assert summary(LESSON, COMMAND) == [
        "3 FIXMEs in 2 files:",
        "  episodes/loops.md (2)",
        "    episodes/loops.md:37: draw a diagram",
        "    episodes/loops.md:39: name the author",
        "  index.md (1)",
        "    index.md:2: FIXME",
        "The full report: lesson fixmes docs",
    ]


def test_nothing_found():
    assert summary([], COMMAND) == ["Nothing is marked FIXME."]


@pytest.mark.parametrize(("excess", "ending"), [(0, "word"), (1, "x...")])
def test_long_text_is_shortened(excess, ending):
    start = "    episodes/loops.md:37: "
    text = "x" * (WIDTH - len(start) - len("word") + excess) + "word"
    line = summary([a_finding(text)], COMMAND)[2]
    assert len(line) == WIDTH
    assert line.startswith(start)
    assert line.endswith(ending)


def test_no_blank_is_left_before_the_ellipsis():
    line = summary([a_finding("ab " * 100)], COMMAND)[2]
    assert line == "    episodes/loops.md:37: " + "ab " * 23 + "ab..."


def test_as_many_as_fit_are_all_shown():
    lines = summary([a_finding(line=number) for number in range(1, LIMIT + 1)], COMMAND)
    assert lines[-2] == f"    episodes/loops.md:{LIMIT}: draw a diagram"


def test_more_than_fit_are_counted():
    found = [a_finding(line=number) for number in range(1, LIMIT + 6)]
    other = [a_finding(path="other.md", line=number) for number in (1, 2)]
    lines = summary([*found, *other], COMMAND)
    assert lines[:2] == [f"{LIMIT + 7} FIXMEs in 2 files:", f"  episodes/loops.md ({LIMIT + 5})"]
    assert lines[-3:] == [
        f"    episodes/loops.md:{LIMIT}: draw a diagram",
        "  ... and 7 more",
        "The full report: lesson fixmes docs",
    ]


def test_codes_are_counted_and_errors_come_first():
    found = [
        a_finding(code="link-text", marker="", message="is 'here'", path="a.md"),
        a_finding(path="a.md", line=40),
        a_finding(code="link-text", marker="", message="is 'more'", path="b.md", line=1),
        a_finding(code="alt-text", marker="", message="none", path="b.md", line=9, severity=Severity.ERROR),
    ]
    assert summary(found, "lesson check docs") == [
        "4 findings in 2 files:",
        "  2 link-text, 1 fixme, 1 alt-text",
        "  b.md (2)",
        "    b.md:9: error: none",
        "    b.md:1: is 'more'",
        "  a.md (2)",
        "    a.md:37: is 'here'",
        "    a.md:40: draw a diagram",
        "The full report: lesson check docs",
    ]


def test_many_codes_take_more_lines():
    lines = summary([a_finding(code=f"code-{number}", marker="") for number in range(30)], COMMAND)
    counts = [line for line in lines if line.startswith("  1 code-")]
    assert len(counts) == 4
    assert sum(line.count(" code-") for line in counts) == 30
    assert all(len(line) <= WIDTH for line in counts)


def test_a_terminal_is_not_steered():
    assert summary([a_finding("\x1b[2J")], COMMAND)[2] == r"    episodes/loops.md:37: \x1b[2J"

"""Findings for the tests of reports: some ordinary, some hostile."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from sphinx_lesson_ext.findings import Finding, Severity


def a_finding(message: str = "draw a diagram", **fields: Any) -> Finding:
    """Return an ordinary FIXME, but for *fields*."""
    usual: dict[str, Any] = {
        "code": "fixme",
        "severity": Severity.WARNING,
        "docname": "episodes/loops",
        "path": "episodes/loops.md",
        "line": 37,
        "column": 1,
        "marker": "FIXME",
    }
    return Finding(message=message, **{**usual, **fields})


#: Two files, three findings, every field in use.
LESSON = (
    a_finding(),
    a_finding("name the author", line=39, column=12, marker="TODO", owner="ann", link="https://example.org/issues/7"),
    a_finding(
        "",
        docname="index",
        path="index.md",
        line=2,
        column=8,
        context="front matter",
        fix="Write a title.",
        anchor="fixme-1",
        author="Bo Li",
        date="2024-05-01",
    ),
)

_any_text = st.text(st.characters(exclude_categories=()), max_size=40)
_special = st.text(st.sampled_from("=+-@\t\r\n%:,;\"'{}[]()\\\x00\x1b\x9b\x85\u2028\u202e\ud800 aé😀"), max_size=20)
_words = _any_text | _special
# A path holds no NUL, and of halves of characters only those that stand for undecodable bytes (PEP 383).
_names = st.text(
    st.characters(exclude_categories=("Cs",), exclude_characters="\x00/") | st.sampled_from("\udc80\udcff"),
    min_size=1,
    max_size=12,
).filter(lambda name: name not in {".", ".."})
_paths = st.lists(_names, min_size=1, max_size=3).map("/".join)

#: Findings with whatever authors, or those who wish them ill, may write.
findings = st.builds(
    a_finding,
    _words,
    path=_paths,
    line=st.integers(1, 10**6),
    column=st.integers(1, 10**4),
    severity=st.sampled_from(Severity),
    owner=_words,
    link=_words,
    fix=_words,
    author=_words,
)

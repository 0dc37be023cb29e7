"""The order of a lesson and its numbers."""

from __future__ import annotations

import pytest

from sphinx_lesson_ext.lesson.plan import make_plan
from sphinx_lesson_ext.lesson.records import Block, DocumentRecord, Timing


def block(kind: str) -> Block:
    return Block(
        kind=kind,
        spelling=kind,
        title="",
        ids=(kind,),
        names=(),
        path="x.md",
        line=1,
        minutes=None,
        within=(),
        section="",
        digest="",
    )


EPISODE = DocumentRecord(timing=Timing(teaching=5))


def plan(contents, titles=None, records=None, patterns=()):
    names = {"index", *contents, *(child for children in contents.values() for child in children)}
    records = records or dict.fromkeys(names - {"index"}, EPISODE) | {"index": DocumentRecord()}
    return make_plan("index", contents, records, (titles or {}).get if titles else str, list(patterns))


def test_order_is_that_of_reading():
    found = plan({"index": ["part-1", "part-2"], "part-1": ["a", "b"], "part-2": ["c"]})
    assert found.order == ("index", "part-1", "a", "b", "part-2", "c")
    assert found.depth == {"index": 0, "part-1": 1, "a": 2, "b": 2, "part-2": 1, "c": 2}


def test_circles_end():
    assert plan({"index": ["a"], "a": ["b"], "b": ["a", "index"]}).order == ("index", "a", "b")


@pytest.mark.parametrize(
    ("record", "is_episode"),
    [
        (DocumentRecord(timing=Timing(teaching=0)), True),
        (DocumentRecord(timing=Timing(exercises=0)), True),
        (DocumentRecord(timing=Timing(pause=15)), False),
        (DocumentRecord(blocks=(block("questions"),)), True),
        (DocumentRecord(blocks=(block("objectives"),)), True),
        (DocumentRecord(blocks=(block("keypoints"),)), True),
        (DocumentRecord(blocks=(block("challenge"),)), False),
        (DocumentRecord(), False),
    ],
)
def test_what_an_episode_is(record, is_episode):
    found = plan({"index": ["a"]}, records={"index": DocumentRecord(), "a": record})
    assert found.episodes == (("a",) if is_episode else ())


def test_patterns_override():
    found = plan({"index": ["episodes/a", "episodes/b", "setup"]}, patterns=["episodes/*"])
    assert found.episodes == ("episodes/a", "episodes/b")


@pytest.mark.parametrize(
    ("titles", "numbers"),
    [
        (["A", "B", "C"], ["1", "2", "3"]),
        (["3.4 Mentoring", "3.5 Review", "Wrap-up"], ["3.4", "3.5", "3"]),
        (["1. A", "2) B", "3: C"], ["1", "2", "3"]),
        (["2 birds", "B", "C"], ["2", None, "3"]),
        (["1. A", "1. B", "C"], ["1", "2", "3"]),
        (["2026", "3D", "v2 of it"], ["1", "2", "3"]),
    ],
)
def test_numbers(titles, numbers):
    names = ["a", "b", "c"]
    found = plan({"index": names}, titles=dict(zip(names, titles, strict=True)) | {"index": "Index"})
    assert [found.numbers.get(name) for name in names] == numbers

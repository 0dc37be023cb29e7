"""What counts as a marker, how far it reaches, and what does not count."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_lesson_ext.fixmes.markers import Marker, MarkerFinder

FIXTURES = Path(__file__).parent / "fixtures"
WORDS = ("FIXME", "TODO", "XXX", "TBD")


def cases(name: str) -> list[tuple[str, list[str]]]:
    """Return the texts of a fixture, each with the messages expected."""
    found = []
    for line in (FIXTURES / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("# "):
            text, _, messages = line.rpartition("=>")
            expected = [message.strip() for message in messages.split(" | ")] if messages.strip() else []
            found.append((text.removesuffix(" ").replace("\\n", "\n"), expected))
    return found


@pytest.fixture
def finder():
    return MarkerFinder(WORDS, "en")


@pytest.mark.parametrize(("text", "messages"), cases("block.txt"))
def test_block(finder, text, messages):
    assert [marker.message(text) for marker in finder.in_block(text)] == messages


@pytest.mark.parametrize(("text", "messages"), cases("comment.txt"))
def test_comment(finder, text, messages):
    assert [marker.message(text) for marker in finder.in_comment(text)] == messages


def test_the_tables_are_read():
    assert len(cases("block.txt")) > 120
    assert ("FIXME(@ana): redraw", ["redraw"]) in cases("block.txt")


def test_every_place_of_a_marker(finder):
    text = "Good text (FIXME(@ana): add\nreferences) and more."
    (marker,) = finder.in_block(text)
    assert marker == Marker(
        word="FIXME", at=11, start=10, end=39, message_start=23, message_end=38, owner="ana", whole=False
    )
    assert text[marker.start : marker.end] == "(FIXME(@ana): add\nreferences)"


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("FIXME: one. Two. ", "FIXME: one. Two."),
        ("  FIXME: one", "FIXME: one"),
        ("[ ] TODO one", "TODO one"),
        ("[TBD] one", "[TBD] one"),
        ("(FIXME one).", "(FIXME one)."),
    ],
)
def test_a_marker_at_the_beginning_takes_all(finder, text, part):
    (marker,) = finder.in_block(text)
    assert marker.whole
    assert text[marker.start : marker.end] == part


def test_at_the_beginning_further_markers_belong_to_the_first(finder):
    (marker,) = finder.in_block("FIXME: one (TODO two). XXX: three")
    assert marker.message("FIXME: one (TODO two). XXX: three") == "one (TODO two). XXX: three"


@pytest.mark.parametrize("text", ["FIXME", "FIXME add", "TODO add", "(TODO add)"])
def test_running_text_has_no_beginning(finder, text):
    assert [marker.start for marker in finder.in_text(text)] == ([0] if text.startswith("(") else [])


@pytest.mark.parametrize(("text", "owner"), [("FIXME(@ana): x", "ana"), ("TODO(bo): x", "bo"), ("FIXME (ana): x", "")])
def test_owner(finder, text, owner):
    assert [marker.owner for marker in finder.in_block(text)] == [owner]


@pytest.mark.parametrize("language", ["es", "es_MX", "es-419", "pt_BR", "it", "ES"])
def test_a_word_of_the_language_needs_a_colon(language):
    finder = MarkerFinder(WORDS, language)
    for text in ("TODO el mundo", "TODO", "(TODO eso)", "no cubra TODO el material"):
        assert finder.in_block(text) == []
        assert finder.in_comment(text) == []
    assert [marker.word for marker in finder.in_block("TODO: añadir")] == ["TODO"]
    assert [marker.word for marker in finder.in_block("FIXME añadir")] == ["FIXME"]


@pytest.mark.parametrize("language", ["en", "", "eo", "de", "italian"])
def test_elsewhere_it_does_not(language):
    assert len(MarkerFinder(WORDS, language).in_block("TODO add")) == 1


def test_markers_of_any_letters():
    assert MarkerFinder(["À FAIRE"]).in_block("À FAIRE : ajouter")[0].word == "À FAIRE"
    assert len(MarkerFinder(["À FAIRE"]).in_block("Encore (À\nFAIRE ajouter)")) == 1
    assert MarkerFinder(["À FAIRE"]).in_block("À FAIREs") == []
    text = "待办添加图"
    (marker,) = MarkerFinder(["待办"]).in_block(text)
    assert marker.message(text) == "添加图"
    assert MarkerFinder(["ПРАВИТЬ"]).in_block("ПРАВИТЬ рисунок")[0].whole
    assert MarkerFinder(["C++?"]).in_block("C++?: which one")[0].word == "C++?"


def test_the_longest_marker_counts():
    text = "FIX ME: now"
    assert MarkerFinder(["FIX", "FIX ME"]).in_block(text)[0].message(text) == "now"


@pytest.mark.parametrize("words", [[], [" "], [""]])
def test_no_markers(words):
    finder = MarkerFinder(words)
    assert not finder.may_hold("FIXME")
    assert finder.in_block("FIXME") == finder.in_comment("FIXME") == []
    assert not finder.matches("FIXME")


def test_may_hold_is_cheap_and_never_misses(finder):
    assert finder.may_hold("about FIXMEs")
    assert not finder.may_hold("about nothing")
    assert MarkerFinder(["À FAIRE"]).may_hold("À\nFAIRE")


def test_matches_is_for_whole_texts(finder):
    assert finder.matches("FIXME")
    assert not finder.matches("FIXME.html")
    assert not finder.matches("")


def test_found_texts_never_overlap(finder):
    text = "x FIXME: b (TODO c FIXME: d) e (XXX f TODO: g"
    found = finder.in_text(text)
    assert [marker.message(text) for marker in found] == ["b", "c FIXME: d", "f TODO: g"]
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(
    st.lists(st.sampled_from([*WORDS, ":", "(", ")", "[", "]", " ", "\n", "a", "list", "is", '"', ".", "@b", "/", ","]))
)
def test_every_text_has_an_answer(parts):
    text = "".join(parts)
    finder = MarkerFinder(WORDS, "en")
    for found in (finder.in_block(text), finder.in_text(text), finder.in_comment(text)):
        for marker in found:
            assert (
                0 <= marker.start <= marker.at < marker.message_start <= marker.message_end <= marker.end <= len(text)
            )
            assert text.startswith(marker.word, marker.at)
            assert marker.message(text)
        assert all(one.end <= other.start for one, other in pairwise(found))

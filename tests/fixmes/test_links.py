"""Links and pictures that lead nowhere yet."""

from __future__ import annotations

import pytest
from docutils import nodes
from sphinx import addnodes

from sphinx_lesson_ext.fixmes.links import placeholder_in
from sphinx_lesson_ext.fixmes.markers import MarkerFinder

FINDER = MarkerFinder(["FIXME", "TODO"], "en")


@pytest.mark.parametrize(
    "target",
    [
        "FIXME",
        "./FIXME",
        "fig/FIXME",
        "#FIXME",
        "page.html#FIXME",
        "https://example.com/FIXME",
        "https://example.com/FIXME/issues",
        "https://FIXME/issues",
        "https://example.com/TODO#top",
        "https://example.com/%46IXME",
    ],
)
def test_a_marker_as_a_part(target):
    assert placeholder_in(nodes.reference(refuri=target), FINDER) in {"FIXME", "TODO"}
    assert placeholder_in(nodes.image(uri=target), FINDER) in {"FIXME", "TODO"}


@pytest.mark.parametrize(
    "target",
    [
        "",
        "FIXME.html",
        "TODO.md",
        "FIXMEs",
        "https://example.com/search?q=FIXME",
        "https://example.com/a-FIXME",
        "https://example.com/fixme",
        "http://[FIXME",
        "mailto:someone@example.com",
    ],
)
def test_no_marker(target):
    assert placeholder_in(nodes.reference(refuri=target), FINDER) == ""


@pytest.mark.parametrize(
    ("title", "marker"),
    [("FIXME", "FIXME"), ("FIXME which one", "FIXME"), ("Which? (TODO)", "TODO"), ("A FIXME", ""), ("TODO list", "")],
)
def test_titles(title, marker):
    assert placeholder_in(nodes.reference(refuri="https://example.com", reftitle=title), FINDER) == marker
    assert placeholder_in(nodes.image(uri="a.png", title=title), FINDER) == marker


@pytest.mark.parametrize(
    ("reftype", "marker"), [("doc", "FIXME"), ("ref", "FIXME"), ("myst", "FIXME"), ("term", ""), ("envvar", "")]
)
def test_references_to_places_and_to_names(reftype, marker):
    assert placeholder_in(addnodes.pending_xref(reftype=reftype, reftarget="FIXME"), FINDER) == marker

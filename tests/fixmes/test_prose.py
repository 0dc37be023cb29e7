"""The running text of an element."""

from __future__ import annotations

import pytest
from docutils import nodes
from sphinx import addnodes

from sphinx_lesson_ext.fixmes.prose import Prose

HIDDEN = "\N{OBJECT REPLACEMENT CHARACTER}"


def paragraph(*children, source=""):
    texts = [nodes.Text(child) if isinstance(child, str) else child for child in children]
    return nodes.paragraph(source, "", *texts)


def html(text):
    return nodes.raw("", text, format="html")


@pytest.mark.parametrize(
    ("element", "text", "shown"),
    [
        (paragraph("a ", nodes.reference("", "b"), " c"), "a b c", "a b c"),
        (paragraph("a ", nodes.inline("", "b", classes=["wide"])), "a b", "a b"),
        (paragraph("a ", nodes.inline("", "b", classes=["guilabel"])), f"a {HIDDEN}", "a b"),
        (paragraph("a ", nodes.literal("", "bc"), " d"), f"a {HIDDEN * 2} d", "a bc d"),
        (paragraph(nodes.strong("", "", nodes.reference("", "b"))), HIDDEN, "b"),
        (paragraph("a", nodes.image(uri="b")), f"a{HIDDEN}", "a "),
        (paragraph("a", nodes.footnote_reference("", "1")), f"a{HIDDEN}", "a "),
        (paragraph(html("<input>"), "a"), " a", " a"),
        (paragraph(html("<code>"), "a", html("</code>"), "b"), f" {HIDDEN} b", " a b"),
        (paragraph(html("<em>"), "a", html("</b>"), "b", html("</em>"), "c"), f" {HIDDEN} {HIDDEN} c", " a b c"),
        (paragraph(html("<u>"), "a", html("</u>")), " a ", " a "),
        (paragraph(addnodes.pending_xref("", nodes.inline("", "a"), refexplicit=True)), "a", "a"),
        (paragraph(addnodes.pending_xref("", nodes.inline("", "a"), refexplicit=False)), HIDDEN, "a"),
    ],
)
def test_text(element, text, shown):
    prose = Prose(element)
    assert (prose.text, prose.shown) == (text, shown)


@pytest.mark.parametrize(
    ("source", "children"),
    [
        ("a (FIXME b)", ["a (FIXME b)"]),
        ("*x* (FIXME b)", [nodes.emphasis("", "x"), " (FIXME b)"]),
        ("`FIXME` (FIXME b)", [nodes.literal("", "FIXME"), " (FIXME b)"]),
        ("[x](FIXME) y FIXME: b", [nodes.reference("", "x"), " y FIXME: b"]),
        ("[x](FIXME)(FIXME b)", [nodes.reference("", "x"), "(FIXME b)"]),
        ("![FIXME](FIXME) y\nz FIXME: b", [nodes.image(uri="FIXME"), " y", "\n", "z FIXME: b"]),
        (r"a \* &amp; (FIXME b)", ["a * & (FIXME b)"]),
        ("x <!-- FIXME a --> (FIXME b)", ["x ", html("<!-- FIXME a -->"), " (FIXME b)"]),
    ],
)
def test_source_offset(source, children):
    prose = Prose(paragraph(*children, source=source))
    offset = prose.source_offset(prose.text.rindex("FIXME"))
    assert offset == source.rindex("FIXME")


def test_source_offset_of_a_text_that_was_replaced():
    prose = Prose(paragraph("FIXME: etwas anderes", source="FIXME: something else"))
    assert prose.source_offset(0) == 0
    assert prose.source_offset(7) in range(len("FIXME: something else"))


def test_raw_parts():
    parts = [html("<!-- a -->"), html("<!-- b -->")]
    prose = Prose(paragraph("x ", parts[0], "\n", parts[1], source="x <!-- a -->\n<!-- b -->"))
    assert list(prose.raw_parts()) == [(parts[0], 2), (parts[1], 13)]


def test_source_offset_of_a_node():
    image, link = nodes.image(uri="c"), nodes.reference("", "d")
    prose = Prose(paragraph("a ", image, " b ", link, source="a ![](c) b [d](e)"))
    assert prose.source_offset_of(link) == len("a ![](c) b [")
    assert prose.source_offset_of(nodes.image(uri="x")) == 0


@pytest.mark.parametrize(
    ("children", "start", "end", "left"),
    [
        (["FIXME: one"], 6, 10, "one"),
        (["(FIXME one)."], 6, 10, "one"),
        (["FIXME: ", nodes.literal("", "one"), " two"], 6, 14, "one two"),
        (["same", nodes.emphasis("", "x"), "same"], 4, 9, "xsame"),
        (["FIXME"], 5, 5, ""),
    ],
)
def test_keep(children, start, end, left):
    element = paragraph(*children)
    Prose(element).keep(start, end)
    assert element.astext() == left
    assert all(text.astext() for text in element.findall(nodes.Text))


def test_keep_removes_the_right_one_of_equal_texts():
    element = paragraph("one ", nodes.literal("", "x"), "one ")
    Prose(element).keep(4, 9)
    assert element.pformat() == paragraph(nodes.literal("", "x"), "one").pformat()


@pytest.mark.parametrize(
    ("children", "start", "end", "wrapped", "order"),
    [
        (["a (b) c"], 2, 5, " (b)", ["#text", "generated", "#text"]),
        (["(a) b"], 0, 3, "(a) ", ["generated", "#text"]),
        (["a"], 0, 1, "a", ["generated"]),
        (["a ", nodes.literal("", "b"), " c"], 2, 3, " b", ["#text", "generated", "#text"]),
        (["a (", nodes.literal("", "b"), ") c"], 2, 5, " (b)", ["#text", "generated", "#text"]),
        (["a b", nodes.target(), " c d"], 4, 5, " c", ["#text", "target", "generated", "#text"]),
        (["a b", nodes.target(), " c d"], 2, 5, " b c", ["#text", "generated", "#text"]),
        ([nodes.reference("", "a b c"), " d"], 2, 3, " b", ["reference", "#text"]),
        ([nodes.reference("", "a b"), " c"], 2, 5, "a b c", ["generated"]),
    ],
)
def test_wrap(children, start, end, wrapped, order):
    element = paragraph(*children)
    before = element.astext()
    wrapper = nodes.generated()
    Prose(element).wrap(start, end, wrapper)
    assert wrapper.astext() == wrapped
    assert [child.tagname for child in element] == order
    assert element.astext() == before
    assert all(child.parent is element for child in element)

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from markdown_cases import myst_parser
from markdown_it import MarkdownIt

from sphinx_lesson_ext.markdown.inline_attributes import attributes_plugin

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token


def _parser() -> MarkdownIt:
    return myst_parser("dollarmath", "deflist").use(attributes_plugin)


def _tokens_with_attributes(tokens: Sequence[Token]) -> Iterator[tuple[str, dict[str, str | int | float]]]:
    for token in tokens:
        if token.attrs:
            yield token.type, token.attrs
        yield from _tokens_with_attributes(token.children or ())


def _html(text: str) -> str:
    return _parser().render(text).removeprefix("<p>").removesuffix("</p>\n")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("`a`{.b}", '<code class="b">a</code>'),
        ("`a`{.b}c", '<code class="b">a</code>c'),
        ("`` `a ``{#b k=c}", '<code id="b" k="c">`a</code>'),
        ("[a](b){.c}", '<a href="b" class="c">a</a>'),
        ("x [a](b){.c .d}", 'x <a href="b" class="c d">a</a>'),
        ("[a][b]{.c}\n\n[b]: d", '<a href="d" class="c">a</a>'),
        ("[a][]{.c}\n\n[a]: d", '<a href="d" class="c">a</a>'),
        ("[a]{.c}\n\n[a]: d", '<a href="d" class="c">a</a>'),
        ("<http://a.b>{.c}", '<a href="http://a.b" class="c">http://a.b</a>'),
        ("[a]{.b}", '<span class="b">a</span>'),
        ("[a *b*]{#c}d", '<span id="c">a <em>b</em></span>d'),
        ("[a\nb]{.c}", '<span class="c">a\nb</span>'),
        ("[a]{}", "<span>a</span>"),
        ("[[a]{.b}]{.c}", '<span class="c"><span class="b">a</span></span>'),
        ("[[a](b)]{.c}", '<span class="c"><a href="b">a</a></span>'),
        ("[[a]{.b}](c)", '<a href="c"><span class="b">a</span></a>'),
        ("[a `]{.b}` c]{.d}", '<span class="d">a <code>]{.b}</code> c</span>'),
        ("*a [b]{.c}*", '<em>a <span class="c">b</span></em>'),
        ("[*a]{.b}*", '<span class="b">*a</span>*'),
        ("![a](b){.c}", '<img src="b" alt="a" class="c" />'),
        ("[![a](b){k='x]y'}](c){.d}", '<a href="c" class="d"><img src="b" alt="a" k="x]y" /></a>'),
    ],
)
def test_inline(text: str, html: str) -> None:
    assert _html(text) == html


@pytest.mark.parametrize(
    "text",
    [
        "`a` {.b}",
        "`a`{b}",
        "`a`{.1}",
        "`a`{.b",
        "[a] {.b}",
        "[a]{b}",
        "[a{.b}",
        "a]{.b}",
        "a{.b}",
        "`{.b}",
        "`` a`{.b}",
    ],
)
def test_text(text: str) -> None:
    tokens = _parser().parse(text)
    assert list(_tokens_with_attributes(tokens)) == []
    assert text[-2:] in tokens[1].children[-1].content  # type: ignore[index]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("![](a){alt='The \"north\" arrow'}", {"src": "a", "alt": 'The "north" arrow'}),
        ('![](a){alt="The sun\'s way"}', {"src": "a", "alt": "The sun's way"}),
        (r"![](a){alt='The sun\'s way'}", {"src": "a", "alt": "The sun's way"}),
        (r"![](a){alt='a \[b\]'}", {"src": "a", "alt": "a [b]"}),
        ("![](a){alt=''}", {"src": "a", "alt": ""}),
        ("![](a 'T'){alt='b' width=50%}", {"src": "a", "title": "T", "alt": "b", "width": "50%"}),
        ("![](a){alt='b' .c style='x' .d width=\"1px\" }", {"alt": "b", "class": "c d", "style": "x", "width": "1px"}),
        ("![](a){\nalt=\"b\nc,\n  d\"\nwidth='1px'\n}", {"alt": "b c, d", "width": "1px"}),
        ("![\nA caption\non lines\n](a){\nalt='b'}", {"src": "a", "alt": "b"}),
        ("- item\n  ![](a){alt='b\n  c'}", {"alt": "b c"}),
        ("> ![](a){alt='b\n> c'}", {"alt": "b c"}),
    ],
)
def test_images(text: str, expected: dict[str, str]) -> None:
    ((type_, attributes),) = _tokens_with_attributes(_parser().parse(text))
    assert type_ == "image"
    assert {"src": "a", **expected} == attributes


def test_text_around_an_image_stays() -> None:
    (_, inline, _) = _parser().parse("before ![](a){alt='b'} after")
    assert [token.content for token in inline.children or ()] == ["before ", "", " after"]


@pytest.mark.parametrize(
    ("text", "content", "attributes"),
    [
        ("## T {#id}", "T", {"id": "id"}),
        ("## T{#id}", "T", {"id": "id"}),
        ("## T {#id .a .b}", "T", {"id": "id", "class": "a b"}),
        ("## T {k='a \"b\"'}", "T", {"k": 'a "b"'}),
        ("## T {-}", "T", {"class": "unnumbered"}),
        ("## T {#id}   ", "T", {"id": "id"}),
        ("## T ## {#id}", "T", {"id": "id"}),
        ("## C# {#id}", "C#", {"id": "id"}),
        ("## T {#id} ##", "T", {"id": "id"}),
        ("## {#id}", "", {"id": "id"}),
        ("## `f{}` of {x} {#id}", "`f{}` of {x}", {"id": "id"}),
        ("## T {#a} {#b}", "T {#a}", {"id": "b"}),
        ("T {#id}\n======", "T", {"id": "id"}),
        ("T {#id\n.a}\n---", "T", {"id": "id", "class": "a"}),
        ("T # {#id}\n---", "T #", {"id": "id"}),
        ("## Editing a {sandpaper}", "Editing a {sandpaper}", {}),
        ("## The empty set {}", "The empty set {}", {}),
        ("## T \\{#id}", "T \\{#id}", {}),
        ("## T \\\\{#id}", "T \\\\", {"id": "id"}),
        ("## T {#id} x", "T {#id} x", {}),
        ("## `T {#id}`", "`T {#id}`", {}),
        ("## {ref}`a{#b}`", "{ref}`a{#b}`", {}),
        ("## [T]{#id}", "[T]", {"id": "id"}),
    ],
)
def test_headings(text: str, content: str, attributes: dict[str, str]) -> None:
    opening, inline, _ = _parser().parse(text)
    assert (opening.type, inline.content, opening.attrs) == ("heading_open", content, attributes)


def test_paragraphs_take_no_attributes() -> None:
    opening, inline, _ = _parser().parse("T {#id}")
    assert (opening.attrs, inline.content) == ({}, "T {#id}")


def test_roles_stay_roles() -> None:
    tokens = _parser().parse("`a`{func}`b` {py:class}`c`{#d} [e]{ref}`f` [g](h){doc}`i`")[1].children or []
    roles = [(token.meta["name"], token.content) for token in tokens if token.type == "myst_role"]
    assert roles == [("func", "b"), ("py:class", "c"), ("ref", "f"), ("doc", "i")]
    assert "{#d} [e]" in [token.content.strip() for token in tokens]


def test_footnotes_stay_footnotes() -> None:
    tokens = _parser().parse("a[^1]{.b}\n\n[^1]: c")[1].children or []
    assert [token.type for token in tokens] == ["text", "footnote_ref", "text"]


@pytest.mark.parametrize("key", ["href", "onclick", "onMouseOver"])
def test_what_could_mislead_is_not_set(key: str) -> None:
    html = _html(f"[a](b){{{key}='javascript:x' .c}}")
    assert html == '<a href="b" class="c">a</a>'


def test_source_of_an_image_is_kept() -> None:
    assert _html("![a](b){src=c}") == '<img src="b" alt="a" />'


def test_without_the_rules_of_other_plugins() -> None:
    parser = MarkdownIt("commonmark").disable("autolink").use(attributes_plugin)
    assert parser.render("[a]{.b} <c>{.d}\n") == '<p><span class="b">a</span> <c>{.d}</p>\n'


@pytest.mark.parametrize(
    "unit", ["`a`{a=", "`a`{a='", "`a`{a=\" `a`{b='", "[a]{", "[a]{.b}", "![a](b){.c}", "# {a=", "\\{", "a]{.b}"]
)
def test_time_grows_with_the_length(unit: str) -> None:
    def seconds(text: str) -> float:
        parser = _parser()
        start = time.process_time()
        parser.parse(text)
        return time.process_time() - start

    number = 10_000 // len(unit)
    assert seconds("# " + unit * 8 * number + "}") < 24 * seconds("# " + unit * number + "}") + 0.5

from __future__ import annotations

import time

import pytest
from markdown_cases import Pandoc, myst_parser

from sphinx_lesson_ext.markdown.inline_attributes import attributes_plugin
from sphinx_lesson_ext.markdown.spaced_destinations import spaced_destinations_plugin


def _html(text: str) -> str:
    html: str = myst_parser().use(spaced_destinations_plugin).use(attributes_plugin).render(text)
    return html.removeprefix("<p>").removesuffix("</p>\n")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("[x](a b.html)", '<a href="a%20b.html">x</a>'),
        ("[x](a b.html) y", '<a href="a%20b.html">x</a> y'),
        ('[x](a b.html "T t")', '<a href="a%20b.html" title="T t">x</a>'),
        ("[x](a\nb.html)", '<a href="a%20b.html">x</a>'),
        ("[x](a (b) c.html)", '<a href="a%20(b)%20c.html">x</a>'),
        ("[x](http://a.org/x y/z)", '<a href="http://a.org/x%20y/z">x</a>'),
        ("[x]( a b.html )", '<a href="a%20b.html">x</a>'),
        ("![x](fig/a b.png){.c}", '<img src="fig/a%20b.png" alt="x" class="c" />'),
        ("[![x](a b.png)](c d.html)", '<a href="c%20d.html"><img src="a%20b.png" alt="x" /></a>'),
        ('[x](a.html "T")', '<a href="a.html" title="T">x</a>'),
        ("[x](<a b>)", '<a href="a%20b">x</a>'),
        ("[x](some prose here)", "[x](some prose here)"),
        ("[sic](he said so.)", "[sic](he said so.)"),
        ("[x](a b.html", "[x](a b.html"),
        ("[x](a `b.c` d.e)", "[x](a <code>b.c</code> d.e)"),
        ("[x] (a b.html)", "[x] (a b.html)"),
        ("[x]: a b.html", "[x]: a b.html"),
    ],
)
def test_destinations(text: str, html: str) -> None:
    assert _html(text) == html


@pytest.mark.parametrize("text", ["[x](a b.html)", '[x](a b.html "T t")', "[x](a (b) c.html)", "[x]( a b.html )"])
def test_pandoc_reads_them_so(pandoc_html: Pandoc, text: str) -> None:
    assert pandoc_html.html_of(text).strip() == f"<p>{_html(text)}</p>"


@pytest.mark.parametrize("unit", ["[x](a b.c ", "[x](a ", '[x](a "b ', "[x](( b.c) "])
def test_time_grows_with_the_length(unit: str) -> None:
    def seconds(text: str) -> float:
        start = time.process_time()
        _html(text)
        return time.process_time() - start

    number = 1_500 // len(unit)
    assert seconds(unit * 8 * number) < 24 * seconds(unit * number) + 0.5

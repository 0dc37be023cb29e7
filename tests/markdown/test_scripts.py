from __future__ import annotations

import time

import pytest
from markdown_cases import myst_parser

from sphinx_lesson_ext.markdown.scripts import scripts_plugin


def _html(text: str) -> str:
    html: str = myst_parser().use(scripts_plugin).render(text)
    return html.removeprefix("<p>").removesuffix("</p>\n")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("m^2^", "m<sup>2</sup>"),
        ("CO~2~", "CO<sub>2</sub>"),
        ("a^b\\ c^", "a<sup>b\\ c</sup>"),
        ("a^*b*c^", "a<sup><em>b</em>c</sup>"),
        ("a^b~c~^", "a<sup>b<sub>c</sub></sup>"),
        ("a^`b`^", "a<sup><code>b</code></sup>"),
        ("~~a b~~", "<del>a b</del>"),
        ("~~a^2^ **b**~~", "<del>a<sup>2</sup> <strong>b</strong></del>"),
        ("*a ~~b~~*", "<em>a <del>b</del></em>"),
        ("[a^2^](b)", '<a href="b">a<sup>2</sup></a>'),
        ("[a~b](c~d)", '<a href="c~d">a~b</a>'),
        ("[a^b](c^d)", '<a href="c%5Ed">a^b</a>'),
        ("![a~b](c~d)", '<img src="c~d" alt="a~b" />'),
        ("[a~~b c](d~~e)", '<a href="d~~e">a~~b c</a>'),
        ("a~[b](c)~", 'a<sub><a href="c">b</a></sub>'),
        ("a~[b]c~", "a<sub>[b]c</sub>"),
        ("a~b]c~", "a<sub>b]c</sub>"),
        ("a^b^^c^", "a<sup>b</sup><sup>c</sup>"),
        ("a^b c^", "a^b c^"),
        ("a^b\nc^", "a^b\nc^"),
        ("10^6 or 2^3", "10^6 or 2^3"),
        ("~5 to ~7", "~5 to ~7"),
        ("~/a ~/b", "~/a ~/b"),
        ("a^^b", "a^^b"),
        ("~~ a ~~", "~~ a ~~"),
        ("~~a", "~~a"),
        ("`a^2^ ~~b~~`", "<code>a^2^ ~~b~~</code>"),
        ("a\\^b^", "a^b^"),
    ],
)
def test_scripts(text: str, html: str) -> None:
    assert _html(text) == html


@pytest.mark.parametrize("unit", ["^a", "^a ", "~", "~~a ", "^~a"])
def test_time_grows_with_the_length(unit: str) -> None:
    def seconds(text: str) -> float:
        start = time.process_time()
        _html(text)
        return time.process_time() - start

    number = 5_000 // len(unit)
    assert seconds(unit * 8 * number) < 24 * seconds(unit * number) + 0.5

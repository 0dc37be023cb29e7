from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sphinx_lesson_ext.markdown.fenced_div import fenced_div_plugin
from sphinx_lesson_ext.markdown.pictures import pictures_plugin

IMAGE = '<img src="fig/a-1.png" alt="A &amp; b" width="50%" style="display: block; margin: auto;" />'
FIGURE = """<div class="figure" style="text-align: center">
<img src="fig/a-1.png" alt="A
b"  />
<p class="caption">How *old*, <em>in</em> $x$?</p>
</div>"""


def parse(text):
    return MarkdownIt("commonmark").use(fenced_div_plugin).use(pictures_plugin).parse(text)


def images(text):
    return [child for token in parse(text) for child in token.children or () if child.type == "image"]


def test_an_image():
    [image] = images(IMAGE)
    assert image.attrs == {"src": "fig/a-1.png", "alt": "A & b", "width": "50%", "align": "center"}


@pytest.mark.parametrize(
    "html",
    [
        "",
        "text",
        f"{IMAGE} text",
        f"{IMAGE}<!-- -->",
        f"<div>{IMAGE}</div>",
        '<img src="a.png" onerror="x()">',
        '<img alt="no file">',
        f'<div class="figure">{IMAGE}',
        '<div class="figure"><p class="caption">none</p></div>',
        f"{IMAGE}</div>",
        "<!DOCTYPE html>",
        "<?php ?>",
        "<![CDATA[x]]>",
    ],
)
def test_other_html_is_left_alone(html):
    assert images(html) == []


def test_images_side_by_side_are_one_paragraph():
    tokens = parse(f"a\n\n{IMAGE}{IMAGE}\n\nb\n")
    assert [token.type for token in tokens if token.type.endswith("_open")] == ["paragraph_open"] * 3
    assert [child.type for child in tokens[4].children] == ["image", "image"]
    assert "align" not in tokens[4].children[0].attrs
    assert tokens[3].map == [2, 3]


def test_a_figure_has_a_caption_that_is_markdown():
    [image] = images(FIGURE)
    assert image.content == "How *old*, <em>in</em> $x$?"
    assert [child.type for child in image.children][:3] == ["text", "em_open", "text"]
    assert image.attrs == {"src": "fig/a-1.png", "alt": "A\nb", "align": "center"}


def test_a_figure_ends_where_it_is_closed():
    tokens = parse(f"::: challenge\n{FIGURE}\ntext\n:::\n\n::: hint\n{IMAGE}\n:::\n")
    assert [token.type for token in tokens if token.type != "inline" and token.nesting >= 0] == [
        "fenced_div_open",
        "paragraph_open",
        "paragraph_open",
        "fenced_div_open",
        "paragraph_open",
    ]


def test_an_image_in_text_is_left_in_the_text():
    assert images(f"{IMAGE}\ntext\n") == []


def test_a_width_that_is_none_is_left_out():
    [image] = images('<img src="a.png" alt="" width="\\textwidth" height="40px" />')
    assert image.attrs == {"src": "a.png", "alt": "", "height": "40px"}


@given(st.text(alphabet="<>/ imgdvp=\"'srcalt&;-!\n", max_size=80))
def test_any_text_can_be_read(text):
    parse(f"<img {text}")
    parse(f'<div class="figure">{text}')


def test_reading_takes_time_in_proportion_to_the_length():
    start = time.perf_counter()
    parse(f'<div class="figure">\n{IMAGE}\n' * 5_000)
    parse(f"{IMAGE}\n" * 5_000)
    assert time.perf_counter() - start < 5

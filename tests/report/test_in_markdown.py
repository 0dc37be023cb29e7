import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sphinx_lesson_ext.report.in_markdown import fence_around, in_markdown


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Write `<th>`, not <td>.", "<p>Write <code>&lt;th&gt;</code>, not &lt;td&gt;.</p>\n"),
        ("A [text](address) of *two* words_", "<p>A [text](address) of *two* words_</p>\n"),
        ("`a` and ``b ` c``", "<p><code>a</code> and <code>b ` c</code></p>\n"),
    ],
)
def test_code_is_code_and_nothing_else_is_markup(text, html):
    assert MarkdownIt("commonmark").render(in_markdown(text)) == html


@given(st.text(st.sampled_from("ab *_<>[](){}&$#|~^:\\\\")))
def test_text_without_code_comes_back(text):
    (inline,) = MarkdownIt("commonmark").parseInline(in_markdown(f"x{text}x"))
    assert "".join(token.content for token in inline.children) == f"x{text}x"


@given(st.text(st.sampled_from("ab `\n")))
def test_nothing_in_code_closes_its_fence(text):
    fence = fence_around(text, 3)
    assert len(fence) >= 3
    assert [token.type for token in MarkdownIt("commonmark").parse(f"{fence}\n{text}\n{fence}\n")] == ["fence"]

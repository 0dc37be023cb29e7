from __future__ import annotations

import subprocess
import sys

import pytest
from markdown_cases import myst_parser

from sphinx_lesson_ext.markdown.emoji import emoji_plugin


def _html(text: str) -> str:
    parser = myst_parser("dollarmath", "linkify").use(emoji_plugin)
    return parser.render(text).removeprefix("<p>").removesuffix("</p>\n")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (":tada:", "🎉"),
        ("a :tada: b", "a 🎉 b"),
        ("(:tada:), :dog:.", "(🎉), 🐶."),
        (":+1: :-1: :100: :e-mail:", "👍 👎 💯 📧"),
        (":tada::dog:", "🎉🐶"),
        (":tada::nope:", "🎉:nope:"),
        ("**:dog:**", "<strong>🐶</strong>"),
        ("[:dog:](a)", '<a href="a">🐶</a>'),
        ("![:dog:](a)", '<img src="a" alt="🐶" />'),
        ("犬:dog:", "犬🐶"),
        ("\\:dog:", ":dog:"),
        (":dog\\:", ":dog:"),
        ("a\n:dog:\nb", "a\n🐶\nb"),
    ],
)
def test_emoji(text: str, html: str) -> None:
    assert _html(text) == html


def test_emoji_in_headings_and_tables() -> None:
    assert _html("# :dog:\n") == "<h1>🐶</h1>\n"
    assert "<td>🐶</td>" in _html("| a |\n|---|\n| :dog: |\n")


@pytest.mark.parametrize(
    "text",
    [
        "12:30:45",
        "10:100:5",
        "std::vec::x",
        "std::dog::x",
        "a:dog:b",
        "a:dog:",
        ":dog:b",
        "::dog::",
        ":nope:",
        ":dog",
        "dog:",
        ": dog :",
        "::",
        ":",
        ":::",
        "C:\\:dog",
    ],
)
def test_text(text: str) -> None:
    assert _html(text) == text.replace("\\:", ":")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("`:dog:`", "<code>:dog:</code>"),
        ("    :dog:\n", "<pre><code>:dog:\n</code></pre>\n"),
        ("<http://a.b/:dog:/>", '<a href="http://a.b/:dog:/">http://a.b/:dog:/</a>'),
        ("[a](b:dog:c)", '<a href="b:dog:c">a</a>'),
        ('<a title=":dog:"></a>', '<a title=":dog:"></a>'),
    ],
)
def test_no_emoji_where_text_means_something_else(text: str, html: str) -> None:
    assert _html(text) == html


def test_roles_and_math_stay() -> None:
    tokens = myst_parser("dollarmath").use(emoji_plugin).parse("{py:func}`:dog:` {std:dog:ref}`a` $a :dog: b$ :dog:")
    found = [(token.type, token.content) for token in tokens[1].children or () if token.content.strip()]
    assert found == [("myst_role", ":dog:"), ("myst_role", "a"), ("math_inline", "a :dog: b"), ("text", " 🐶")]


def test_addresses_stay() -> None:
    assert _html("see http://a.b/:dog:/c") == 'see <a href="http://a.b/:dog:/c">http://a.b/:dog:/c</a>'


def test_names_are_read_only_when_they_are_needed() -> None:
    program = (
        "import sys; from markdown_it import MarkdownIt; from sphinx_lesson_ext.markdown.emoji import emoji_plugin\n"
        "parser = MarkdownIt().use(emoji_plugin)\n"
        "parser.render('12:30 a::b `:dog:` ::: note')\n"
        "assert 'emoji' not in sys.modules\n"
        "assert parser.render(':dog:') == '<p>\\N{DOG FACE}</p>\\n'\n"
        "assert 'emoji' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)

"""Comments and tags in raw HTML."""

from __future__ import annotations

import pytest

from sphinx_lesson_ext.fixmes.raw_html import html_comments, html_tag


@pytest.mark.parametrize(
    ("html", "comments"),
    [
        ("<!-- a -->", [" a "]),
        ("<!-- a\nb -->", [" a\nb "]),
        ("<p>x</p>\n<p><!-- a --> y <!--b--></p>", [" a ", "b"]),
        ("<!-- a <b> -- c -->", [" a <b> -- c "]),
        ("<p title='<!-- a -->'>x</p>", []),
        ("<script>/* <!-- a --> */</script>", []),
        ("<!---->", [""]),
        ("<p>x</p>", []),
        ("", []),
        ("a < b -- c", []),
    ],
)
def test_comments(html, comments):
    assert [comment.text for comment in html_comments(html)] == comments


def test_where_comments_begin():
    html = "<p>\n<!-- a -->\n  <!--\nb -->"
    found = html_comments(html)
    assert [html[comment.start :].startswith(comment.text) for comment in found] == [True, True]
    assert [comment.start for comment in found] == [html.index(" a "), html.index("\nb ")]


@pytest.mark.parametrize(
    ("html", "tag"),
    [
        ("<code>", ("code", True)),
        ("<CODE class='x'>", ("code", True)),
        ("</code >", ("code", False)),
        ("<br>", ("br", True)),
        ("<br />", ("", False)),
        ("<b></b>", ("", False)),
        ("<!-- <b> -->", ("", False)),
        ("text", ("", False)),
    ],
)
def test_tag(html, tag):
    assert html_tag(html) == tag

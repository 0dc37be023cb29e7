"""What a strict Content-Security-Policy would keep from a page is told, where the author asks for that."""

from __future__ import annotations

import pytest

from sphinx_lesson_ext.theme.content_policy import forbidden_in

TEXT = """# L

<p style="color: red">Red.</p>

Text with <span class="fine">nothing</span> to tell.

![A tree](https://example.org/tree.png)

```mermaid
graph TD
```
"""


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<p class="a" title="style=">Text</p>', []),
        ('<p style="color: red">', ["the attribute style"]),
        ("<P STYLE=x><b style=y>", ["the attribute style"]),
        ('<a href="https://example.org" onclick="go()">', ["the attribute onclick"]),
        ("<script>go()</script>", ["<script>"]),
        ('<script src="go.js"></script>', []),
        ("<style>p { color: red }</style>", ["<style>"]),
        ('<iframe src="https://example.org/video"></iframe>', ["something from elsewhere (https://example.org/video)"]),
        ('<img src="//example.org/a.png" alt="">', ["something from elsewhere (//example.org/a.png)"]),
        ('<link rel="stylesheet" href="https://example.org/a.css">', ["something from elsewhere (https://example.org/a.css)"]),
        ("<p <b style=", []),
    ],
)  # fmt: skip
def test_what_is_forbidden(html, found):
    assert forbidden_in(html) == found


def test_each_is_told_with_its_line(build):
    built = build(
        {"index.md": TEXT, "m.js": ""},
        html_theme="lesson",
        html_theme_options={"strict_policy": True},
        lesson_mermaid="m.js",
        warnings=(
            "index.md:3: WARNING: a strict Content-Security-Policy blocks the attribute style in this raw HTML",
            "index.md:7: WARNING: a strict Content-Security-Policy blocks pictures from elsewhere",
            "index.md:9: WARNING: a strict Content-Security-Policy keeps Mermaid from drawing",
        ),
    )
    assert all("[lesson.content-policy]" in warning for warning in built.warnings)


def test_code_of_diagrams_is_not_blocked(build):
    text = TEXT.replace(' style="color: red"', "").replace("https://example.org/tree.png", "tree.svg")
    picture = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
    build({"index.md": text, "tree.svg": picture}, html_theme="lesson", html_theme_options={"strict_policy": True})


def test_nothing_is_told_unasked(build):
    build({"index.md": TEXT, "m.js": ""}, html_theme="lesson", lesson_mermaid="m.js")

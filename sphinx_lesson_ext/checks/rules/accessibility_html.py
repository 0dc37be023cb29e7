"""Rules about HTML that the author wrote, and the reading of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_lesson_ext.checks.rule import Group, Problem, page_rule
from sphinx_lesson_ext.findings import Severity
from sphinx_lesson_ext.fixmes.raw_html import html_tags

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_lesson_ext.checks.view import Page
    from sphinx_lesson_ext.fixmes.raw_html import HtmlTag
    from sphinx_lesson_ext.lesson.facts import Spot

#: The kinds of tracks that say what is heard.
_SAID = frozenset({"captions", "subtitles", ""})
#: What makes a table one that is there for its look alone.
_LAYOUT = frozenset({("role", "presentation"), ("role", "none")})


def tags_of(page: Page, *names: str) -> Iterator[tuple[Spot, HtmlTag]]:
    """Yield the tags of those names that begin an element in the HTML of a page, in its order."""
    openings = [f"<{name}" for name in names]
    for html in page.facts.html:
        text = html.text.lower()
        if any(opening in text for opening in openings):
            for tag in html_tags(html.text):
                if tag.name in names:
                    # The text is one line, or as the author broke it.
                    line = html.spot.line + html.text.count("\n", 0, tag.start)
                    yield html.spot._replace(line=line), tag


def _value(tag: HtmlTag, name: str) -> str:
    return next((value or "" for key, value in tag.attributes if key == name), "").strip()


def _has(tag: HtmlTag, name: str) -> bool:
    return any(key == name for key, _value in tag.attributes)


@page_rule("video-captions", Severity.WARNING, Group.ACCESSIBILITY)
def video_captions(page: Page) -> Iterator[Problem]:
    """A video has captions.

    Who does not hear it, or may not turn the sound on, reads what is said (WCAG 2.2, success criterion 1.2.2).  One
    that is muted needs none.

    Fix: Put <track kind="captions" src="….vtt" srclang="en"> into the element.

    Bad:
        <video controls src="https://example.org/sorting.mp4"></video>

    Good:
        <video controls src="https://example.org/sorting.mp4">
        <track kind="captions" src="https://example.org/sorting.vtt" srclang="en">
        </video>
    """
    video: tuple[Spot, HtmlTag] | None = None
    for spot, tag in tags_of(page, "video", "track"):
        if tag.name == "video":
            if video is not None:
                yield Problem("this video has no captions", video[0], video[1].text)
            video = None if _has(tag, "muted") else (spot, tag)
        elif _value(tag, "kind").lower() in _SAID:
            video = None
    if video is not None:
        yield Problem("this video has no captions", video[0], video[1].text)


@page_rule("frame-title", Severity.WARNING, Group.ACCESSIBILITY)
def frame_title(page: Page) -> Iterator[Problem]:
    """An embedded page has a title.

    Screen readers tell by it what is in the frame, and whether to go in (WCAG 2.2, technique H64 of success criterion
    4.1.2).

    Fix: Give the element the attribute "title", with what is in it.

    Bad:
        <iframe src="https://example.org/sorting"></iframe>

    Good:
        <iframe src="https://example.org/sorting" title="Cards to sort by hand"></iframe>
    """
    for spot, tag in tags_of(page, "iframe"):
        if not any(_value(tag, name) for name in ("title", "aria-label", "aria-labelledby")) and not (
            _has(tag, "hidden") or _value(tag, "aria-hidden") == "true"
        ):
            yield Problem("this frame has no title that says what is in it", spot, tag.text)


@page_rule("html-heading", Severity.WARNING, Group.ACCESSIBILITY)
def html_heading(page: Page) -> Iterator[Problem]:
    """A heading is written in Markdown, not in HTML.

    One in HTML is in no table of contents, cannot be linked to, and its level is not held together with those of the
    others (WCAG 2.2, success criterion 1.3.1).

    Fix: Write it with "#" signs.

    Bad:
        <h2>How to begin</h2>

    Good:
        ## How to begin
    """
    for spot, tag in tags_of(page, "h1", "h2", "h3", "h4", "h5", "h6"):
        yield Problem("this heading is written in HTML, so it is in no table of contents", spot, tag.text)


@page_rule("html-table-header", Severity.WARNING, Group.ACCESSIBILITY)
def html_table_header(page: Page) -> Iterator[Problem]:
    """A table in HTML has cells that are headers.

    Screen readers say with each cell what its column or row is (WCAG 2.2, technique H51 of success criterion 1.3.1).

    Fix: Write <th scope="col"> for the cells that say what is in their column; a table that only arranges things has
    role="presentation".

    Bad:
        <table>
        <tr><td>Card</td><td>Place</td></tr>
        <tr><td>A</td><td>1</td></tr>
        </table>

    Good:
        <table>
        <tr><th scope="col">Card</th><th scope="col">Place</th></tr>
        <tr><td>A</td><td>1</td></tr>
        </table>
    """
    table: tuple[Spot, HtmlTag] | None = None
    for spot, tag in tags_of(page, "table", "th"):
        if tag.name == "th":
            table = None
            continue
        if table is not None:
            yield Problem("no cell of this table is a header", table[0], table[1].text)
        table = None if _LAYOUT & set(tag.attributes) else (spot, tag)
    if table is not None:
        yield Problem("no cell of this table is a header", table[0], table[1].text)


RULES = (video_captions, frame_title, html_heading, html_table_header)

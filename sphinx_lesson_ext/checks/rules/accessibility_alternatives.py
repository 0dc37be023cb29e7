"""Rules about what an image says to those who do not see it."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from sphinx_lesson_ext.checks.rule import Group, Problem, page_rule
from sphinx_lesson_ext.findings import Severity

from .accessibility_html import tags_of
from .wording import beginning, plain, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_lesson_ext.checks.view import Page
    from sphinx_lesson_ext.lesson.facts import Picture

_SUFFIXES = (".apng", ".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".tif", ".tiff", ".webp")
#: What knitr writes where a chunk has neither ``fig.alt`` nor ``fig.cap``.
_DRAWN = "plot of chunk "
#: What says no more than that there is an image.
_SAYS_NOTHING = frozenset(
    {
        *("alt", "alt text", "alternative text", "caption", "description", "fig", "figure", "fixme", "image", "img"),
        *("photo", "picture", "placeholder", "screenshot", "tbd", "todo", "untitled", "bild", "abbildung", "imagen"),
        *("figura", "imagem", "immagine", "foto"),
    }
)
#: What a text alternative need not begin with, without the article before it.
_SAID_ANYWAY = (
    *("image of ", "image showing ", "image that shows ", "picture of ", "picture showing ", "graphic of "),
    *("imagen de ", "imagen del ", "imagen que muestra ", "image de ", "image du ", "image montrant ", "bild von "),
    *("bild eines ", "bild einer ", "imagem de ", "imagem do ", "imagem da ", "immagine di ", "immagine che mostra "),
)
_ARTICLES = frozenset(
    {"a", "an", "the", "un", "una", "une", "le", "la", "l'", "el", "ein", "das", "um", "uma", "o", "un'"}
)
#: Twice what public style guides ask for.
_LONGEST = 250


def _named(picture: Picture) -> str:
    name = picture.name
    if picture.is_output:
        return "the picture that this cell draws"
    return f"the image {shortened(name)!r}" if name else "this image"


@page_rule("image-alt", Severity.WARNING, Group.ACCESSIBILITY)
def image_alt(page: Page) -> Iterator[Problem]:
    """An image says in words what is on it.

    Whoever does not see an image hears its text alternative (WCAG 2.2, success criterion 1.1.1); pegboard, which
    checks lessons of The Carpentries Workbench, asks for it too.  A caption is none: it is for those who see the image.

    Fix: Say what is on it: in {alt='…'} behind an image, ":alt:" of a directive, "fig.alt" of a chunk of R, or
    {"mystnb": {"image": {"alt": "…"}}} in the metadata of a notebook's cell; {alt=''} says that it only decorates.

    Bad:
        ![](https://example.org/sorting.png)

    Bad:
        ![Sorting, drawn by Ada](https://example.org/sorting.png)

    Bad:
        <p><img src="https://example.org/sorting.png"></p>

    Good:
        ![Sorting, drawn by Ada](https://example.org/sorting.png){alt='Three cards that are put in order'}

        ![](https://example.org/line.png){alt=''}

        <p><img src="https://example.org/line.png" alt=""></p>
    """
    for picture in page.facts.pictures:
        # Of one that is missing, that is said alone.
        if picture.alt is None and not picture.is_missing:
            has = "a caption, but no text alternative" if picture.caption else "no text alternative"
            yield Problem(f"{_named(picture)} has {has}", picture.spot, picture.name)
    for spot, tag in tags_of(page, "img"):
        names = {name for name, _value in tag.attributes}
        hidden = ("aria-hidden", "true") in tag.attributes or ("role", "presentation") in tag.attributes
        if not names & {"alt", "aria-label", "aria-labelledby"} and not hidden:
            # As a text may have been changed before it was read, its tag is not looked for if its name can be.
            name = posixpath.basename(next((value or "" for key, value in tag.attributes if key == "src"), ""))
            shown = f"the image {shortened(name)!r}" if name else "this image"
            yield Problem(f"{shown} has no text alternative; give it the attribute 'alt'", spot, name or tag.text)


@page_rule("alt-empty-words", Severity.WARNING, Group.ACCESSIBILITY)
def alt_empty_words(page: Page) -> Iterator[Problem]:
    """The text alternative of an image is not the name of its file, nor a word such as "image".

    Nobody learns from "fig2.png" or from "plot of chunk ages" what is on the image (WCAG 2.2, failure F30 of success
    criterion 1.1.1).

    Fix: Say what is to be seen on the image, as to somebody on the telephone.

    Bad:
        ![](https://example.org/sorting-2.png){alt='sorting-2.png'}

    Bad:
        ![](https://example.org/sorting.png){alt='Screenshot'}

    Good:
        ![](https://example.org/sorting-2.png){alt='Three cards that are put in order'}
    """
    for picture in page.facts.pictures:
        alt = plain(picture.alt or "")
        if not alt:
            continue
        if alt.startswith(_DRAWN):
            message = f"{picture.alt!r} is what R writes where a chunk says nothing of its picture; give it 'fig.alt'"
            yield Problem(message, picture.spot, picture.alt or "")
        elif _is_name(alt, unquote(picture.name)) or alt in _SAYS_NOTHING:
            yield Problem(f"the text alternative {picture.alt!r} does not say what is on the image", picture.spot, alt)


def _is_name(alt: str, name: str) -> bool:
    """Tell whether *alt* is the name of a file; a word that is one by chance says something."""
    name = name.casefold()
    stem = posixpath.splitext(name)[0]
    return (
        alt == name or (alt.endswith(_SUFFIXES) and " " not in alt) or (alt == stem and any(c in stem for c in "-_."))
    )


@page_rule("alt-caption", Severity.NOTE, Group.ACCESSIBILITY, opt_in=True)
def alt_caption(page: Page) -> Iterator[Problem]:
    """The text alternative of an image does not repeat its caption.

    Screen readers read both, one after the other, and what is on the image remains unsaid (W3C, Images Tutorial).  Some
    repeat a short caption on purpose, since not all screen readers tell captions (GOV.UK, "Content design: images").

    Fix: Let the text alternative say what is on the image, and the caption what it is about or whose it is.

    Bad:
        ![Three cards in order](https://example.org/sorting.png){alt='Three cards in order'}

    Good:
        ![How cards are sorted](https://example.org/sorting.png){alt='Three cards in order'}
    """
    for picture in page.facts.pictures:
        if picture.alt and plain(picture.alt).strip(".") == plain(picture.caption).strip("."):
            yield Problem(
                f"{_named(picture)} has the same text as caption and as text alternative, which is heard twice",
                picture.spot,
                beginning(picture.alt),
            )


@page_rule("alt-prefix", Severity.NOTE, Group.ACCESSIBILITY, opt_in=True)
def alt_prefix(page: Page) -> Iterator[Problem]:
    """The text alternative of an image does not begin with "image of".

    That it is an image is said by screen readers, so it is heard twice (W3C, Images Tutorial, "Tips and Tricks").
    What kind of image it is, such as a diagram or a screenshot, may well be said; so may "image" where images are the
    subject.

    Fix: Begin with what is on the image.

    Bad:
        ![](https://example.org/sorting.png){alt='Image of three cards in order'}

    Good:
        ![](https://example.org/sorting.png){alt='Three cards in order'}

        ![](https://example.org/window.png){alt='Screenshot of a window with three cards'}
    """
    for picture in page.facts.pictures:
        words = plain(picture.alt or "").split(" ")
        rest = " ".join(words[1:] if words[0] in _ARTICLES else words)
        prefix = next((prefix for prefix in _SAID_ANYWAY if rest.startswith(prefix)), None)
        if prefix is not None and picture.alt is not None:
            said = picture.alt.strip()[: len(words[0]) + 1 + len(prefix) if words[0] in _ARTICLES else len(prefix)]
            message = f"the text alternative begins with {said.strip()!r}, which screen readers say anyway"
            yield Problem(message, picture.spot, said)


@page_rule("alt-long", Severity.NOTE, Group.ACCESSIBILITY, opt_in=True)
def alt_long(page: Page) -> Iterator[Problem]:
    """The text alternative of an image is short: at most 250 characters.

    It is heard in one go: nobody can stop in it, or go back to a word (WCAG 2.2, techniques G95 and G73).  Style guides
    ask for about 125 characters (GOV.WALES, "Images on GOV.WALES"); twice as many are told.

    Fix: Say in the text of the page, or in a spoiler beside the image, what all can use.

    Bad:
        ![](https://example.org/sorting.png){alt='Three cards lie on a table. The first has an A, the second a B, the
        third a C. Below them lie three more cards. The first has a C, the second an A, the third a B. An arrow leads
        from each card below to the card above that has the same letter, and no arrow leads to two.'}

    Good:
        ![](https://example.org/sorting.png){alt='Three cards in order, above three that are not'}
    """
    for picture in page.facts.pictures:
        if picture.alt and len(picture.alt) > _LONGEST:
            message = f"the text alternative of {_named(picture)} has {len(picture.alt)} characters"
            yield Problem(message, picture.spot, beginning(picture.alt))


RULES = (image_alt, alt_empty_words, alt_caption, alt_prefix, alt_long)

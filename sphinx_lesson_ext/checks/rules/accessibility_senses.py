"""Rules about what can be seen alone: colours, drawings, and pictures of text."""

from __future__ import annotations

import posixpath
from itertools import pairwise
from typing import TYPE_CHECKING

from sphinx_lesson_ext.checks.rule import Group, Problem, page_rule
from sphinx_lesson_ext.findings import Severity
from sphinx_lesson_ext.fixmes.raw_html import html_tags

from .wording import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_lesson_ext.checks.view import Page

#: Colours, by language.
_COLOURS = {
    "en": "red green blue yellow orange purple pink grey gray violet",
    "es": "rojo roja verde azul amarillo amarilla naranja morado rosa gris",
    "fr": "rouge vert verte bleu bleue jaune orange violet rose gris grise",
    "de": "rot rote roten grün grüne grünen blau blaue blauen gelb gelbe gelben grau graue grauen",
    "pt": "vermelho vermelha verde azul amarelo amarela laranja roxo rosa cinza",
}
#: What has a colour on a screen or a picture.
_THINGS = {
    "en": "area arrow arrows bar bars box boxes button circle circles dot dots line lines part rectangle region square "
    "squares text",
    "es": "área barra botón caja círculo cuadrado cuadro flecha línea líneas punto puntos recuadro rectángulo texto",
    "fr": "barre bouton boîte cadre carré cercle flèche ligne lignes point points rectangle texte zone",
    "de": "balken bereich feld kasten kreis kreise linie linien pfeil pfeile punkt punkte rechteck schaltfläche text",
    "pt": "área barra botão caixa círculo quadrado quadro linha linhas ponto pontos retângulo seta texto",
}
#: What leads to a colour that something is in.
_IN = {"en": "in", "es": "en", "fr": "en", "de": "in", "pt": "em"}
#: Languages in which the colour stands before the thing.
_COLOUR_FIRST = frozenset({"en", "de"})
_MARKS = ".,:;!?()[]\"'“”„«»"

#: What a picture shows that could be text.
_OF_TEXT = (
    *("screenshot of code", "screenshot of the code", "screenshot of a terminal", "screenshot of the terminal"),
    *("screenshot of a shell", "screenshot of the shell", "screenshot of the output", "screenshot of the console"),
    *("terminal output", "terminal window showing", "code snippet", "source code of", "captura de la terminal"),
    *("capture du terminal", "bildschirmfoto des terminals"),
)
_OF_TEXT_NAMES = ("code-snippet", "code_snippet", "code-screenshot", "code_screenshot", "terminal", "console-output")

#: What drawings are made of, how many lines of it make one, and what part of a line it is.
_STROKES = frozenset("|/\\_-+<>^~=│─┌┐└┘├┤┬┴┼║═╔╗╚╝")
_UPRIGHT = frozenset("|/\\+│┌┐└┘├┤┬┴┼║╔╗╚╝")
_DRAWN_LINES, _DRAWN_PART = 3, 0.5

#: How many elements with text make an image one that a few words cannot describe, and how few words those are.
_COMPLEX, _FEW = 20, 80
_LARGEST_SVG = 500_000


@page_rule("colour-alone", Severity.NOTE, Group.ACCESSIBILITY, opt_in=True)
def colour_alone(page: Page) -> Iterator[Problem]:
    """What is meant is not told by its colour alone.

    One man in twelve does not tell red from green, and who listens sees no colour (WCAG 2.2, success criterion 1.4.1).
    Only some phrases in English, Spanish, French, German and Portuguese are known, and what is beside them is not.

    Fix: Add where it is, what shape it has or what stands on it.

    Bad:
        Look at the red box.

    Good:
        Look at the red box on the left, "Sorted".
    """
    language = page.language.partition("_")[0].partition("-")[0]
    if language not in _COLOURS:
        return
    colours, things = frozenset(_COLOURS[language].split()), frozenset(_THINGS[language].split())
    for passage in page.facts.passages:
        written = passage.text.split()
        words = [word.strip(_MARKS).casefold() for word in written]
        for number, pair in enumerate(pairwise(words)):
            colour, thing = pair if language in _COLOUR_FIRST else reversed(pair)
            is_last = number + 2 == len(words) or written[number + 1][-1] in ".,;:!?"
            if is_last and (
                (colour in colours and thing in things) or (pair[0] == _IN[language] and pair[1] in colours)
            ):
                text = " ".join(written[number : number + 2]).strip(_MARKS)
                yield Problem(f"{text!r} names a colour, which not everybody sees", passage.spot, text)


@page_rule("image-of-text", Severity.NOTE, Group.ACCESSIBILITY, opt_in=True)
def image_of_text(page: Page) -> Iterator[Problem]:
    """Code and what a terminal shows are text, not images.

    Text in an image cannot be made larger without blur, searched, copied or listened to (WCAG 2.2, success criterion
    1.4.5).  It is told by the name of the file and by the text alternative.

    Fix: Write it as a block of code.

    Bad:
        ![](https://example.org/sorting.png){alt='Screenshot of the terminal with three sorted names'}

    Good:
        ```output
        Ada
        Grace
        Hedy
        ```
    """
    for picture in page.facts.pictures:
        alt, name = plain(picture.alt or ""), picture.name
        if any(phrase in alt for phrase in _OF_TEXT) or any(part in name.casefold() for part in _OF_TEXT_NAMES):
            yield Problem(f"the image {name!r} seems to show text; write that as text", picture.spot, name)


@page_rule("ascii-art", Severity.NOTE, Group.ACCESSIBILITY, opt_in=True)
def ascii_art(page: Page) -> Iterator[Problem]:
    """What is drawn with characters is said in words too.

    Who listens hears "vertical line, hyphen, hyphen, plus" (WCAG 2.2, technique H86 of success criterion 1.1.1).
    Blocks of code without a language are looked at, or with the language "text" or "output".

    Fix: Make an image of it, with a text alternative; or say in the text what it shows, and let the check ignore it.

    Bad:
        ```text
        +---+  +---+
        | A |--| B |
        +---+  +---+
        ```

    Good:
        ```text
        A, then B
        ```
    """
    for code in page.facts.codes:
        if code.language in {"", "text", "output"}:
            lines = [line for line in code.text.split("\n") if _is_drawn(line)]
            if len(lines) >= _DRAWN_LINES:
                yield Problem("this block is a drawing, which cannot be listened to", code.spot, lines[0])


def _is_drawn(line: str) -> bool:
    characters = "".join(line.split())
    strokes = sum(character in _STROKES for character in characters)
    return strokes > 1 and strokes >= len(characters) * _DRAWN_PART and not _UPRIGHT.isdisjoint(characters)


@page_rule("image-complex", Severity.NOTE, Group.ACCESSIBILITY, opt_in=True)
def image_complex(page: Page) -> Iterator[Problem]:
    """An image with much in it has more than a few words for those who do not see it.

    A diagram with twenty labels is not described in one sentence (W3C, Images Tutorial, "Complex Images"; WCAG 2.2,
    technique G73).  It is told of images in SVG with 20 texts and more whose text alternative is shorter than 80
    characters and that have no caption.

    Fix: Describe it in its text alternative, in a caption, or in the text beside it.

    Bad:
        === episodes/example.md
        ![](fig/cards.svg){alt='All cards'}
        === episodes/fig/cards.svg
        <svg xmlns="http://www.w3.org/2000/svg"><text>A</text><text>B</text><text>C</text><text>D</text><text>E</text>
        <text>F</text><text>G</text><text>H</text><text>I</text><text>J</text><text>K</text><text>L</text><text>M</text>
        <text>N</text><text>O</text><text>P</text><text>Q</text><text>R</text><text>S</text><text>T</text></svg>

    Good:
        === episodes/example.md
        ![](fig/cards.svg){alt='All cards'}
        === episodes/fig/cards.svg
        <svg xmlns="http://www.w3.org/2000/svg"><text>A to T</text></svg>
    """
    for picture in page.facts.pictures:
        is_short = picture.alt is not None and 0 < len(picture.alt) < _FEW and not picture.caption
        if is_short and posixpath.splitext(picture.uri)[1].lower() == ".svg" and "://" not in picture.uri:
            texts = _texts_in(page, picture.uri)
            if texts >= _COMPLEX:
                message = f"the image {picture.name!r} has {texts} texts in it, but only {picture.alt!r} tells of it"
                yield Problem(message, picture.spot, picture.name)


def _texts_in(page: Page, path: str) -> int:
    file = page.file(path)
    if file is None or file.stat().st_size > _LARGEST_SVG:
        return 0
    return sum(tag.name == "text" for tag in html_tags(file.read_text(encoding="utf-8", errors="replace")))


RULES = (colour_alone, image_of_text, ascii_art, image_complex)

"""The accent colour that an author may choose, for each colour scheme."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_lesson_ext.messages import warn

from .colours import LEAST_CONTRAST, contrast, mix, nearest, parse_colour

if TYPE_CHECKING:
    from .colours import Colour

#: How much of the accent colour is in the wash behind text; the style sheet mixes it likewise.
WASH = 0.08


class Scheme(NamedTuple):
    """A colour scheme.

    :ivar default: The theme's own accent colour.
    :ivar paper: The background of the page.
    :ivar hardest: The one of the other backgrounds of text that is nearest to the text.
    :ivar towards: The end that a colour has to move to for more contrast.
    """

    default: str
    paper: str
    hardest: str
    towards: str


SCHEMES = {
    "light": Scheme("#1c4f9c", "#ffffff", "#f9eff8", "#000000"),
    "dark": Scheme("#8ab4ff", "#14171b", "#2a2015", "#ffffff"),
}


def readable_accent(scheme: Scheme, chosen: str) -> str:
    """Return *chosen*, or the nearest colour that can be read everywhere in *scheme*."""
    return str(nearest(parse_colour(chosen), parse_colour(scheme.towards), lambda colour: _passes(colour, scheme)))


def check_accent(name: str, chosen: str) -> str:
    """Return the accent colour for the scheme *name*; one that cannot be read is replaced, with a warning."""
    scheme = SCHEMES[name]
    accent = readable_accent(scheme, chosen or scheme.default)
    if chosen and parse_colour(chosen) != parse_colour(accent):
        text = (
            "the theme option accent_%s is %s, whose contrast is %.1f : 1 where it is hardest to read, but must be "
            "%.1f : 1 or more (WCAG 2.2); the nearest colour with that, %s, is used instead"
        )
        least = _least_contrast(parse_colour(chosen), scheme)
        warn("theme-option", text, name, chosen, least, LEAST_CONTRAST, accent, location=None)
    return accent


def _least_contrast(colour: Colour, scheme: Scheme) -> float:
    """Return the contrast with the background of text that is nearest to the colour, its own wash among them."""
    paper = parse_colour(scheme.paper)
    return min(contrast(colour, behind) for behind in (parse_colour(scheme.hardest), mix(paper, colour, WASH)))


def _passes(colour: Colour, scheme: Scheme) -> bool:
    return _least_contrast(colour, scheme) >= LEAST_CONTRAST

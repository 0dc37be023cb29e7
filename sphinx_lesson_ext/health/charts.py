"""Charts as drawings in SVG, made of elements.

A chart is as wide as its place: bars are parts of that width, and letters keep their size.  Which series a bar belongs
to is told by a pattern too, never by colour alone; all colours are those of the style sheet, by classes.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, tostring

from markupsafe import Markup

from sphinx_lesson_ext.report.wording import shortened, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

#: The height of a row, with its words above its bar, and where these are, in pixels.
_ROW, _BASELINE, _TOP, _BAR = 46, 15, 23, 14
#: The length of the longest bar, in parts of a hundred.
_WHOLE = 100.0
#: So many columns of a title have room beside its figures on a narrow screen.
_LONGEST = 34
#: The width of the stripes and the distance of the dots in patterns, in pixels.
_TILE = 6


@dataclass(frozen=True, slots=True)
class Series:
    """What a part of a bar stands for: its *name*, if it needs one, and the *kind* that gives it colour and pattern."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: what it is about, the value of each series, and these as the chart shows them."""

    title: str
    values: Sequence[int]
    figure: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of bars, one below the other.

    :ivar name: Its id in the page.
    :ivar title: What it shows.
    :ivar language: The language of the bars' titles, if that can be told.
    """

    name: str
    title: str
    series: Sequence[Series]
    bars: Sequence[Bar]
    language: str = ""

    def draw(self) -> Markup:
        """Return the drawing as an element of HTML."""
        height = str(len(self.bars) * _ROW)
        names = (f"{self.name}-title", f"{self.name}-description")
        size = {"width": "100%", "height": height}
        svg = Element("svg", {"class": "chart", "role": "img", "aria-labelledby": " ".join(names), **size})
        for tag, identifier, text in zip(("title", "desc"), names, (self.title, self._description()), strict=True):
            SubElement(svg, tag, id=identifier).text = visible(text)
        definitions = SubElement(svg, "defs")
        for series in self.series:
            definitions.append(self._pattern(series))
        longest = max((sum(bar.values) for bar in self.bars), default=0)
        for number, bar in enumerate(self.bars):
            svg.append(self._row(bar, number * _ROW, longest))
        # Markup is safe here: what is written are elements, whose text was escaped.
        return Markup(tostring(svg, encoding="unicode", short_empty_elements=False))  # noqa: S704

    def key(self) -> Sequence[tuple[Series, Markup]]:
        """Return each series that has a name with a drawing of its look, to be shown beside the name."""
        return [(series, self._swatch(series)) for series in self.series if series.name]

    def _description(self) -> str:
        names = " + ".join(series.name for series in self.series if series.name)
        bars = "; ".join(f"{bar.title}: {bar.figure}" for bar in self.bars)
        return f"{names}: {bars}." if names else f"{bars}."

    def _swatch(self, series: Series) -> Markup:
        svg = Element("svg", {"class": "swatch", "aria-hidden": "true", "width": str(_BAR), "height": str(_BAR)})
        self._fill(svg, series, "0", "100%", 0)
        return Markup(tostring(svg, encoding="unicode", short_empty_elements=False))  # noqa: S704

    def _row(self, bar: Bar, top: int, longest: int) -> Element:
        row = Element("g", {"class": "row"})
        title = SubElement(row, "text", {"x": "0", "y": str(top + _BASELINE), "class": "bar-title"})
        title.text = shortened(visible(bar.title), _LONGEST)
        if self.language:
            title.set("lang", self.language)
        figure = {"x": "100%", "y": str(top + _BASELINE), "class": "bar-figure", "text-anchor": "end"}
        SubElement(row, "text", figure).text = visible(bar.figure)
        track = {"class": "track", "x": "0", "y": str(top + _TOP), "width": "100%", "height": str(_BAR)}
        SubElement(row, "rect", track)
        ends = [_WHOLE * end / longest if longest else 0.0 for end in accumulate(bar.values, initial=0)]
        for series, start, end in zip(self.series, ends, ends[1:], strict=False):
            if end > start:
                self._fill(row, series, f"{start:.4g}%", f"{end - start:.4g}%", top + _TOP)
        return row

    def _fill(self, parent: Element, series: Series, x: str, width: str, top: int) -> None:
        """Draw a part of a bar: its colour, and the pattern over it."""
        place = {"x": x, "y": str(top), "width": width, "height": str(_BAR)}
        SubElement(parent, "rect", {"class": f"fill {series.kind}", **place})
        if _PATTERNS.get(series.kind):
            SubElement(parent, "rect", {"class": "over", "fill": f"url(#{self._pattern_name(series)})", **place})

    def _pattern(self, series: Series) -> Element:
        tile = str(_TILE)
        size = {"width": tile, "height": tile, "patternUnits": "userSpaceOnUse"}
        pattern = Element("pattern", {"id": self._pattern_name(series), **size})
        for shape, attributes in _PATTERNS.get(series.kind, ()):
            SubElement(pattern, shape, {"class": "over-shape", **attributes})
        return pattern

    def _pattern_name(self, series: Series) -> str:
        return f"{self.name}-{series.kind}"


#: What is drawn over the colour of each kind, in a tile; a kind without a pattern is plain.
_PATTERNS = {
    "exercises": (("path", {"d": "M-1 1 1 -1 M0 6 6 0 M5 7 7 5"}),),
    "warning": (("path", {"d": "M-1 1 1 -1 M0 6 6 0 M5 7 7 5"}),),
    "break": (("path", {"d": "M1.5 0V6 M4.5 0V6"}),),
    "note": (("circle", {"cx": "3", "cy": "3", "r": "1.1"}),),
}

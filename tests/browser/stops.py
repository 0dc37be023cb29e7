"""A walk through a page with the Tab key, and what is seen at each stop."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

#: More stops than any page has: who is still walking then is in a trap.
ENOUGH = 400
#: What has the focus now: an element not seen before, the number of one that was, or nothing.  An element is covered
#: where no point of it is seen.
LOOK = """() => {
    const focused = document.activeElement;
    window.stops ??= [];
    if (focused === document.body) return null;
    if (window.stops.includes(focused)) return window.stops.indexOf(focused);
    window.stops.push(focused);
    const boxes = [...focused.getClientRects()].filter(box => box.width && box.height);
    const points = boxes.flatMap(box => [.1, .5, .9].flatMap(x => [.1, .5, .9].map(y => [box.left + x * box.width, box.top + y * box.height])));
    const isOnTop = ([x, y]) => {
        const top = document.elementFromPoint(x, y);
        return top && (focused.contains(top) || top.contains(focused));
    };
    const style = getComputedStyle(focused);
    return {
        html: focused.outerHTML.slice(0, 160),
        is_uncovered: points.some(isOnTop),
        is_outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && focused.matches(":focus-visible"),
    };
}"""
#: Where the stops of the walk are: which part of the page each is in, its place in the document, and its box.
PLACES = """() => {
    scrollTo({top: 0, behavior: "instant"});
    const parts = ["dialog", ".tab-list", "main", "header", ".left", ".right", ".pager", "footer"];
    const all = [...document.querySelectorAll("*")];
    return window.stops.map(stop => {
        const box = [...stop.getClientRects()].find(box => box.width) ?? stop.getBoundingClientRect();
        return {
            text: getComputedStyle(stop).display === "inline" ? all.indexOf(stop.parentElement.closest("p, li, dd, dt, td, th")) : -1,
            part: parts.find(part => stop.closest(part)) ?? "",
            index: all.indexOf(stop),
            tab_index: stop.tabIndex,
            start: box.left, end: box.right, top: box.top, bottom: box.bottom,
        };
    });
}"""
#: Everything shown that can be used, without what the walk stopped at.
MISSED = """() => {
    const usable = "a[href], button, input, select, textarea, summary, [tabindex='0']";
    const scope = document.querySelector("dialog[open]") ?? document;
    return [...scope.querySelectorAll(usable)]
        .filter(part => part.tabIndex >= 0 && !part.disabled && part.checkVisibility({visibilityProperty: true}))
        .filter(part => !window.stops.includes(part))
        .map(part => part.outerHTML.slice(0, 160));
}"""


@dataclass(frozen=True)
class Stop:
    """An element that the Tab key leads to.

    :ivar part: The part of the page that it is in.
    :ivar text: For a link in a text the number of that paragraph or the like, else -1.
    :ivar index: Its place in the document.
    :ivar start: Its left edge, in a page from right to left its right edge counted from the right.
    """

    html: str
    is_uncovered: bool
    is_outlined: bool
    part: str
    text: int
    index: int
    tab_index: int
    start: float
    end: float
    top: float
    bottom: float

    def reads_before(self, other: Stop) -> bool:
        """Whether readers come to this stop before the other, as far as that can be told from where they are.

        In a part of the page, what is further on in the line or in the next column comes later, and so does what begins
        lower.  The parts come as they are in the document, and a text has an order of its own in either direction.
        """
        if self.part != other.part or self.text == other.text != -1:
            return self.index < other.index
        return other.top >= self.top + 1 or other.start >= self.start


@dataclass(frozen=True)
class Walk:
    """A walk from where the focus is until it leaves the page, or is where it was first.

    :ivar ended: Whether it came to that; else there is a trap.
    :ivar missed: What could be used and was never reached.
    """

    stops: tuple[Stop, ...]
    ended: bool
    missed: tuple[str, ...]


def walk(page: Page, key: str = "Tab") -> Walk:
    """Walk through the page with a key."""
    here = page.evaluate(LOOK)
    looks = [here] if here else []
    for _ in range(ENOUGH):
        page.keyboard.press(key)
        here = page.evaluate(LOOK)
        if not isinstance(here, dict):
            break
        looks.append(here)
    is_mirrored = page.evaluate("document.documentElement.dir === 'rtl'")
    width = page.viewport_size["width"]
    stops = []
    for look, place in zip(looks, page.evaluate(PLACES), strict=True):
        if is_mirrored:
            place["start"], place["end"] = width - place["end"], width - place["start"]
        stops.append(Stop(**look, **place))
    return Walk(tuple(stops), here in (None, 0), tuple(page.evaluate(MISSED)))

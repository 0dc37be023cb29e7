"""Pages with the keyboard alone."""

from __future__ import annotations

import base64
from itertools import pairwise as pairwise_of

import pytest

from browser.pages import EVERYTHING, PAGE_KINDS
from browser.pairwise import pairwise
from browser.stops import walk

#: Low enough to scroll, high enough for the header to stay in view.
HEIGHT = 640
#: The number of one stop of each kind: elements with the same name and classes, in the same part of the page, are alike.
KINDS_OF_STOPS = """() => {
    const kinds = {};
    window.stops.forEach((stop, number) => {
        const part = stop.closest("main, header, .left, .right, .pager, footer");
        const classes = [...stop.classList].filter(name => !/reference|internal|external/.test(name));
        kinds[`${part?.className || part?.localName} ${stop.parentElement.localName} ${stop.localName}.${classes.join(".")}`] ??= number;
    });
    return kinds;
}"""
#: The number of pixels whose colours in two pictures have a contrast of 3 to 1 or more.
CHANGED = """async shots => {
    const pixels = await Promise.all(shots.map(async shot => {
        const image = new Image();
        image.src = `data:image/png;base64,${shot}`;
        await image.decode();
        const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
        context.drawImage(image, 0, 0);
        return context.getImageData(0, 0, image.width, image.height).data;
    }));
    const linear = value => (value /= 255) <= .04045 ? value / 12.92 : ((value + .055) / 1.055) ** 2.4;
    const luminance = (data, at) => .2126 * linear(data[at]) + .7152 * linear(data[at + 1]) + .0722 * linear(data[at + 2]) + .05;
    let changed = 0;
    for (let at = 0; at < pixels[0].length; at += 4) {
        const [one, other] = pixels.map(data => luminance(data, at));
        if (Math.max(one, other) / Math.min(one, other) >= 3) changed += 1;
    }
    return changed;
}"""
WALKS = pairwise(tuple(PAGE_KINDS), ("ltr", "rtl"), (390, 1280))


def open_for_walk(opened, kind, direction, width):
    page = opened(PAGE_KINDS[kind].path, width, HEIGHT, direction, reduced_motion="reduce")
    page.click("[data-set-view=instructor]")
    # The next key leads to the beginning of the page, not to what comes after that button.
    page.reload()
    PAGE_KINDS[kind].arrange(page)
    return page


@pytest.mark.parametrize(("kind", "direction", "width"), WALKS)
def test_every_stop(opened, kind, direction, width):
    """WCAG 2.2: no trap (2.1.2), all by keyboard (2.1.1), in order (2.4.3), seen (2.4.7) and not covered (2.4.11)."""
    done = walk(open_for_walk(opened, kind, direction, width))
    assert done.ended
    assert done.missed == ()
    assert [stop.html for stop in done.stops if not stop.is_uncovered] == []
    assert [stop.html for stop in done.stops if not stop.is_outlined] == []
    assert [stop.html for stop in done.stops if stop.tab_index > 0] == []
    assert [stop.index for stop in done.stops] == sorted(stop.index for stop in done.stops)
    assert [(one.html, other.html) for one, other in pairwise_of(done.stops) if not one.reads_before(other)] == []
    assert len(done.stops) >= (3 if kind == "search-dialog" else 10)


def test_the_way_back(opened):
    """Shift and Tab lead to the same stops, from the last to the first."""
    forth, back = (
        [stop.index for stop in walk(open_for_walk(opened, "episode-closed", "ltr", 1280), key).stops]
        for key in ("Tab", "Shift+Tab")
    )
    assert back == forth[::-1]


def test_the_walk_sees_what_is_wrong(opened):
    page = opened(bypass_csp=True, height=HEIGHT, reduced_motion="reduce")
    page.add_style_tag(
        content="#bare { outline: none } #lid { position: fixed; inset: 0; z-index: 99; pointer-events: none }"
        "#lid:has(~ #covered:focus) { pointer-events: auto } #back { display: flex; flex-direction: row-reverse }"
    )
    page.evaluate(
        """() => {
            const places = ["bare", "covered", "one", "other", "first"].map(id => {
                const link = document.createElement("a");
                Object.assign(link, {href: "#", id, textContent: id, style: "display: block; inline-size: 5rem"});
                return link;
            });
            const back = document.createElement("div");
            back.id = "back";
            back.append(places[2], places[3]);
            const lid = document.createElement("div");
            lid.id = "lid";
            const first = places[4];
            first.tabIndex = 1;
            document.querySelector("main").prepend(lid, places[0], places[1], back, first);
        }"""
    )
    done = walk(page)
    stops = {
        name: stop
        for stop in done.stops
        for name in ("bare", "covered", "one", "other", "first")
        if f'id="{name}"' in stop.html
    }
    assert done.ended
    assert [name for name, stop in stops.items() if not stop.is_outlined] == ["bare"]
    assert [name for name, stop in stops.items() if not stop.is_uncovered] == ["covered"]
    assert not stops["one"].reads_before(stops["other"])
    assert stops["first"] == done.stops[0]
    assert stops["first"].tab_index == 1


def test_the_walk_sees_a_trap(opened):
    page = opened()
    page.evaluate(
        """() => document.querySelector(".header-links a").addEventListener("keydown", event => {
            if (event.key === "Tab") event.preventDefault();
        })"""
    )
    done = walk(page)
    assert not done.ended
    assert len(done.missed) > 10


@pytest.mark.parametrize("scheme", ["light", "dark", "forced-colours"])
def test_focus_changes_what_is_seen(opened, browser, scheme):
    """WCAG 2.2, 2.4.7, in pixels: each kind of stop looks different with the focus, in contrast of at least 3 to 1."""
    options = {"forced_colors": "active"} if scheme == "forced-colours" else {"color_scheme": scheme}
    page = opened(EVERYTHING, height=HEIGHT, reduced_motion="reduce", **options)
    page.keyboard.press("Tab")
    stops = walk(page).stops
    kinds = page.evaluate(KINDS_OF_STOPS)
    assert len(kinds) >= 12
    canvas = browser.new_page()
    unseen = {}
    for kind, number in kinds.items():
        focused = page.evaluate_handle("number => window.stops[number]", number)
        focused.focus()
        box = focused.bounding_box()
        clip = {
            "x": max(box["x"] - 6, 0),
            "y": max(box["y"] - 6, 0),
            "width": min(box["width"], 1200) + 12,
            "height": min(box["height"], 400) + 12,
        }
        with_focus = page.screenshot(clip=clip)
        focused.evaluate("stop => stop.blur()")
        without = page.screenshot(clip=clip)
        changed = canvas.evaluate(CHANGED, [base64.b64encode(shot).decode() for shot in (with_focus, without)])
        # As many as a line of one pixel below the whole of it has.
        if changed < min(box["width"], 1200):
            unseen[kind] = (stops[number].html, changed)
    canvas.close()
    assert unseen == {}


def test_skip_link(opened):
    page = opened()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_escape_closes_the_dialog(opened, direction):
    page = opened(direction=direction)
    page.focus(".search-link")
    page.keyboard.press("Enter")
    assert page.locator("dialog[open]").count() == 1
    page.keyboard.insert_text("loops")
    page.wait_for_selector(".search-results a")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0
    assert page.evaluate("document.activeElement.matches('.search-link')")


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_the_dialog_closes_from_its_field(opened, direction):
    page = opened(direction=direction)
    page.focus(".brand")
    page.keyboard.press("/")
    page.keyboard.insert_text("loops")
    # Browsers may use the first to empty the field.
    page.keyboard.press("Escape")
    if page.locator("dialog[open]").count():
        page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0
    assert page.evaluate("document.activeElement.matches('.brand')")


@pytest.mark.parametrize("menu", [".header-links", ".languages"])
@pytest.mark.parametrize("inside", [False, True])
def test_escape_closes_a_menu(opened, chosen_site, menu, inside):
    page = opened(site=chosen_site)
    page.focus(f"{menu} summary")
    page.keyboard.press("Enter")
    assert page.locator(f"{menu} details[open]").count() == 1
    if inside:
        page.keyboard.press("Tab")
        assert page.evaluate("menu => document.activeElement.matches(`${menu} li a`)", menu)
    page.keyboard.press("Escape")
    assert page.locator(f"{menu} details[open]").count() == 0
    assert page.evaluate("menu => document.activeElement.matches(`${menu} summary`)", menu)


def test_a_menu_closes_behind_the_focus(opened):
    page = opened()
    page.focus(".header-links summary")
    page.keyboard.press("Enter")
    last = page.locator(".header-links li a").last
    last.focus()
    page.keyboard.press("Tab")
    assert page.locator(".header-links details[open]").count() == 0


@pytest.mark.parametrize("key", ["Enter", "Space"])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_blocks_open_and_close_by_keys(opened, key, direction):
    page = opened(EVERYTHING, direction=direction)
    blocks = [block for block in page.locator("main details").all() if block.is_visible()]
    assert len(blocks) >= 3
    for block in blocks:
        assert block.get_attribute("open") is None
        block.locator("summary").first.focus()
        page.keyboard.press(key)
        assert block.get_attribute("open") is not None
        page.keyboard.press(key)
        assert block.get_attribute("open") is None


@pytest.mark.parametrize("width", [320, 1280])
def test_what_scrolls_is_reached_and_scrolls(opened, width):
    """WCAG 2.2, 2.1.1: code, tables and formulas that are wider than their place."""
    page = opened(EVERYTHING, width)
    parts = page.locator(".code-scroll[tabindex='0'], .table-scroll[tabindex='0'], .math-scroll[tabindex='0']")
    parts.first.wait_for()
    assert parts.count() >= (3 if width == 320 else 1)
    for part in parts.all():
        assert part.evaluate("part => part.scrollWidth > part.clientWidth")
        # Whoever stops there is told what it is.
        assert part.evaluate(
            "part => part.matches('[role]') && (part.ariaLabel || part.hasAttribute('aria-labelledby'))"
        )
        part.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_function("() => document.activeElement.scrollLeft > 0")


def test_what_does_not_scroll_takes_no_focus(opened):
    page = opened()
    page.wait_for_timeout(100)
    assert page.locator(".code-scroll[tabindex]").count() == 0

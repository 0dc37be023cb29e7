"""What goes beyond its place on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

#: How many pixels the page could be scrolled sideways.
SIDEWAYS = "Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) - innerWidth"
#: Each text of which a part is cut off, by an element around it or by the window, or that is taller than its element.
CLIPPED = """() => {
    const hidden = ".for-readers, .skip, svg, template, script, style, noscript";
    const found = new Set();
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const element = texts.currentNode.parentElement;
        if (!texts.currentNode.data.trim() || element.closest(hidden) || !element.checkVisibility({visibilityProperty: true})) continue;
        const range = document.createRange();
        range.selectNodeContents(texts.currentNode);
        const boxes = [...range.getClientRects()].filter(box => box.width > 1 && box.height);
        let x = true, y = true;
        for (let part = element; part && (x || y); part = part.parentElement) {
            const style = getComputedStyle(part);
            if (style.clipPath !== "none") x = y = false;
            if (style.display === "inline" || style.display === "contents") continue;
            const around = part.getBoundingClientRect();
            if (/auto|scroll/.test(style.overflowX)) x = false;
            if (/auto|scroll/.test(style.overflowY)) y = false;
            for (const box of boxes) {
                const cutX = x && /hidden|clip/.test(style.overflowX) && (box.left < around.left - 1 || box.right > around.right + 1);
                const cutY = y && /hidden|clip/.test(style.overflowY) && (box.top < around.top - 1 || box.bottom > around.bottom + 1);
                const isTaller = part === element && style.overflowY === "visible" && box.bottom > around.bottom + 8;
                if (cutX || cutY || isTaller) found.add(element.outerHTML.slice(0, 160));
            }
        }
        if (x && boxes.some(box => box.left < -1 || box.right > innerWidth + 1)) found.add(element.outerHTML.slice(0, 160));
    }
    return [...found];
}"""


def sideways(page: Page) -> int:
    """Return how many pixels the whole page scrolls sideways."""
    return page.evaluate(SIDEWAYS)


def clipped(page: Page) -> list[str]:
    """Return each element whose text is cut off or runs out of it."""
    return page.evaluate(CLIPPED)

"""The size of what can be clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

#: Each target that is too small; a target is what is seen of it.  As the criterion has it, those in a sentence are left
#: out, and those around whose middle a circle of 24 pixels meets neither another target nor another such circle.
SMALL = """strict => {
    const limit = 24 - .01;
    const targets = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [role=tab], [tabindex='0']")]
        .filter(part => part.checkVisibility({visibilityProperty: true}) && !part.matches(".skip") && !part.closest("dialog:not([open])"))
        .map(part => {
            const box = part.getBoundingClientRect();
            const isSmall = box.width < limit || box.height < limit;
            const text = part.closest("p, li, dd, dt, td, th, figcaption")?.textContent.trim() ?? "";
            const isInSentence = text !== "" && getComputedStyle(part).display.startsWith("inline") && part.matches("a") && text !== part.textContent.trim();
            return {part, box, isSmall, isInSentence, x: box.left + box.width / 2, y: box.top + box.height / 2};
        })
        .filter(({box}) => box.width && box.height);
    const isNear = (one, other) => {
        const x = Math.max(other.box.left, Math.min(one.x, other.box.right));
        const y = Math.max(other.box.top, Math.min(one.y, other.box.bottom));
        const circles = other.isSmall && Math.hypot(one.x - other.x, one.y - other.y) < 24;
        return circles || Math.hypot(one.x - x, one.y - y) < 12;
    };
    const isCrowded = one => targets.some(other => other !== one && !other.part.contains(one.part) && !one.part.contains(other.part) && isNear(one, other));
    return targets
        .filter(one => one.isSmall && !one.isInSentence && (strict && !one.part.closest("main") || isCrowded(one)))
        .map(({part, box}) => `${part.outerHTML.slice(0, 160)} ${box.width.toFixed(1)}x${box.height.toFixed(1)}`);
}"""


def small_targets(page: Page) -> list[str]:
    """Return each target that is too small; what the theme adds around the text has no excuse but a sentence."""
    return page.evaluate(SMALL, True)

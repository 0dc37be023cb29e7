"""What axe-core says of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

#: WCAG 2.0 to 2.2, A and AA, and what axe's authors recommend; no rule of these is switched off.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: Run when all that moves or fades has come to rest, for what fades in has a colour of its own until it has.
RUN = """async rules => {
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    const atRest = Promise.allSettled(document.getAnimations().map(animation => animation.finished));
    await Promise.race([atRest, new Promise(done => setTimeout(done, 5000))]);
    const found = await axe.run(document, {runOnly: rules, resultTypes: ["violations"]});
    return found.violations.map(rule => [rule.id, rule.nodes.map(node => node.html.slice(0, 200))]);
}"""


def violations(page: Page, axe: str) -> list[tuple[str, list[str]]]:
    """Return each rule that the page breaks, and where.

    :param axe: The source of axe-core (fixture ``axe``).
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe)
    return [(rule, places) for rule, places in page.evaluate(RUN, RULES)]

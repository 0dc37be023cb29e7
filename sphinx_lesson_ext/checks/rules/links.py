"""Rules about links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_lesson_ext.checks.rule import Group, Problem, page_rule
from sphinx_lesson_ext.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_lesson_ext.checks.view import Page

#: Texts that say nothing of where a link leads: those of pegboard's ``validate_links``.
_SAYS_NOTHING = frozenset(
    {"click here", "for more info", "here", "link", "more", "more info", "over here", "read more", "this", "this link"}
)


@page_rule("link-text", Severity.WARNING, Group.LINKS)
def link_text(page: Page) -> Iterator[Problem]:
    """A link's text says where it leads.

    Whoever listens to a page often hears its links alone, one after the other: of "here" nothing can be told (WCAG
    2.2, success criterion 2.4.4).

    Fix: Name what the link leads to, such as the title of the page.

    Bad:
        Read more [here](https://example.org/manual).

    Good:
        Read more in [the manual](https://example.org/manual).
    """
    for link in page.facts.links:
        if " ".join(link.text.split()).casefold().strip(".,:;!") in _SAYS_NOTHING:
            yield Problem(
                f"the text of this link is {link.text!r}, which does not say where it leads", link.spot, link.text
            )


RULES = (link_text,)

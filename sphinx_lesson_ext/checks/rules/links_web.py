"""Rules about links to the web, which are asked for with ``lesson check --links`` alone: a table of its own."""

from __future__ import annotations

from sphinx_lesson_ext.checks.rule import Group, reading_rule
from sphinx_lesson_ext.findings import Severity


@reading_rule("link-broken", Group.LINKS, Severity.ERROR)
def link_broken() -> None:
    """A link leads to a page that is there.

    The server says that there is no such page, or there is no such server.  What a server does not want to tell to a
    program is no finding.  It is asked for with ``--links`` alone.

    Fix: Find out where the page is now, or link to a copy at https://web.archive.org.

    Bad:
        See [the manual](https://example.org/that-is-gone).

    Good:
        See [the manual](https://example.org/that-is-there).
    """


@reading_rule("link-moved", Group.LINKS, Severity.NOTE, mends=True)
def link_moved() -> None:
    """A link leads to where a page is, not to where it was.

    The server says that the page has moved for good.  Old addresses are given up some day.  It is asked for with
    ``--links`` alone.

    Fix: Write the new address, if it is the page that was meant.

    Bad:
        See [the manual](http://example.org/manual).

    Good:
        See [the manual](https://example.org/manual).
    """


@reading_rule("link-place", Group.LINKS, Severity.NOTE)
def link_place() -> None:
    """A link leads to a place that the page has.

    The page is there, but no place on it has the name behind the ``#``; pages that a script makes may have it all the
    same.  It is asked for with ``--links`` alone.

    Fix: Look for the place on the page, and write its name, or leave it out.

    Bad:
        See [the manual](https://example.org/manual#that-is-gone).

    Good:
        See [the manual](https://example.org/manual#that-is-there).
    """


RULES = (link_broken, link_moved, link_place)

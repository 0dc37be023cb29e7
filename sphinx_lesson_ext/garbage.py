"""Python's search for garbage, made rarer while a build creates what it keeps.

Every few hundred new objects Python looks for garbage, now and then among all objects that there are.  A build keeps a
tree of nodes for each document, so these searches are a quarter of the time of a large one, and find little.
Searched less often, the same garbage is found in larger portions, for a few per cent more memory.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: How many more objects there have to be before Python searches.  With more, the time saved is hardly longer: about as
#: many belong to two documents of usual length.
OBJECTS = 20_000
#: What Python begins with, up to version 3.12 and since: any other number was chosen by somebody.
_USUAL = frozenset({700, 2000})
#: Before all other handlers of an event, and after them.
_FIRST, _LAST = 0, 1000


class Searches:
    """How often Python searched before, for the length of one build."""

    def __init__(self) -> None:
        self._usual: tuple[int, int, int] | None = None

    def thin(self, *_event: object) -> None:
        """Let Python search less often, unless somebody chose how often (a handler of any event)."""
        before = gc.get_threshold()
        if before[0] in _USUAL:
            self._usual = before
            gc.set_threshold(OBJECTS, *before[1:])

    def restore(self, *_event: object) -> None:
        """Let Python search as before, unless somebody else chose since (a handler of any event)."""
        if self._usual is not None and gc.get_threshold() == (OBJECTS, *self._usual[1:]):
            gc.set_threshold(*self._usual)
        self._usual = None


def setup(app: Sphinx) -> None:
    """Search less while Sphinx loads what it knows, and from the reading to the end of a build."""
    searches = Searches()
    app.connect("config-inited", searches.thin, priority=_FIRST)
    app.connect("builder-inited", searches.restore, priority=_LAST)
    app.connect("env-before-read-docs", searches.thin, priority=_FIRST)
    app.connect("build-finished", searches.restore, priority=_LAST)

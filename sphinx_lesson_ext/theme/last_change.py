"""The day on which each document was last changed, as git knows it.  The day of the build is never given for it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_lesson_ext.checkout.history import History
from sphinx_lesson_ext.lesson.digests import PAGES_EVENT

from .sources import source_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


class LastChanges:
    """Keeps the days for the length of one build: git is asked once, for all documents."""

    def __init__(self) -> None:
        self._days: Mapping[str, str] | None = None

    def of(self, builder: Builder) -> Mapping[str, str]:
        """Return the days that are known, as YYYY-MM-DD, by the documents' names."""
        if self._days is None:
            is_wanted = getattr(builder, "theme_options", {}).get("last_changed", True)
            self._days = _days(builder.env, Path(builder.doctreedir, "lesson-history.json")) if is_wanted else {}
        return self._days

    def of_lesson(self, builder: Builder) -> str:
        """Return the last of all days; nothing, if none is known."""
        return max(self.of(builder).values(), default="")

    def answer(self, app: Sphinx, env: BuildEnvironment) -> dict[str, tuple[str, ...]]:
        """Tell the lesson what each page shows of this, so that a commit writes the pages that it changes."""
        shown = {docname: (day,) for docname, day in self.of(app.builder).items()}
        # What the first page says of the whole lesson.
        root = env.config.root_doc
        return {**shown, root: (*shown.get(root, ()), self.of_lesson(app.builder))}

    def renew(self, app: Sphinx, _env: BuildEnvironment) -> None:
        """Ask anew (event ``env-updated``): before pages are written, which several processes may do."""
        self._days = None
        self.of(app.builder)

    def connect(self, app: Sphinx) -> None:
        """Take part in a build.  With the theme alone, nobody asks what pages show."""
        app.connect("env-updated", self.renew, priority=100)
        if PAGES_EVENT in app.events.events:
            app.connect(PAGES_EVENT, self.answer)


def _days(env: BuildEnvironment, memory: Path) -> dict[str, str]:
    """Return the day of each document; what it includes counts as its text, as do its pictures."""
    own = {docname: source for docname in env.found_docs if (source := source_of(env, docname))}
    parts = {docname: [str(path) for path in env.dependencies.get(docname, ())] for docname in own}
    history = History(Path(env.srcdir), memory)
    known = history.last_changes({*own.values(), *(path for paths in parts.values() for path in paths)})
    return {
        docname: max(known.get(path, "") for path in (source, *parts[docname]))
        for docname, source in own.items()
        if source in known
    }

"""A new episode for a lesson whose episodes stand in tables of contents."""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx import addnodes
from sphinx.util import docname_join
from sphinx.util.matching import patfilter
from sphinx.util.nodes import explicit_title_re

from sphinx_lesson_ext.lesson.domain import lesson_domain
from sphinx_lesson_ext.starter.episode import text_of_episode
from sphinx_lesson_ext.starter.file_names import next_name
from sphinx_lesson_ext.starter.insertions import directive_content, insert_below

from .additions import Addition, Listing, names_in, text_of
from .command import CommandError

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinx_lesson_ext.starter.episode import Syntax


def addition_to_contents(source: Path, env: BuildEnvironment, title: str) -> Addition:
    """Return the new episode of a lesson that Sphinx has read: it goes behind the last one, and is written like it.

    :raises CommandError: If there is no place for it.
    """
    return _Contents(source, env).new_episode(title)


class _Contents:
    """A lesson that Sphinx has read, whose next episode goes behind its last."""

    def __init__(self, source: Path, env: BuildEnvironment) -> None:
        plan = lesson_domain(env).plan
        if not plan.episodes:
            raise CommandError(
                f"{source} has no episode yet that a new one could follow; name one in a table of contents"
            )
        self._source = source
        self._env = env
        self._order = plan.order
        self._last = plan.episodes[-1]
        self._last_file = source / env.doc2path(self._last, base=False)

    def new_episode(self, title: str) -> Addition:
        folder = self._last_file.parent
        names = names_in(folder)
        name = next_name(title, self._last_file.stem, names, names)
        syntax, suffix = self._syntax()
        file = folder / f"{name}{suffix}"
        docname = posixpath.join(posixpath.dirname(self._last), name)
        return Addition(file, text_of_episode(title, self._env.config.language, syntax), self._listing(docname))

    def _syntax(self) -> tuple[Syntax, str]:
        """Return how the last episode is written, and the end of its file's name."""
        suffix = self._last_file.suffix
        if self._env.config.source_suffix.get(suffix) == "restructuredtext":
            return ".rst", suffix
        return ".md", ".md"

    def _listing(self, docname: str) -> Listing | None:
        parent, toctree = self._toctree()
        # That of an included file is told as seen from the current folder.
        file, top = Path(toctree.source or "").resolve(), self._source.resolve()
        if not file.is_relative_to(top) or not toctree.line:
            raise CommandError(f"{file} lists the episodes, and is no file of the lesson; add {docname} to it yourself")
        file = self._source / file.relative_to(top)
        text = text_of(file)
        entries = directive_content(text, toctree.line)
        if toctree["glob"] and any(self._stands_for_both(entry, parent, docname) for entry in entries.values()):
            return None
        for index, entry in entries.items():
            if new := self._entry_like(entry, parent, docname):
                # The new line is the one below, and lines are told from 1.
                return Listing(file, insert_below(text, index, new), index + 2)
        raise CommandError(f"{file} lists the episodes in a way that nothing can be added to; add {docname} yourself")

    def _toctree(self) -> tuple[str, addnodes.toctree]:
        """Return the table of contents that holds the last episode, with its document."""
        for parent in self._order:
            if self._last in self._env.toctree_includes.get(parent, ()):
                for toctree in self._env.get_doctree(parent).findall(addnodes.toctree):
                    if self._last in toctree["includefiles"]:
                        return parent, toctree
        raise CommandError(f"no table of contents lists the last episode, {self._last}, so a new one cannot follow it")

    def _stands_for_both(self, entry: str, parent: str, docname: str) -> bool:
        """Tell whether an entry is a pattern that stands for the last episode, and for the new one, too."""
        both = [self._last, docname]
        return any(mark in entry for mark in "*?[") and patfilter(both, docname_join(parent, entry)) == both

    def _entry_like(self, entry: str, parent: str, docname: str) -> str:
        """Return the entry of the new episode, in the form of that of the last; nothing, if *entry* is another one."""
        explicit = explicit_title_re.match(entry)
        stem, suffix = self._without_suffix(explicit[2] if explicit else entry)
        if docname_join(parent, stem) != self._last:
            return ""
        folder, slash, _name = stem.rpartition("/")
        return f"{folder}{slash}{posixpath.basename(docname)}{suffix}"

    def _without_suffix(self, target: str) -> tuple[str, str]:
        for suffix in self._env.config.source_suffix:
            if target.endswith(suffix):
                return target.removesuffix(suffix), suffix
        return target, ""

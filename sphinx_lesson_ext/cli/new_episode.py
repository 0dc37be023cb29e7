"""``lesson new --episode``: one more episode, in the place and the style of those that are there."""

from __future__ import annotations

import posixpath
import sys
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from sphinx import addnodes
from sphinx.util import docname_join
from sphinx.util.matching import patfilter
from sphinx.util.nodes import explicit_title_re

from sphinx_lesson_ext.lesson.domain import lesson_domain
from sphinx_lesson_ext.report.wording import visible
from sphinx_lesson_ext.starter.episode import text_of_episode
from sphinx_lesson_ext.starter.file_names import next_name
from sphinx_lesson_ext.starter.insertions import add_to_list, insert_below, yaml_values
from sphinx_lesson_ext.yaml_errors import YamlError

from .command import CommandError
from .output import tell, write_file
from .reading import read_lesson
from .source import find_source

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.environment import BuildEnvironment

    from sphinx_lesson_ext.starter.episode import Syntax

_CONFIG = "config.yaml"

#: The folders of a Workbench lesson whose files are pages, all in one folder of the site.
_WORKBENCH_FOLDERS = ("", "episodes", "learners", "instructors", "profiles")

_WORKBENCH_EPISODES = frozenset({".md", ".Rmd"})


@dataclass(frozen=True, slots=True)
class _Listing:
    """A change to a file that lists the episodes: its new *text*, and the *line* that the new episode is in, from 1."""

    file: Path
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class _Addition:
    """A new episode.

    :ivar file: Its file.
    :ivar text: What is in it.
    :ivar listing: What else changes; ``None``, where all files are episodes anyway.
    """

    file: Path
    text: str
    listing: _Listing | None


def add_episode(folder: Path, title: str) -> None:
    """Add an episode to the lesson in *folder*, and tell what was done.

    :raises CommandError: If there is no lesson, or it has no place for an episode, or a file cannot be written.
    """
    is_workbench = (folder / _CONFIG).is_file() and not (folder / "conf.py").is_file()
    addition = _of_workbench(folder, title) if is_workbench else _of_sphinx(find_source(folder), title)
    _write(addition)
    tell(_report(addition, folder, title), sys.stdout)


def _report(addition: _Addition, folder: Path, title: str) -> str:
    lines = [f"{addition.file}: a new episode, {title}"]
    if addition.listing is None:
        lines.append(
            "It needs no entry anywhere: every file of that folder is an episode, in the order of their names."
        )
    else:
        lines.append(f"{addition.listing.file}:{addition.listing.line}: its entry")
    lines.append(f"What to write is marked FIXME in it, and listed by: lesson fixmes {folder}")
    return "".join(f"{visible(line)}\n" for line in lines)


def _write(addition: _Addition) -> None:
    """Write both files, or none."""
    try:
        with addition.file.open("x", encoding="utf-8", newline="") as file:
            file.write(addition.text)
    except OSError as error:
        raise CommandError(f"{addition.file} cannot be written: {error.strerror}") from error
    if addition.listing is not None:
        try:
            write_file(addition.listing.text.encode(), addition.listing.file)
        except BaseException:
            addition.file.unlink()
            raise


def _read(file: Path) -> str:
    """Return the text of a file with its line ends as they are."""
    try:
        return file.read_bytes().decode()
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise CommandError(f"{file} cannot be read: it is not written in UTF-8") from error


def _names(folder: Path) -> list[str]:
    """Return the name of each file in a folder, without its ending."""
    return [file.stem for file in sorted(folder.iterdir()) if file.is_file()] if folder.is_dir() else []


# --- a lesson of the Workbench


def _of_workbench(folder: Path, title: str) -> _Addition:
    """Return the new episode of a lesson whose ``config.yaml`` lists its episodes, or lists none and takes all."""
    episodes, config = folder / "episodes", folder / _CONFIG
    if not episodes.is_dir():
        raise CommandError(f"{folder} has no folder episodes for a new one")
    text = _read(config)
    try:
        values = yaml_values(text)
        found = [file for file in sorted(episodes.iterdir()) if file.suffix in _WORKBENCH_EPISODES and file.is_file()]
        listed = [item.value for item in values["episodes"].value or []] if "episodes" in values else []
        last = str(listed[-1]) if listed else (found[-1].name if found else "")
        taken = [name for place in _WORKBENCH_FOLDERS for name in _names(folder / place)]
        name = next_name(title, PurePosixPath(last).stem, [file.stem for file in found], taken)
        changed = add_to_list(text, "episodes", f"{name}.md")
    except YamlError as error:
        raise CommandError(f"{config}:{error.line + 1}: {error.reason}") from error
    language = str(values["lang"].value) if "lang" in values else "en"
    listing = _Listing(config, *changed) if changed else None
    return _Addition(episodes / f"{name}.md", text_of_episode(title, language, ".md"), listing)


# --- any other lesson


def _of_sphinx(source: Path, title: str) -> _Addition:
    """Return the new episode of a lesson whose tables of contents list its episodes."""

    def new_episode(env: BuildEnvironment) -> _Addition:
        if getattr(env.config, "lesson_workbench", False):
            # A lesson of the Workbench that has taken its settings over.
            return _of_workbench(source, title)
        return _SphinxLesson(source, env).new_episode(title)

    return read_lesson(source, {}, new_episode)


class _SphinxLesson:
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

    def new_episode(self, title: str) -> _Addition:
        folder = self._last_file.parent
        names = _names(folder)
        name = next_name(title, self._last_file.stem, names, names)
        syntax, suffix = self._syntax()
        file = folder / f"{name}{suffix}"
        docname = posixpath.join(posixpath.dirname(self._last), name)
        return _Addition(file, text_of_episode(title, self._env.config.language, syntax), self._listing(docname))

    def _syntax(self) -> tuple[Syntax, str]:
        """Return how the last episode is written, and the end of its file's name."""
        suffix = self._last_file.suffix
        if self._env.config.source_suffix.get(suffix) == "restructuredtext":
            return ".rst", suffix
        return ".md", ".md"

    def _listing(self, docname: str) -> _Listing | None:
        parent, toctree = self._toctree()
        # Sphinx gives the path as it is, without symbolic links.
        file, top = (self._source / (toctree.source or "")).resolve(), self._source.resolve()
        if not file.is_relative_to(top) or not toctree.line:
            raise CommandError(f"{file} lists the episodes, and is no file of the lesson; add {docname} to it yourself")
        file = self._source / file.relative_to(top)
        text = _read(file)
        if toctree["glob"] and self._is_matched(docname, parent, text, toctree.line):
            return None
        changed = insert_below(text, toctree.line - 1, self._entry_maker(docname, parent))
        if changed is None:
            raise CommandError(
                f"{file} lists the episodes in a way that nothing can be added to; add {docname} yourself"
            )
        return _Listing(file, *changed)

    def _toctree(self) -> tuple[str, addnodes.toctree]:
        """Return the table of contents that holds the last episode, with its document."""
        for parent in self._order:
            if self._last in self._env.toctree_includes.get(parent, ()):
                for toctree in self._env.get_doctree(parent).findall(addnodes.toctree):
                    if self._last in toctree["includefiles"]:
                        return parent, toctree
        raise CommandError(f"no table of contents lists the last episode, {self._last}, so a new one cannot follow it")

    def _is_matched(self, docname: str, parent: str, text: str, line: int) -> bool:
        """Tell whether the table of contents that begins in a *line* has a pattern that stands for *docname*, too."""
        for entry in text.splitlines()[line:]:
            pattern = docname_join(parent, entry.strip())
            if any(mark in entry for mark in "*?[") and patfilter([docname, self._last], pattern) == [
                docname,
                self._last,
            ]:
                return True
        return False

    def _entry_maker(self, docname: str, parent: str) -> Callable[[str], str | None]:
        """Return what makes the entry of the last episode into that of a new one."""

        def make(content: str) -> str | None:
            explicit = explicit_title_re.match(content)
            target = explicit[2] if explicit else content
            stem, suffix = self._without_suffix(target)
            if docname_join(parent, stem) != self._last:
                return None
            folder, slash, _name = stem.rpartition("/")
            return f"{folder}{slash}{posixpath.basename(docname)}{suffix}"

        return make

    def _without_suffix(self, target: str) -> tuple[str, str]:
        for suffix in self._env.config.source_suffix:
            if target.endswith(suffix):
                return target.removesuffix(suffix), suffix
        return target, ""

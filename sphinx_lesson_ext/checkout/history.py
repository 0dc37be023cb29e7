"""When files of a lesson were last changed, as the history of its checkout tells."""

from __future__ import annotations

import json
import os
import posixpath
from contextlib import closing
from typing import TYPE_CHECKING

from .git import GitError, ask, ask_for_names, top_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

#: How long git may take to go through the history, in seconds.
TIME_LIMIT = 10.0

_VERSION = 1


class History:
    """The history of the checkout that holds a folder.

    Git goes through it once for all files, and only as far back as their last changes; and not at all where a build
    before has asked for the same files at the same commit.

    :param folder: The folder that paths are relative to.
    :param memory: The file that keeps the answers for the next build.
    """

    def __init__(self, folder: Path, memory: Path) -> None:
        self._folder = folder.resolve()
        self._memory = memory

    def last_changes(self, paths: Iterable[str]) -> dict[str, str]:
        """Return the day of the last commit that changed each file, as YYYY-MM-DD, by its path.

        It is the committer's day: that on which the text became what it is here.  Changes that are not committed do
        not count.  Left out are files that git does not track or that are no part of this checkout, those whose last
        change is older than what a shallow clone holds, and all where there is no git, or where it takes longer than
        :data:`TIME_LIMIT`.

        :param paths: From the folder, or absolute.
        """
        top = top_of(self._folder)
        # One process for both: whether the clone is shallow, and the commit that is checked out.
        asked = ("rev-parse", "--is-shallow-repository", "HEAD")
        state = "" if top is None else ask(top, *asked, seconds=TIME_LIMIT).strip()
        if top is None or not state:
            return {}
        names = {path: name for path in paths if (name := self._name_of(path, top))}
        days = self._days(top, state, set(names.values()))
        return {path: days[name] for path, name in names.items() if days[name]}

    def _name_of(self, path: str, top: Path) -> str:
        """Return the path of a file from the top of the checkout, as git writes it; nothing, if it is not in there."""
        # Text, not paths: a build asks for each file, and most builds have nothing else to do.
        whole, inside = os.path.normpath(os.path.join(self._folder, path)), os.path.join(top, "")  # noqa: PTH118
        return whole.removeprefix(inside).replace(os.sep, "/") if whole.startswith(inside) else ""

    def _days(self, top: Path, state: str, names: set[str]) -> Mapping[str, str]:
        """Return the day of each of *names*, which begin at the top; an empty one for what is not known."""
        remembered = self._remembered(state)
        if not remembered.keys() >= names:
            try:
                found = _walk(top, names, is_shallow=not state.startswith("false"))
            except GitError:
                # Remembered like any other answer: the next build would only wait for the same.
                found = {}
            remembered = {name: found.get(name, "") for name in sorted(names)}
            self._remember(state, remembered)
        return remembered

    def _remembered(self, state: str) -> dict[str, str]:
        try:
            memory = json.loads(self._memory.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        if not isinstance(memory, dict) or memory.get("version") != _VERSION or memory.get("state") != state:
            return {}
        days: dict[str, str] = memory["days"]
        return days

    def _remember(self, state: str, days: Mapping[str, str]) -> None:
        self._memory.parent.mkdir(parents=True, exist_ok=True)
        self._memory.write_text(json.dumps({"version": _VERSION, "state": state, "days": days}), encoding="utf-8")


def _walk(top: Path, names: set[str], *, is_shallow: bool) -> dict[str, str]:
    """Go back through the history until the day of each of *names* is known; where it is not, it is empty.

    :raises GitError: If git fails, or takes too long.
    """
    folder = posixpath.commonpath([posixpath.dirname(name) for name in names]) if names else ""
    below = ("--", folder) if folder else ()
    # Only what is in the commit: a new file would be looked for through the whole history.
    tree = ask_for_names(top, "ls-tree", "-r", "-z", "--name-only", "--full-tree", "HEAD", *below, seconds=TIME_LIMIT)
    missing = names.intersection(tree)
    days: dict[str, str] = {}
    # Of a merge, "-c" lists the files that are like those of none of its parents.  No name begins with a slash.
    log = ("log", "-z", "-c", "--name-only", "--no-renames", "--format=/%cI %P", "HEAD", *below)
    day = ""
    with closing(ask_for_names(top, *log, seconds=TIME_LIMIT)) as parts:
        while missing:
            part = next(parts, None)
            if part is None:
                break
            if part.startswith("/"):
                time, _, parents = part[1:].partition(" ")
                # Where a shallow clone ends, a commit stands in for all that came before.
                day = "" if is_shallow and not parents else time[: len("YYYY-MM-DD")]
            elif (name := part.removeprefix("\n")) in missing:
                missing.remove(name)
                days[name] = day
    return days

"""``lesson new --episode``: one more episode, in the place and the style of those that are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_lesson_ext.report.wording import visible

from .command import CommandError
from .output import say
from .source import find_source
from .sphinx_additions import addition_to_contents
from .workbench_additions import addition_to_workbench

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.environment import BuildEnvironment

    from .additions import Addition


def add_episode(folder: Path, title: str) -> None:
    """Add an episode to the lesson in *folder*, and tell what was done.

    :raises CommandError: If there is no lesson, or it has no place for an episode, or a file cannot be written.
    """
    try:
        addition = _addition(folder, title)
    except OSError as error:
        raise CommandError(f"{folder} cannot be read: {error.strerror}") from error
    addition.write()
    say(_report(addition, folder, title))


def _addition(folder: Path, title: str) -> Addition:
    source = find_source(folder)
    if not source.has_conf:
        return addition_to_workbench(source.folder, title)
    from .reading import read_lesson

    def find_place(env: BuildEnvironment) -> Addition:
        if env.config.lesson_workbench:
            # A lesson of the Workbench whose settings were written out as conf.py.
            return addition_to_workbench(source.folder, title)
        return addition_to_contents(source.folder, env, title)

    return read_lesson(source, {}, find_place)


def _report(addition: Addition, folder: Path, title: str) -> str:
    lines = [f"{addition.file}: a new episode, {title}"]
    if addition.listing is None:
        lines.append(
            "It needs no entry anywhere: every file of that folder is an episode, in the order of their names."
        )
    else:
        lines.append(f"{addition.listing.file}:{addition.listing.line}: its entry")
    lines.append(f"What to write is marked FIXME in it, and listed by: lesson fixmes {folder}")
    return "".join(f"{visible(line)}\n" for line in lines)

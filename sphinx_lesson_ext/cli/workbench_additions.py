"""A new episode for a lesson of The Carpentries Workbench, whose ``config.yaml`` may list the episodes."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from sphinx_lesson_ext.destinations import FOLDERS
from sphinx_lesson_ext.starter.episode import text_of_episode
from sphinx_lesson_ext.starter.file_names import next_name
from sphinx_lesson_ext.starter.insertions import add_to_list, listed
from sphinx_lesson_ext.workbench.files import SUFFIXES
from sphinx_lesson_ext.workbench.settings import FILE_NAME
from sphinx_lesson_ext.yaml_errors import YamlError
from sphinx_lesson_ext.yaml_mapping import read_mapping

from .additions import Addition, Listing, names_in, text_of
from .command import CommandError

#: The folders whose files are pages, all in one folder of the site.
_FOLDERS = ("", *FOLDERS)


def addition_to_workbench(folder: Path, title: str) -> Addition:
    """Return the new episode of the lesson in *folder*: the last of the list, if there is one.

    :raises CommandError: If there is no place for it.
    """
    episodes, config = folder / "episodes", folder / FILE_NAME
    if not episodes.is_dir():
        raise CommandError(f"{folder} has no folder episodes for a new one")
    text = text_of(config)
    try:
        language = str(read_mapping(text).values.get("lang") or "en")
        name = f"{_name(folder, title, listed(text, 'episodes'))}.md"
        changed = add_to_list(text, "episodes", name)
    except YamlError as error:
        raise CommandError(f"{config}:{error.line + 1}: {error.reason}") from error
    listing = Listing(config, *changed) if changed else None
    return Addition(episodes / name, text_of_episode(title, language, ".md"), listing)


def _name(folder: Path, title: str, names: list[str]) -> str:
    """Return the name of the new file without its ending, given the *names* that are listed."""
    files = [file for file in sorted((folder / "episodes").iterdir()) if file.suffix in SUFFIXES and file.is_file()]
    last = names[-1] if names else (files[-1].name if files else "")
    taken = [name for place in _FOLDERS for name in names_in(folder / place)]
    return next_name(title, PurePosixPath(last).stem, [file.stem for file in files], taken)

"""Where the catalogues of a lesson are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.i18n import docname_to_domain

from sphinx_lesson_ext.confinement import files_below

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.config import Config

#: The value of the configuration that has the folders of catalogues, if Sphinx is given copies of them.
WRITTEN = "lesson_locale_dirs"
#: What gettext calls the folder of a language's catalogues.
MESSAGES = "LC_MESSAGES"


def locale_folders(config: Config) -> list[str]:
    """Return the folders in which translators work, from the source folder."""
    return [str(folder) for folder in config[WRITTEN] or config.locale_dirs]


def catalogue_file(config: Config, source: Path, docname: str) -> Path | None:
    """Return the catalogue of a document in the language of the build; ``None`` where there is none.

    :param source: The source folder.
    """
    name = f"{docname_to_domain(docname, config.gettext_compact)}.po"
    folders = (Path(source, folder) for folder in locale_folders(config))
    files = (folder / str(config.language) / MESSAGES / name for folder in folders)
    return next((file for file in files if file.is_file()), None)


def language_of_catalogue(file: Path) -> str:
    """Return the language that a file is a catalogue of, as Sphinx names it; nothing, if it is none."""
    folders = file.parts[:-1]
    if file.suffix != ".po" or MESSAGES not in folders[1:]:
        return ""
    return folders[folders.index(MESSAGES) - 1]


def files_in(folder: Path) -> Iterator[str]:
    """Return the path of each catalogue in the folder of a language, from there; what is hidden is none."""
    return (file.relative_to(folder).as_posix() for file in files_below(folder, folder) if file.suffix == ".po")

"""Catalogues compiled beside what Sphinx has read, never beside their sources.

Sphinx reads compiled catalogues, and would leave them in the lesson.  Where it may not (``gettext_auto_build``), it is
given a copy of the folder with the catalogues in it.
"""

from __future__ import annotations

import gettext
import os
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_lesson_ext.confinement import is_inside
from sphinx_lesson_ext.messages import warn

from .catalogues import catalogue_of, read_file
from .places import MESSAGES, WRITTEN, catalogue_file, files_in

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

#: The folder of the copies, beside the doctrees.
_COPIES = "lesson-locale"


def compile_catalogues(app: Sphinx, config: Config) -> None:
    """Copy and compile the catalogues of the language of the build (event ``config-inited``)."""
    if config.gettext_auto_build or not config.language:
        return
    folders = [Path(app.srcdir, folder) for folder in config.locale_dirs]
    if config.lesson_workbench:
        # Whoever builds such a lesson need not trust it.
        folders = [folder for folder in folders if is_inside(Path(app.srcdir), folder)]
    here = Path(str(config.language), MESSAGES)
    if not any((folder / here).is_dir() for folder in folders):
        return
    copies = [Path(app.doctreedir, _COPIES, str(number)) for number in range(len(folders))]
    config[WRITTEN] = [str(folder) for folder in folders]
    config["locale_dirs"] = [str(copy) for copy in copies]
    for folder, copy in zip(folders, copies, strict=True):
        _compile(folder / here, copy / here, app)


def _compile(place: Path, copy: Path, app: Sphinx) -> None:
    names = list(files_in(place))
    for name in set(files_in(copy)) - set(names):
        for file in (copy / name, (copy / name).with_suffix(".mo")):
            file.unlink(missing_ok=True)
    for name in names:
        file = place / name
        _update(copy / name, file.read_bytes())
        compiled = _compiled(file, is_fuzzy_used=bool(app.config.gettext_allow_fuzzy_translations))
        if compiled is None:
            text = "this catalogue cannot be read, and is left out; let 'msgfmt --check' tell what is wrong in it"
            warn("translation", text, location=f"{file}:1")
            (copy / name).with_suffix(".mo").unlink(missing_ok=True)
        else:
            _update((copy / name).with_suffix(".mo"), compiled)
            _forget((copy / name).with_suffix(".mo"))


def _compiled(file: Path, *, is_fuzzy_used: bool) -> bytes | None:
    # Imported here: few lessons have catalogues.
    from babel.messages.mofile import write_mo

    catalogue = read_file(file)
    if catalogue is None:
        return None
    compiled = BytesIO()
    write_mo(compiled, catalogue, use_fuzzy=is_fuzzy_used)
    return compiled.getvalue()


def _forget(file: Path) -> None:
    """Let Python read a compiled catalogue anew: it keeps all that it has read, and cannot be told to forget it."""
    known = getattr(gettext, "_translations", {})
    for key in [key for key in known if key[-1] == os.path.abspath(file)]:  # noqa: PTH100 (as Python does it)
        del known[key]


def _update(file: Path, content: bytes) -> None:
    """Write a file, unless it is so already: documents are read again when it is newer than they."""
    if not file.is_file() or file.read_bytes() != content:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def translate_project(app: Sphinx, config: Config) -> None:
    """Call the lesson as its first page is called in the language of the build (event ``config-inited``)."""
    file = catalogue_file(config, Path(app.srcdir), config.root_doc) if config.language else None
    catalogue = None if file is None else catalogue_of(file)
    message = None if catalogue is None else catalogue.messages.get(str(config.project))
    if message is not None and message.translation and not message.is_fuzzy:
        config["project"] = message.translation


def setup(app: Sphinx) -> None:
    """Take part in the build."""
    app.add_config_value(
        WRITTEN,
        [],
        "",
        types=list,
        description="Not for authors: the folders of catalogues, where Sphinx is given copies of them.",
    )
    # After all is settled that a lesson says.
    app.connect("config-inited", compile_catalogues, priority=700)
    app.connect("config-inited", translate_project, priority=710)

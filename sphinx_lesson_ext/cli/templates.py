"""Templates of catalogues (files ``.pot``), as ``lesson build --builder gettext`` makes them."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

#: What Sphinx's builder of templates is called.
GETTEXT = "gettext"
#: How a line begins that says where a text stands; a path and a line follow.
_PLACE = "#: "


def placed(built: Path, output: Path, copies: Path) -> Path:
    """Return the folder *copies*, with the templates as they have to be in the output folder.

    Sphinx names the files of the lesson from where it writes.
    """
    shutil.rmtree(copies, ignore_errors=True)
    for file in sorted(built.rglob("*.pot")):
        copy = copies / file.relative_to(built)
        copy.parent.mkdir(parents=True, exist_ok=True)
        lines = file.read_text(encoding="utf-8").split("\n")
        copy.write_text("\n".join(_placed(line, built, output) for line in lines), encoding="utf-8", newline="\n")
        shutil.copystat(file, copy)
    return copies


def _placed(line: str, built: Path, output: Path) -> str:
    if not line.startswith(_PLACE):
        return line
    path, colon, number = line.removeprefix(_PLACE).rpartition(":")
    seen = os.path.relpath(built / path, output).replace(os.sep, "/")
    return f"{_PLACE}{seen}{colon}{number}"

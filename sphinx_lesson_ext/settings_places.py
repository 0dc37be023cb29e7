"""Where an author has set a value: in ``conf.py``, or in ``config.yaml`` of a lesson of The Carpentries Workbench."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

from .yaml_errors import YamlError
from .yaml_mapping import read_mapping

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: The files that say what a lesson is; what the first says goes before what the second does.
CONF, CONFIG = "conf.py", "config.yaml"
#: Where sphinx-quickstart and common templates put the texts of a lesson, from the folder that is called as it is.
TEXT_FOLDERS = ("source", "docs", "docs/source", "doc", "content")


def settings_file(app: Sphinx) -> Path:
    """Return the file that says what the lesson is, for what cannot be told of any other."""
    conf = Path(app.confdir, CONF)
    return conf if conf.is_file() else Path(app.srcdir, CONFIG)


def place_of(app: Sphinx, name: str) -> str | None:
    """Return where a value is set, as a location for a warning; ``None``, if it is set elsewhere."""
    for file, line_of in ((Path(app.confdir, CONF), _line_in_python), (Path(app.srcdir, CONFIG), _line_in_yaml)):
        try:
            line = line_of(file.read_text(encoding="utf-8-sig"), name)
        except (OSError, ValueError, SyntaxError, YamlError):
            continue
        if line:
            return f"{file}:{line}"
    return None


def _line_in_python(text: str, name: str) -> int:
    """Return the line of the last assignment to *name* in a program; 0, if there is none."""
    lines = [
        node.lineno
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Store)
    ]
    return max(lines, default=0)


def _line_in_yaml(text: str, name: str) -> int:
    return read_mapping(text).lines.get(name, -1) + 1

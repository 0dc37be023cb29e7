"""The style sheet of reports: the theme's own tokens and frame, and what only reports have."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader

import sphinx_lesson_ext.theme

#: The name of its file.
FILE_NAME = "report.css"

#: The folders of templates: ours, and those of the theme.
FOLDERS = (Path(__file__).parent / "templates", Path(sphinx_lesson_ext.theme.__file__).parent / "lesson")


@cache
def style_sheet() -> str:
    """Return the style sheet."""
    loader = ChoiceLoader([FileSystemLoader(folder) for folder in FOLDERS])
    # A style sheet is no HTML, and nothing of a lesson gets into it.
    environment = Environment(loader=loader, autoescape=False)  # noqa: S701
    return environment.get_template(f"{FILE_NAME}.jinja").render()

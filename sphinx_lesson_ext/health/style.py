"""The looks of reports: the theme's own tokens, frame and icon, and what only reports have."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader

import sphinx_lesson_ext.theme

if TYPE_CHECKING:
    from collections.abc import Mapping

_STYLE_SHEET = "report.css"
_ICON = "lesson-icon.svg"

_THEME = Path(sphinx_lesson_ext.theme.__file__).parent / "lesson"
#: The folders of templates: ours, and those of the theme.
FOLDERS = (Path(__file__).parent / "templates", _THEME)


@cache
def looks() -> Mapping[str, str]:
    """Return the text of each file that the pages of a report share, by its name."""
    return {_STYLE_SHEET: _style_sheet(), _ICON: (_THEME / "static" / _ICON).read_text(encoding="utf-8")}


def _style_sheet() -> str:
    # A style sheet is no HTML, and nothing of a lesson gets into it.
    environment = Environment(loader=FileSystemLoader(FOLDERS), autoescape=False)  # noqa: S701
    return environment.get_template(f"{_STYLE_SHEET}.jinja").render()

"""What pages of reports are made with: templates in which all text is escaped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from .tool import tool
from .wording import text_of, visible

if TYPE_CHECKING:
    from pathlib import Path


def environment_of(*folders: Path) -> Environment:
    """Return what makes pages of the templates in *folders*, of which the first has precedence."""
    environment = Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["text"] = text_of
    environment.globals["tool"] = tool()
    return environment


def _shown(value: object) -> object:
    """Return a text without characters that HTML does not know, or that change the order of others."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value

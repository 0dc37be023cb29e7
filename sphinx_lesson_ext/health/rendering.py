"""Pages made of templates, in which all text is escaped."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from sphinx_lesson_ext.report.tool import tool
from sphinx_lesson_ext.report.wording import text_of, visible
from sphinx_lesson_ext.theme.locales import language_tag

from . import phrases
from .places import page_url, source_url
from .style import FOLDERS


def render(template: str, **values: Any) -> str:
    """Return the page that a template makes of *values*."""
    return _environment().get_template(template).render(values)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in FOLDERS]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(tag=language_tag, text=text_of, time=phrases.time, whole=phrases.whole)
    environment.globals.update(tool=tool(), page_url=page_url, source_url=source_url)
    return environment


def _shown(value: object) -> object:
    """Return a text without characters that HTML does not know, or that change the order of others."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value

"""The pages of reports on health, made of templates."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from sphinx_lesson_ext.locales import language_tag
from sphinx_lesson_ext.report.pages import environment_of

from . import phrases
from .places import page_url, source_url
from .style import FOLDERS

if TYPE_CHECKING:
    from jinja2 import Environment


def render(template: str, **values: Any) -> str:
    """Return the page that a template makes of *values*."""
    return _environment().get_template(template).render(values)


@cache
def _environment() -> Environment:
    environment = environment_of(*FOLDERS)
    environment.filters.update(tag=language_tag, time=phrases.time, whole=phrases.whole)
    environment.globals.update(page_url=page_url, source_url=source_url)
    return environment

"""The extensions that ``sphinx-lesson`` loads by itself, so that its lessons list none of them in ``conf.py``."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from sphinx.errors import ExtensionError

from sphinx_lesson_ext.blocks.html import OWN_THEME
from sphinx_lesson_ext.config import values_set
from sphinx_lesson_ext.messages import warn
from sphinx_lesson_ext.settings_places import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

#: The theme of those lessons.
THEIR_THEME = "sphinx_rtd_theme"
TABS = "sphinx_tabs.tabs"
COPYBUTTON = "sphinx_copybutton"
#: What the copy button of the theme ``lesson`` leaves out by itself, as sphinx-copybutton's setting names it.
_LEFT_OUT = frozenset({".linenos", ".gp", ".go"})


def load_installed(app: Sphinx) -> None:
    """Load those that this lesson may need, as far as they are installed.

    The theme ``lesson`` has tabs and copy buttons of its own; in other themes than that of CodeRefinery's lessons
    nothing is loaded that ``conf.py`` does not list, unless it asks for that.
    """
    for extension in _wanted(app):
        if find_spec(extension.partition(".")[0]) is None:
            continue
        try:
            app.setup_extension(extension)
        except ExtensionError as error:
            warn(
                "companion",
                "%s is installed, but cannot be loaded (%s); mend its installation, or set lesson_companions to False",
                extension,
                error,
                location=place_of(app, "lesson_companions"),
            )


def _wanted(app: Sphinx) -> Iterator[str]:
    choice = app.config.lesson_companions
    is_theirs = app.config.html_theme == THEIR_THEME
    if choice or (choice is None and is_theirs):
        yield from (TABS, COPYBUTTON)
    elif choice is None and app.config.html_theme == OWN_THEME and needs_copybutton(app):
        yield COPYBUTTON


def needs_copybutton(app: Sphinx) -> bool:
    """Tell whether ``conf.py`` sets what only sphinx-copybutton does."""
    values = values_set(app.config, "copybutton_")
    excluded = str(values.pop("copybutton_exclude", "")).split(",")
    return bool(values) or not {part.strip() for part in excluded} <= {"", *_LEFT_OUT}


def setup(app: Sphinx) -> None:
    """Load them at once: what an extension does when the configuration is complete, it does in time then."""
    load_installed(app)

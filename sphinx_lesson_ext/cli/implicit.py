"""What Sphinx is told of a lesson that has no ``conf.py``; ``lesson eject`` writes the same into one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Setting(NamedTuple):
    """A value of ``conf.py``.

    :ivar name: Its name.
    :ivar value: What it is.
    :ivar reason: Why, as sentences for the author.
    """

    name: str
    value: Any
    reason: str


SETTINGS = (
    Setting("extensions", ["sphinx_lesson_ext"], "What understands lessons; more extensions of Sphinx can follow it."),
    Setting(
        "lesson_workbench",
        True,
        "This folder is a lesson of The Carpentries Workbench: config.yaml says what it is called and which episodes "
        "it has, in which order. What is set here comes before what config.yaml says.",
    ),
    Setting("html_theme", "lesson", "How pages look. Options of the theme go into html_theme_options."),
)

#: The same, as Sphinx takes it.
IMPLICIT_SETTINGS: Mapping[str, Any] = {setting.name: setting.value for setting in SETTINGS}

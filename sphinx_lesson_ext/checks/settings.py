"""What authors have set of checks: in ``conf.py``, in ``config.yaml``, or on the command line, which comes first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_lesson_ext.findings import Severity
from sphinx_lesson_ext.messages import warn
from sphinx_lesson_ext.settings_places import place_of

from .catalogue import DEFAULT, is_name, unknown_name
from .selection import Selection

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.config import Config


def selection_of(
    config: Config,
    *,
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
    severity: Severity = Severity.NOTE,
) -> Selection:
    """Return what is asked for.

    :param select: What was asked for on the command line, in the place of what the lesson says.
    :param ignore: What is to be left out beside what the lesson says.
    :param severity: What matters less is left out too.
    """
    # Who names something wants to see it, though the lesson leaves it out.
    left_out = () if select else tuple(config.lesson_check_ignore)
    return Selection(
        select=select or tuple(config.lesson_check_select) or (DEFAULT,),
        ignore=(*left_out, *ignore),
        severity=severity,
        severities={name: Severity(value) for name, value in config.lesson_check_severity.items()},
        ignored_in={pattern: tuple(names) for pattern, names in config.lesson_check_ignore_in.items()},
        suppressed=tuple(config.suppress_warnings),
    )


def check_names(app: Sphinx, config: Config) -> None:
    """Say which names of rules and groups there are not, and do without them (event ``config-inited``)."""
    for name in ("lesson_check_select", "lesson_check_ignore"):
        config[name] = _known(app, name, config[name])
    severities, ignored_in = config.lesson_check_severity, config.lesson_check_ignore_in
    known = set(_known(app, "lesson_check_severity", severities))
    config["lesson_check_severity"] = {key: value for key, value in severities.items() if key in known}
    config["lesson_check_ignore_in"] = {
        pattern: _known(app, "lesson_check_ignore_in", names) for pattern, names in ignored_in.items()
    }


def _known(app: Sphinx, setting: str, names: Iterable[str]) -> list[str]:
    for name in names:
        if problem := unknown_name(name):
            warn("config", "%s: %s", setting, problem, location=place_of(app, setting))
    return [name for name in names if is_name(name)]


def setup(app: Sphinx) -> None:
    """Check what is set once it is known that it has the right form."""
    app.connect("config-inited", check_names, priority=600)

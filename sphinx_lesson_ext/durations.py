"""How long something takes, in words."""

from __future__ import annotations

from .i18n import translate as _
from .i18n import translate_number


def in_minutes(minutes: int) -> str:
    """Return a number of minutes in words: ``90 min``."""
    # L10n: minutes; an abbreviation is best, for there is little room
    return translate_number("%(minutes)d min", "%(minutes)d min", minutes) % {"minutes": minutes}


def in_hours(minutes: int) -> str:
    """Return a number of minutes in words, as hours and minutes where it is an hour or more: ``1 h 30 min``."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return in_minutes(minutes)
    # L10n: hours
    shown = translate_number("%(hours)d h", "%(hours)d h", hours) % {"hours": hours}
    # L10n: hours, then minutes
    return _("%(hours)s %(minutes)s") % {"hours": shown, "minutes": in_minutes(rest)} if rest else shown

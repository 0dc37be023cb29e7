"""The time of a build or a report."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime


def now() -> datetime:
    """Return the time, or that which a build that can be repeated is to have (reproducible-builds.org)."""
    return _given() or datetime.now(UTC)


def today() -> date:
    """Return the day: that where this machine is, or in UTC that which a build that can be repeated is to have."""
    return (_given() or datetime.now(UTC).astimezone()).date()


def _given() -> datetime | None:
    try:
        return datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC)
    except (KeyError, ValueError, OverflowError, OSError):
        return None


def written(moment: datetime) -> str:
    """Return a time in UTC as reports hold it (ISO 8601): ``2026-11-28T13:53:04Z``."""
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")

"""The time of a report."""

from __future__ import annotations

import os
from datetime import UTC, datetime


def now() -> datetime:
    """Return the time, or that which a build that can be repeated is to have (reproducible-builds.org)."""
    try:
        return datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC)
    except (KeyError, ValueError, OverflowError, OSError):
        return datetime.now(UTC)


def written(moment: datetime) -> str:
    """Return a time in UTC as reports hold it (ISO 8601): ``2026-11-28T13:53:04Z``."""
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")

"""What the web has answered of addresses, and for how long that is believed."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from sphinx_lesson_ext.web import split_address

if TYPE_CHECKING:
    from collections.abc import Mapping
    from urllib.parse import SplitResult

_VERSION = 1
_HOUR = 60 * 60
_DAY = 24 * _HOUR
#: After how many seconds nobody knows an answer any more that nobody has asked for since.
_FORGOTTEN = 90 * _DAY


class State(StrEnum):
    """What is known of an address."""

    GOOD = "good"
    MOVED = "moved"
    BROKEN = "broken"
    #: The page is there, the place on it is not.
    NO_PLACE = "no place"
    #: The server does not say: it is too busy, or wants to know who asks.
    UNKNOWN = "unknown"


#: For how many seconds an answer is believed: what is wrong may be mended any time.
_BELIEVED = {
    State.GOOD: 14 * _DAY,
    State.MOVED: 14 * _DAY,
    State.BROKEN: _DAY,
    State.NO_PLACE: _DAY,
    State.UNKNOWN: _HOUR,
}


class Answer(NamedTuple):
    """What was answered.

    :ivar detail: Where it has moved to, or why it is broken or unknown.
    :ivar time: When that was, in seconds since 1970.
    """

    state: State
    detail: str
    time: int

    def is_believed(self, now: float) -> bool:
        """Tell whether there is no need to ask again."""
        return 0 <= now - self.time < _BELIEVED[self.state]


def written(answers: Mapping[str, Answer], now: float) -> str:
    """Return *answers* as JSON, without those that nobody asked for in a long time."""
    kept = {address: answer for address, answer in sorted(answers.items()) if now - answer.time < _FORGOTTEN}
    return json.dumps({"version": _VERSION, "answers": kept}, indent=1)


def read(text: str) -> dict[str, Answer]:
    """Return what :func:`written` has written; nothing, if it is something else."""
    try:
        values = json.loads(text)
        if values["version"] != _VERSION:
            return {}
        return {
            str(address): Answer(State(state), str(detail), int(time))
            for address, (state, detail, time) in values["answers"].items()
        }
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, OverflowError):
        return {}


def is_same(old: str, new: str) -> bool:
    """Tell whether an address that has moved is the same page without doubt: only now encrypted, or with a slash."""
    before, after = split_address(old), split_address(new)
    return (
        after.scheme == "https" and before.scheme in ("http", "https") and _without_form(before) == _without_form(after)
    )


def _without_form(address: SplitResult) -> tuple[str, str, str, str]:
    return address.netloc.lower(), address.path.rstrip("/"), address.query, address.fragment

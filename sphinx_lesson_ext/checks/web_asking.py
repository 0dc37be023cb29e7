"""Asking the web of addresses, with what Sphinx's builder ``linkcheck`` is made of, and as its settings say."""

from __future__ import annotations

import socket
import time
from contextlib import contextmanager
from queue import Empty, Queue
from threading import Thread
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urldefrag

from sphinx.builders.linkcheck import CheckResult, Hyperlink, HyperlinkAvailabilityChecker
from sphinx.locale import __

from sphinx_lesson_ext.config import is_set

from .web_answers import Answer, State

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

#: What servers answer if they want to know who asks, or are busy: nothing is said of whether the page is there.
_SAYS_NOTHING = frozenset({"401", "403", "405", "406", "407", "408", "418", "423", "425", "429", "451"})
#: What redirects for ever.
_PERMANENT = frozenset({301, 308})
#: How urllib3 calls a server that is not there.
_NOBODY = ("NameResolutionError", "NewConnectionError")
#: Seconds that are waited for a server which wants to be asked later, unless the lesson says otherwise.
_PATIENCE = 60.0


def ask(env: BuildEnvironment, addresses: Mapping[str, str]) -> dict[str, Answer]:
    """Return what is answered of *addresses*; those that the settings leave out are not asked for.

    :param addresses: Each with the first document that has it.
    """
    asked: dict[str, list[str]] = {}
    for address in addresses:
        # What GitHub calls places, for example.
        changed = env.events.emit_firstresult("linkcheck-process-uri", address) or address
        asked.setdefault(changed, []).append(address)
    links = {
        changed: Hyperlink(changed, addresses[first], env.doc2path(addresses[first]), 1)
        for changed, (first, *_others) in asked.items()
    }
    results = list(_results(env.config, links))
    now = int(time.time())
    is_online = any(not _is_nobody_there(result) for result in results)
    # Of what Sphinx says nothing about, the server wants to be asked later.
    answers: dict[str, Answer | None] = dict.fromkeys(links, Answer(State.UNKNOWN, "the server wants to wait", now))
    for result in results:
        answers[result.uri] = _answer(result, is_online=is_online, now=now)
    return {address: answer for changed, answer in answers.items() if answer is not None for address in asked[changed]}


def _results(config: Config, links: Mapping[str, Hyperlink]) -> Iterator[CheckResult]:
    """Yield what Sphinx finds out, until nothing more comes: a server may ask to wait for hours."""
    found: Queue[CheckResult | None] = Queue()

    def check() -> None:
        for result in HyperlinkAvailabilityChecker(config).check(dict(links)):
            found.put(result)
        found.put(None)

    wait = config.linkcheck_rate_limit_timeout if is_set(config, "linkcheck_rate_limit_timeout") else _PATIENCE
    patience = wait + (config.linkcheck_timeout or _PATIENCE)
    with _default_timeout():
        Thread(target=check, daemon=True).start()
        try:
            while (result := found.get(timeout=patience)) is not None:
                yield result
        except Empty:
            return


@contextmanager
def _default_timeout() -> Iterator[None]:
    """Let no server keep us waiting without a word, as the builder does."""
    before = socket.getdefaulttimeout()
    socket.setdefaulttimeout(5.0)
    try:
        yield
    finally:
        socket.setdefaulttimeout(before)


def _answer(result: CheckResult, *, is_online: bool, now: int) -> Answer | None:
    """Return what a result tells; nothing, if it was not asked."""
    status, message = str(result.status), str(result.message)
    match status:
        case "working":
            return Answer(State.GOOD, "", now)
        case "redirected":
            page, place = message, urldefrag(result.uri).fragment
            moved = f"{page}#{place}" if place else page
            return Answer(State.MOVED, moved, now) if result.code in _PERMANENT else Answer(State.GOOD, "", now)
        case "broken":
            return Answer(*_state_of_broken(result, message, is_online=is_online), now)
        case "timeout":
            return Answer(State.UNKNOWN, "the server does not answer", now)
        case "ignored" if message == "service unavailable":
            return Answer(State.UNKNOWN, message, now)
    return None


def _state_of_broken(result: CheckResult, message: str, *, is_online: bool) -> tuple[State, str]:
    place = unquote(urldefrag(result.uri).fragment)
    if place and message == __("Anchor '%s' not found") % quote(place):
        return State.NO_PLACE, ""
    # As requests begins what it says of an answer; it is not told otherwise.
    code = message[:3]
    if code.isdigit():
        is_said = code not in _SAYS_NOTHING and not code.startswith("5")
        return (State.BROKEN if is_said else State.UNKNOWN), message.partition(" for url")[0]
    if _is_nobody_there(result) and is_online:
        return State.BROKEN, "there is no such server"
    return State.UNKNOWN, "the server cannot be spoken to"


def _is_nobody_there(result: CheckResult) -> bool:
    return any(name in str(result.message) for name in _NOBODY)

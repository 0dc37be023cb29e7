"""Links to the web that lead nowhere: what is asked for with ``lesson check --links``, and only then."""

from __future__ import annotations

import re
import time
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from sphinx_lesson_ext.web import is_web_address

from .rule import Problem
from .rules.links_web import link_broken, link_moved, link_place
from .web_answers import Answer, State, is_same

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sphinx_lesson_ext.findings import Finding
    from sphinx_lesson_ext.lesson.facts import Spot

    from .rule import Rule
    from .view import Lesson

#: What cannot be of an address that stands before it; or nothing.
_ENDS = frozenset({"", " ", ")", ">", '"', "'", "]", "}", "|"})

#: The rules by what they tell of.
RULES: Mapping[State, Rule] = {
    State.BROKEN: link_broken,
    State.MOVED: link_moved,
    State.NO_PLACE: link_place,
}


class Place(NamedTuple):
    """Where an address is written."""

    docname: str
    spot: Spot


def addresses_of(lesson: Lesson, left_out: Sequence[str]) -> dict[str, list[Place]]:
    """Return the addresses that a lesson links to, or shows pictures from, each with its places.

    :param left_out: Regular expressions for the names of documents that are not looked at.
    """
    found: dict[str, list[Place]] = {}
    patterns = [re.compile(pattern) for pattern in left_out]
    for docname, page in lesson.pages.items():
        if any(pattern.match(docname) for pattern in patterns):
            continue
        shown = ((link.address, link.spot) for link in page.facts.links)
        pictures = ((picture.uri, picture.spot) for picture in page.facts.pictures)
        for address, spot in (*shown, *pictures):
            if is_web_address(address):
                found.setdefault(address, []).append(Place(docname, spot))
    return found


def problems(
    addresses: Mapping[str, Sequence[Place]], answers: Mapping[str, Answer]
) -> Iterator[tuple[Rule, Problem, str]]:
    """Yield what is wrong with addresses: the rule, the problem, and the document."""
    for address, places in addresses.items():
        answer = answers.get(address)
        if answer is None or answer.state not in RULES:
            continue
        rule = RULES[answer.state]
        for place in places:
            yield rule, _problem(address, answer, place), place.docname


def _problem(address: str, answer: Answer, place: Place) -> Problem:
    if answer.state is State.BROKEN:
        return Problem(f"{address} leads nowhere: {answer.detail}", place.spot, address)
    if answer.state is State.NO_PLACE:
        return Problem(f"the page {address.partition('#')[0]} has no place of that name", place.spot, address)
    new = answer.detail if is_same(address, answer.detail) else None
    return Problem(f"{address} has moved to {answer.detail}", place.spot, address, new=new)


def without_doubt(finding: Finding, lines: Sequence[str]) -> Finding:
    """Return a finding that says what to write only if the address ends where it seems to: others may begin with it."""
    line = lines[finding.line - 1] if finding.old else ""
    following = line[finding.column - 1 + len(finding.old) :][:1]
    return finding if following in _ENDS else replace(finding, old="", new="")


def answers_for(
    addresses: Mapping[str, Sequence[Place]],
    known: Mapping[str, Answer],
    ask: Callable[[Mapping[str, str]], Mapping[str, Answer]],
) -> dict[str, Answer]:
    """Return what is answered of *addresses*: what is known and still believed, and else what *ask* finds out."""
    now = time.time()
    unknown = {
        address: places[0].docname
        for address, places in addresses.items()
        if address not in known or not known[address].is_believed(now)
    }
    return {**known, **(ask(unknown) if unknown else {})}


def unknown_servers(addresses: Mapping[str, Sequence[Place]], answers: Mapping[str, Answer]) -> Counter[str]:
    """Return why nothing can be said of how many addresses."""
    return Counter(
        answers[address].detail
        for address in addresses
        if address in answers and answers[address].state is State.UNKNOWN
    )

"""The order of a lesson: which documents are episodes, and how they and their exercises are numbered.

Pure: it is worked out from what the caller knows of the documents.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from .records import DocumentRecord

#: Blocks that make a document an episode.
EPISODE_KINDS = frozenset({"questions", "objectives", "keypoints"})

# "3.4 Mentoring", "Episode" numbers as authors write them: digits and dots, perhaps one more mark, then words.
_LEADING_NUMBER = re.compile(r"(\d+(?:\.\d+)*)[.:)]?\s+\S")


@dataclass(frozen=True, slots=True)
class Plan:
    """The order of a lesson.

    :ivar order: All documents that the contents lead to, in that order.
    :ivar depth: How many steps each is away from the first.
    :ivar episodes: Those that are episodes.
    :ivar numbers: The number of each episode, such as ``3`` or ``3.4``.
    """

    order: tuple[str, ...]
    depth: Mapping[str, int]
    episodes: tuple[str, ...]
    numbers: Mapping[str, str]


def is_match(docname: str, patterns: Sequence[str]) -> bool:
    """Tell whether a document's name matches any of *patterns*, in which ``*`` stands for any characters."""
    return any(fnmatchcase(docname, pattern) for pattern in patterns)


def has_number(title: str, number: str) -> bool:
    """Tell whether the *title* of an episode says its *number* already."""
    match = _LEADING_NUMBER.match(title.strip())
    return match is not None and match[1] == number


def is_episode(record: DocumentRecord) -> bool:
    """Tell whether a document is an episode by what is in it."""
    timed = record.timing.teaching is not None or record.timing.exercises is not None
    return timed or any(block.kind in EPISODE_KINDS for block in record.blocks)


def make_plan(
    root: str,
    contents: Mapping[str, Sequence[str]],
    records: Mapping[str, DocumentRecord],
    title_of: Callable[[str], str],
    patterns: Sequence[str],
) -> Plan:
    """Work out the order.

    :param root: The first document.
    :param contents: For each document, those in its tables of contents.
    :param title_of: The title of a document, as plain text.
    :param patterns: The value of ``lesson_episodes``.
    """
    depth = _walk(root, contents)
    order = tuple(depth)
    chosen = [name for name in order if name in records]
    if patterns:
        episodes = tuple(name for name in chosen if is_match(name, patterns))
    else:
        episodes = tuple(name for name in chosen if is_episode(records[name]))
    return Plan(order, depth, episodes, _number(episodes, title_of))


def _walk(root: str, contents: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Return every document that can be reached, in the order of reading, each once: contents may hold circles."""
    depth: dict[str, int] = {}
    pending = [(root, 0)]
    while pending:
        docname, level = pending.pop()
        if docname not in depth:
            depth[docname] = level
            pending += [(child, level + 1) for child in reversed(contents.get(docname, ()))]
    return depth


def _number(episodes: Sequence[str], title_of: Callable[[str], str]) -> dict[str, str]:
    """Return each episode's number: the one that leads its title, where no other episode has the same."""
    found = {name: match[1] for name in episodes if (match := _LEADING_NUMBER.match(title_of(name).strip()))}
    uses = Counter(found.values())
    own = {name: number for name, number in found.items() if uses[number] == 1}
    taken = set(own.values())
    numbers = {}
    for position, name in enumerate(episodes, start=1):
        number = own.get(name, str(position))
        if name not in own and number in taken:
            # Two episodes must not share a number: this one goes without, and so do its exercises.
            continue
        numbers[name] = number
    return numbers

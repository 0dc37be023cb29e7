"""The definitions of links (``[label]: address``) that files of Markdown hold: no node is left of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.environment import BuildEnvironment

#: Where the document that is being read, and the environment, keep them.
_OWN, _USED, _SHARED = "lesson_own_definitions", "lesson_used_labels", "lesson_shared_definitions"


class LinkDefinition(NamedTuple):
    """A definition.

    :ivar label: As the author wrote it, but in lower case.
    :ivar path: The file that it is written in, from the source folder.
    :ivar line: Its line there, from 1.
    """

    label: str
    address: str
    path: str
    line: int


def note_definitions(env: BuildEnvironment, definitions: Sequence[LinkDefinition], used: frozenset[str]) -> None:
    """Note the definitions in the document that is being read.

    :param used: The labels that its links and images name, in lower case.
    """
    env.current_document[_OWN], env.current_document[_USED] = tuple(definitions), used


def own_definitions(env: BuildEnvironment) -> Sequence[LinkDefinition]:
    """Return the definitions in the document that is being read."""
    return env.current_document.get(_OWN) or ()


def used_labels(env: BuildEnvironment) -> frozenset[str]:
    """Return the labels that links and images of the document that is being read name, in lower case."""
    return env.current_document.get(_USED) or frozenset()


def note_shared(env: BuildEnvironment, definitions: Sequence[LinkDefinition]) -> None:
    """Note the definitions that hold in every document."""
    setattr(env, _SHARED, tuple(definitions))


def shared_definitions(env: BuildEnvironment) -> Sequence[LinkDefinition]:
    """Return the definitions that hold in every document."""
    definitions: Sequence[LinkDefinition] = getattr(env, _SHARED, ())
    return definitions

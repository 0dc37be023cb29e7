"""An episode as a ``LearningResource`` of schema.org, for search engines and catalogues of teaching material.

The names are those of https://schema.org/LearningResource, which Bioschemas' TrainingMaterial builds on.  Nothing is
said that the author did not write.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_lesson_ext.blocks.nodes import lesson_block

_OBJECTIVES = "lesson-objectives"


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """What is known of an episode; what is not is empty, or 0.

    :ivar title: Its title as plain text.
    :ivar url: Where it is on the web.
    :ivar minutes: How long teaching it takes.
    :ivar objectives: What learners can do after it.
    :ivar license: The address of its licence.
    :ivar lesson: The name of the lesson that it is part of.
    :ivar lesson_url: Where that is on the web.
    """

    title: str
    description: str
    language: str
    url: str
    minutes: int
    objectives: tuple[str, ...]
    license: str
    lesson: str
    lesson_url: str


def learning_resource(episode: Episode) -> dict[str, Any]:
    """Return what is known of an episode as JSON-LD."""
    lesson = _filled({"@type": "LearningResource", "name": episode.lesson, "url": episode.lesson_url})
    return _filled(
        {
            "@context": "https://schema.org",
            "@type": "LearningResource",
            "name": episode.title,
            "description": episode.description,
            "url": episode.url,
            "inLanguage": episode.language,
            "learningResourceType": "lesson",
            "teaches": list(episode.objectives),
            "timeRequired": f"PT{episode.minutes}M" if episode.minutes else "",
            "license": episode.license,
            "isPartOf": lesson,
        }
    )


def note_objectives(document: nodes.document, blocks: Iterable[lesson_block]) -> None:
    """Keep the objectives that a document's *blocks* hold."""
    found = [block for block in blocks if block["kind"] == "objectives"]
    lists = [child for block in found for child in block.children if isinstance(child, nodes.Sequential)]
    document[_OBJECTIVES] = [_line(item) for points in lists for item in points.children]


def objectives_of(document: nodes.document) -> tuple[str, ...]:
    """Return the objectives that were kept."""
    return tuple(document.get(_OBJECTIVES, ()))


def _line(node: nodes.Node) -> str:
    return " ".join(node.astext().split())


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}

"""Lessons and episodes as ``LearningResource`` of schema.org, for search engines and catalogues of teaching material.

The names are those of https://schema.org/LearningResource.  What has all that Bioschemas asks for is said to conform to
its profile TrainingMaterial, https://bioschemas.org/profiles/TrainingMaterial/1.0-RELEASE.  Nothing is said that the
author did not write.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_lesson_ext.blocks.nodes import lesson_block
    from sphinx_lesson_ext.checkout.citation import Author, Citation
    from sphinx_lesson_ext.licences import Licence

_OBJECTIVES = "lesson-objectives"

_PROFILE = "https://bioschemas.org/profiles/TrainingMaterial/1.0-RELEASE"
#: The properties that the profile asks for; it calls them its minimum.
_MINIMUM = frozenset({"@id", "name", "description", "keywords"})
_CONFORMS_TO = "http://purl.org/dc/terms/conformsTo"
#: The types of citations that are articles; the others are taken for any work.
_ARTICLES = frozenset({"article", "conference-paper"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """What is known of a lesson or an episode; what is not is empty, or 0.

    :ivar name: Its title as plain text.
    :ivar url: Where it is on the web.
    :ivar minutes: How long teaching it takes.
    :ivar objectives: What learners can do after it.
    :ivar changed: The day of its last change, as YYYY-MM-DD.
    :ivar created: The day when it was begun, as YYYY-MM-DD.
    :ivar published: The day of its publication, as YYYY-MM-DD.
    :ivar provider: The organization that offers it.
    :ivar identifier: The address of its DOI.
    :ivar cited: The work that is to be cited for it.
    :ivar whole: The lesson that it is part of.
    :ivar parts: The episodes that are part of it.
    """

    name: str
    url: str = ""
    description: str = ""
    abstract: str = ""
    language: str = ""
    keywords: tuple[str, ...] = ()
    minutes: int = 0
    objectives: tuple[str, ...] = ()
    licences: tuple[Licence, ...] = ()
    authors: tuple[Author, ...] = ()
    provider: str = ""
    version: str = ""
    changed: str = ""
    created: str = ""
    published: str = ""
    identifier: str = ""
    cited: Citation | None = None
    whole: Resource | None = None
    parts: tuple[Resource, ...] = ()


def learning_resource(resource: Resource) -> dict[str, Any]:
    """Return what is known of a lesson or an episode as JSON-LD."""
    licences = [licence.url or {"@type": "CreativeWork", "name": licence.name} for licence in resource.licences]
    data = {
        "@context": "https://schema.org",
        **_named(resource),
        "description": resource.description,
        "abstract": resource.abstract,
        "keywords": list(resource.keywords),
        "inLanguage": resource.language,
        "learningResourceType": "lesson",
        "teaches": list(resource.objectives),
        "timeRequired": f"PT{resource.minutes}M" if resource.minutes else "",
        "license": licences[0] if len(licences) == 1 else licences,
        "author": [_author(author) for author in resource.authors],
        "provider": {"@type": "Organization", "name": resource.provider} if resource.provider else {},
        "version": resource.version,
        "dateCreated": resource.created,
        "dateModified": resource.changed,
        "datePublished": resource.published,
        "identifier": resource.identifier,
        "citation": {} if resource.cited is None else _cited(resource.cited),
        "isPartOf": {} if resource.whole is None else _named(resource.whole),
        "hasPart": [_named(part) for part in resource.parts],
    }
    known = _filled(data)
    if known.keys() >= _MINIMUM:
        known[_CONFORMS_TO] = {"@type": "CreativeWork", "@id": _PROFILE}
    return known


def _named(resource: Resource) -> dict[str, Any]:
    return _filled({"@type": "LearningResource", "@id": resource.url, "name": resource.name, "url": resource.url})


def _author(author: Author) -> dict[str, Any]:
    affiliation = {"@type": "Organization", "name": author.affiliation} if author.affiliation else {}
    return _filled(
        {
            "@type": "Person" if author.is_person else "Organization",
            "@id": author.orcid,
            "name": author.name,
            "givenName": author.given,
            "familyName": author.family,
            "affiliation": affiliation,
        }
    )


def _cited(work: Citation) -> dict[str, Any]:
    return _filled(
        {
            "@type": "ScholarlyArticle" if work.kind in _ARTICLES else "CreativeWork",
            "@id": work.doi_url,
            "name": work.title,
            "author": [_author(author) for author in work.authors],
            "datePublished": work.released,
            "url": work.url or work.doi_url,
            "isPartOf": {"@type": "Periodical", "name": work.journal} if work.journal else {},
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

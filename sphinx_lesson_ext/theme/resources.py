"""From what a build knows of a lesson to what its pages say of it as learning resources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_lesson_ext.language_codes import tag_of
from sphinx_lesson_ext.lesson.domain import LessonDomain
from sphinx_lesson_ext.web import absolute_address

from .context import brand_of, plain_title_of
from .licences import licences_of
from .metadata import keywords_of
from .structured import Resource, learning_resource, objectives_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docutils import nodes
    from sphinx.builders import Builder

    from sphinx_lesson_ext.checkout.citation import Citation

    from .last_change import LastChanges
    from .metadata import Description


class ResourceMaker:
    """Describes the lesson on its first page, and each episode on its own.

    :param options: The theme's checked options.
    :param citation: How the lesson is to be cited.
    """

    def __init__(self, builder: Builder, options: Mapping[str, Any], citation: Citation, changes: LastChanges) -> None:
        self._builder = builder
        self._config = builder.config
        self._citation = citation
        self._changes = changes
        self._licences = licences_of(options, citation)
        self._options = options
        self._lesson = Resource(name=brand_of(self._config), url=self._address_of(self._config.root_doc))

    def data_of(
        self, docname: str, document: nodes.document, description: Description, context: Mapping[str, Any]
    ) -> dict[str, Any] | None:
        """Return what a page says as JSON-LD; nothing, if it is neither the lesson's first page nor an episode.

        :param context: What the page's template is given.
        """
        domain = self._builder.env.domains.get(LessonDomain.name)
        if not isinstance(domain, LessonDomain):
            return None
        episodes = domain.plan.episodes
        is_lesson = docname == self._config.root_doc
        if not is_lesson and docname not in episodes:
            return None
        citation, whole = self._citation, self._lesson
        keywords = [*keywords_of(document, context.get("meta") or {}), *_words(self._options.get("keywords", ""))]
        shared: dict[str, Any] = {
            "language": tag_of(str(self._config.language)),
            "keywords": tuple(dict.fromkeys([*keywords, *citation.keywords])),
            "objectives": objectives_of(document),
            "licences": self._licences,
            "authors": citation.authors,
            "provider": self._options.get("provider", ""),
            "version": str(self._config.release or citation.version),
        }
        if is_lesson:
            resource = Resource(
                name=whole.name,
                url=whole.url,
                description=description.text or citation.abstract,
                abstract=citation.abstract,
                minutes=sum(domain.record(episode).timing.total for episode in episodes),
                changed=self._changes.of_lesson(self._builder),
                created=self._options.get("created", ""),
                published=citation.released,
                identifier=citation.doi_url,
                cited=citation.preferred,
                parts=tuple(self._episode(domain, episode) for episode in episodes if episode != docname),
                **shared,
            )
        else:
            resource = Resource(
                name=plain_title_of(context),
                url=self._address_of(docname),
                description=description.text,
                minutes=domain.record(docname).timing.total,
                changed=self._changes.of(self._builder).get(docname, ""),
                whole=whole,
                **shared,
            )
        return learning_resource(resource)

    def _episode(self, domain: LessonDomain, docname: str) -> Resource:
        return Resource(name=domain.title_of(docname), url=self._address_of(docname))

    def _address_of(self, docname: str) -> str:
        return absolute_address(self._config.html_baseurl, self._builder.get_target_uri(docname))


def _words(text: str) -> list[str]:
    return [word for part in text.split(",") if (word := " ".join(part.split()))]

"""What the foot of every page links to, by the theme's options."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_lesson_ext.i18n import translate as _
from sphinx_lesson_ext.messages import warn
from sphinx_lesson_ext.translatable import translatable
from sphinx_lesson_ext.web import outside_address

from .licences import licences_of
from .repository import repository_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_lesson_ext.checkout.citation import Citation
    from sphinx_lesson_ext.licences import Licence

#: The options that lead to a document or an address, with the words of their links.
_TARGETS = {
    "contact": translatable("Contact"),
    "code_of_conduct": translatable("Code of conduct"),
    "cite": translatable("How to cite"),
    "peer_review": translatable("Peer review"),
}


class FootLink(NamedTuple):
    """A link at the foot of a page."""

    title: str
    url: str


class Foot(NamedTuple):
    """The foot of a page: links that concern the page, links that concern the lesson, and its licences."""

    page_links: tuple[FootLink, ...]
    lesson_links: tuple[FootLink, ...]
    licences: tuple[Licence, ...]


class FootMaker:
    """Makes the feet of pages by the theme's checked options, and by how the lesson is to be cited."""

    def __init__(self, env: BuildEnvironment, options: Mapping[str, Any], citation: Citation) -> None:
        self._env = env
        self._targets = {name: options.get(name, "") for name in _TARGETS}
        self._targets["cite"] = self._targets["cite"] or (citation.preferred or citation).doi_url or citation.doi_url
        self._repository = repository_of(options)
        self._licences = licences_of(options, citation)

    def make(self, pagename: str, title: str, address: str, uri_of: Callable[[str], str]) -> Foot:
        """Return the foot of a page.

        :param title: The page's title as plain text.
        :param address: Where the page is on the web; empty, if that is not known.
        :param uri_of: Gives the address of a document, seen from the page.
        """
        return Foot(tuple(self._page_links(pagename, title, address)), self._lesson_links(uri_of), self._licences)

    def _page_links(self, pagename: str, title: str, address: str) -> list[FootLink]:
        if self._repository is None:
            return []
        subject, text = _("Problem with: %s") % title, _("Page: %s") % (address or pagename) + "\n"
        if release := self._env.config.release:
            text += _("Version: %s") % release + "\n"
        report_url = self._repository.report_url(subject, f"{text}\n")
        return [FootLink(_("Report a problem with this page"), report_url)]

    def _lesson_links(self, uri_of: Callable[[str], str]) -> tuple[FootLink, ...]:
        wanted = ((title, self._targets[name]) for name, title in _TARGETS.items())
        found = [(title, self._address_of(target, uri_of)) for title, target in wanted]
        if self._repository is not None:
            found.append((translatable("Source repository"), self._repository.url))
        return tuple(FootLink(_(title), url) for title, url in found if url)

    def _address_of(self, target: str, uri_of: Callable[[str], str]) -> str:
        return uri_of(target) if target in self._env.found_docs else outside_address(target)


def check_targets(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn about options that lead nowhere (event ``env-check-consistency``, when the documents are known)."""
    if not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    for name in _TARGETS:
        target = str(app.builder.theme_options.get(name, ""))
        if target and target not in env.found_docs and not outside_address(target):
            text = "the theme option %s is %r, which is no document, address or mail address; it is left out"
            warn("theme-option", text, name, target, location=None)


def setup(app: Sphinx) -> None:
    """Check where the links lead."""
    app.connect("env-check-consistency", check_targets)

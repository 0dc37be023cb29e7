"""The explanation of each term that a page links to, in the page: a script shows it beside the link.

The explanations stand in the page but not in its document, or search would find each of them on every page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urljoin

from docutils import nodes
from sphinx import addnodes

from sphinx_lesson_ext.identifiers import name_within_id
from sphinx_lesson_ext.lesson.copies import copy_of
from sphinx_lesson_ext.lesson.digests import TARGETS_EVENT, Shown
from sphinx_lesson_ext.lesson.domain import LessonDomain
from sphinx_lesson_ext.lesson.elements import Elements
from sphinx_lesson_ext.lesson.terms import term_of

from .assets import use_part

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_lesson_ext.lesson.records import DocumentRecord
    from sphinx_lesson_ext.lesson.terms import ExplainedTerm

#: Where a document keeps the explanations until the page around it is written.
_KEPT = "lesson-definitions"


class term_link(nodes.reference):  # noqa: N801 (docutils names nodes in lower case)
    """A link to a term; ``explanation`` is the id of what explains it on this page."""


class definition_boxes(nodes.General, nodes.Element):  # noqa: N801
    """All explanations of a page."""


class definition_box(nodes.General, nodes.Element):  # noqa: N801
    """The explanation of a term; ``name`` is the term."""


class _Explanations(nodes.document):
    """A document that holds only explanations, on their way into a page."""


class Explained(NamedTuple):
    """A term, and the document that explains it."""

    docname: str
    term: ExplainedTerm


class Glossary:
    """All terms that the lesson explains.  Each document that does so is loaded once a build."""

    def __init__(self, app: Sphinx) -> None:
        self._env = app.env
        records = _records(app.env)
        self._documents = {app.builder.get_target_uri(name): name for name, record in records.items() if record.terms}
        terms = [term for record in records.values() for term in record.terms]
        self._names = {name.casefold() for term in terms for name in (*term.names, *term.ids)}
        self._by_id: dict[str, dict[str, ExplainedTerm]] = {}

    def may_be_shown_by(self, record: DocumentRecord) -> bool:
        """Tell whether a document may link to a term, itself or by what it collects from others."""
        return bool(record.lists) or any(target.casefold() in self._names for target in record.references)

    def find(self, page_uri: str, uri: str) -> Explained | None:
        """Return the term that *uri* leads to from the page at *page_uri*."""
        address, _mark, identifier = uri.rpartition("#")
        docname = self._documents.get(urljoin(page_uri, address))
        if docname is None:
            return None
        term = self._terms_of(docname).get(identifier)
        return None if term is None else Explained(docname, term)

    def _terms_of(self, docname: str) -> dict[str, ExplainedTerm]:
        if docname not in self._by_id:
            items = self._env.get_doctree(docname).findall(nodes.definition_list_item)
            terms = [term for item in items if (term := term_of(item)) is not None]
            self._by_id[docname] = {identifier: term for term in terms for identifier in term.ids}
        return self._by_id[docname]


class Definitions:
    """Finds the links to terms in each document, and gives its page their explanations."""

    def __init__(self) -> None:
        self._glossary: Glossary | None = None

    def answer(self, _app: Sphinx, env: BuildEnvironment) -> list[Shown]:
        """Tell the lesson what pages show of terms, so that they are written again when that changes."""
        self._glossary = None
        return [
            Shown(name, term.digest, term.references)
            for _docname, record in sorted(_records(env).items())
            for term in record.terms
            for name in (*term.names, *term.ids)
        ]

    def explain(self, app: Sphinx, document: nodes.document, docname: str) -> None:
        """Tie each link to a term to its explanation (event ``doctree-resolved``)."""
        record = _records(app.env).get(docname)
        if record is None or isinstance(document, _Explanations):
            return
        if self._glossary is None:
            self._glossary = Glossary(app)
        if not self._glossary.may_be_shown_by(record):
            return
        # What is on the page itself needs no copy; some builders make one page of all documents.
        elements = Elements(document)
        here = {docname, *(file["docname"] for file in elements.of(addnodes.start_of_file))}
        page_uri = app.builder.get_target_uri(docname)
        shown: dict[str, Explained] = {}
        for link in elements.of(nodes.reference):
            if not link.get("internal") or "refuri" not in link or not isinstance(link.parent, nodes.TextElement):
                continue
            explained = self._glossary.find(page_uri, link["refuri"])
            if explained is not None and explained.docname not in here:
                identifier = _identifier(explained)
                shown[identifier] = explained
                described = term_link(link.rawsource, "", *link.children, **link.attributes, explanation=identifier)
                link.parent[link.parent.index(link)] = described
        if shown:
            use_part(document, "definitions")
            document[_KEPT] = _boxes(app, document, docname, shown)

    @staticmethod
    def show(
        app: Sphinx, _pagename: str, _template: str, context: dict[str, Any], document: nodes.document | None
    ) -> None:
        """Give the page the explanations as HTML (event ``html-page-context``)."""
        if document is not None and _KEPT in document:
            context["lesson_definitions"] = app.builder.render_partial(document[_KEPT])["fragment"]  # type: ignore[attr-defined]


def _records(env: BuildEnvironment) -> dict[str, DocumentRecord]:
    domain = env.domains.get(LessonDomain.name)
    return domain.documents if isinstance(domain, LessonDomain) else {}


def _identifier(explained: Explained) -> str:
    return f"definition-{name_within_id(explained.docname)}-{explained.term.ids[0]}"


def _boxes(app: Sphinx, document: nodes.document, page: str, shown: Mapping[str, Explained]) -> definition_boxes:
    """Return a copy of each explanation for *page*, with all references in it resolved."""
    holder = _Explanations(document.settings, document.reporter, source=document.get("source", ""))
    for identifier, (docname, term) in shown.items():
        [copy] = copy_of([term.explanation], docname, page, f"{identifier}-", app.env.found_docs)
        copy["ids"] = [identifier]
        if term.is_cut:
            copy += nodes.Text(" …")
        for picture in list(copy.findall(nodes.image)):
            picture.replace_self(nodes.Text(picture.get("alt", "")))
        holder += definition_box("", copy, name=term.names[0])
    app.env.resolve_references(holder, page, app.builder)
    parts: list[str] = holder.get("lesson-parts", [])
    for part in parts:
        use_part(document, part)
    return definition_boxes("", *holder.children)


def _visit_link(self: Any, node: term_link) -> None:
    details = {"title": node["reftitle"]} if "reftitle" in node else {}
    details["aria-describedby"] = node["explanation"]
    self.body.append(self.starttag(node, "a", "", CLASS="reference internal", href=node["refuri"], **details))


def _depart_link(self: Any, _node: term_link) -> None:
    self.body.append("</a>")


# Hidden as a whole until a script shows one: where there is none, or the browser has no popovers, nothing is seen.
def _visit_boxes(self: Any, node: definition_boxes) -> None:
    self.body.append(self.starttag(node, "div", CLASS="definitions lesson-chrome", hidden="hidden"))


def _visit_box(self: Any, node: definition_box) -> None:
    self.body.append(self.starttag(node, "div", CLASS="definition", popover="manual"))
    self.body.append(self.starttag(nodes.inline(), "p", "", CLASS="definition-term"))
    self.body.append(self.encode(node["name"]))
    self.body.append("</p>\n")


def _depart(self: Any, _node: nodes.Element) -> None:
    self.body.append("</div>\n")


def setup(app: Sphinx) -> None:
    """Take part in the build.  With the theme alone, nobody asks what pages show."""
    definitions = Definitions()
    app.add_node(term_link, html=(_visit_link, _depart_link))
    app.add_node(definition_boxes, html=(_visit_boxes, _depart))
    app.add_node(definition_box, html=(_visit_box, _depart))
    if TARGETS_EVENT in app.events.events:
        app.connect(TARGETS_EVENT, definitions.answer)
    app.connect("doctree-resolved", definitions.explain)
    app.connect("html-page-context", definitions.show)

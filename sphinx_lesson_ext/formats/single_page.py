"""The whole lesson as one page of HTML: each id is there once, and links lead to it.

Sphinx puts the documents one after the other as they are, so that ids clash, and links between documents have two
fragments, which no browser understands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.builders.singlehtml import SingleFileHTMLBuilder
from sphinx.util import docname_join

from sphinx_lesson_ext.identifiers import unique
from sphinx_lesson_ext.lesson.list_context import INSIDE

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

#: What Sphinx's links to a document begin with on such a page.
_DOCUMENT = "#document-"


def settle_ids(app: Sphinx, document: nodes.document, docname: str) -> None:
    """Give other ids to those elements whose own are taken by documents before (event ``doctree-resolved``)."""
    if not isinstance(app.builder, SingleFileHTMLBuilder):
        return
    elements = list(_elements(document, docname))
    new_ids = _new_ids(elements)
    for origin, element in elements:
        if element.get("backrefs"):
            element["backrefs"] = [new_ids.get((origin, identifier), identifier) for identifier in element["backrefs"]]
        if "refid" in element:
            element["refid"] = new_ids.get((origin, element["refid"]), element["refid"])
        if isinstance(element, nodes.reference) and "refuri" in element:
            element["refuri"] = _address(element["refuri"], origin, new_ids, app.env.found_docs)
    _carry_numbers(app.env, new_ids)


def _elements(element: nodes.Element, docname: str) -> Iterator[tuple[str, nodes.Element]]:
    """Yield each element with the document that it comes from."""
    pending = [(docname, element)]
    while pending:
        origin, current = pending.pop()
        if isinstance(current, addnodes.start_of_file):
            origin = current["docname"]
        yield origin, current
        pending += [(origin, child) for child in reversed(current.children) if isinstance(child, nodes.Element)]


def _new_ids(elements: Iterable[tuple[str, nodes.Element]]) -> dict[tuple[str, str], str]:
    """Set the ids on the page; return them by the documents that they come from and the ids there."""
    taken: set[str] = set()
    new_ids: dict[tuple[str, str], str] = {}
    for origin, element in elements:
        ids = []
        for identifier in element["ids"]:
            wanted = identifier if identifier not in taken else f"{nodes.make_id(origin)}{INSIDE}{identifier}"
            ids.append(unique(wanted, taken))
            new_ids.setdefault((origin, identifier), ids[-1])
        element["ids"] = ids
    return new_ids


def _address(address: str, origin: str, new_ids: Mapping[tuple[str, str], str], documents: Container[str]) -> str:
    if address.startswith(_DOCUMENT):
        target, _mark, fragment = address.removeprefix(_DOCUMENT).partition("#")
    elif address.startswith("#"):
        target, fragment = origin, address.removeprefix("#")
    else:
        # What leads to its own document begins at that.
        target, fragment = docname_join(origin, address), ""
        return f"{_DOCUMENT}{target}" if target in documents else address
    return "#" + new_ids.get((target, fragment), fragment) if fragment else address


def _carry_numbers(env: BuildEnvironment, new_ids: Mapping[tuple[str, str], str]) -> None:
    """Let sections and figures keep their numbers, which Sphinx looks up by their ids."""
    for (origin, identifier), new in new_ids.items():
        sections = env.toc_secnumbers.get(origin, {})
        if f"#{identifier}" in sections:
            sections[f"#{new}"] = sections[f"#{identifier}"]
        for numbers in env.toc_fignumbers.get(origin, {}).values():
            if identifier in numbers:
                numbers[new] = numbers[identifier]


def leave_out_pages(app: Sphinx) -> None:
    """Let nothing lead to search and index, which have pages of their own elsewhere (event ``builder-inited``)."""
    if isinstance(app.builder, SingleFileHTMLBuilder):
        app.builder.search = False
        app.config["html_use_index"] = False


def setup(app: Sphinx) -> None:
    """Take part in the build."""
    app.connect("builder-inited", leave_out_pages)
    app.connect("doctree-resolved", settle_ids, priority=300)

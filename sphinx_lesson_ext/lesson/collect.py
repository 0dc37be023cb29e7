"""From a document that was just read to its record."""

from __future__ import annotations

import os
from dataclasses import replace
from hashlib import sha256
from itertools import chain
from typing import TYPE_CHECKING
from urllib.parse import unquote

from docutils import nodes
from sphinx import addnodes
from sphinx.util import docname_join
from sphinx.util.nodes import make_id

from sphinx_lesson_ext.blocks.nodes import ancestors, kind_of, kinds_around, lesson_block, lesson_list
from sphinx_lesson_ext.blocks.pictures import DARK
from sphinx_lesson_ext.destinations import DESTINATION
from sphinx_lesson_ext.fixmes.transform import collected, kinds_around_collected
from sphinx_lesson_ext.messages import warn
from sphinx_lesson_ext.web import split_address

from .elements import Elements
from .facts import pack
from .gather import Gatherer
from .policy import WITHHELD
from .raw_html import html_addresses, html_ids
from .records import Block, DocumentRecord, Image, ListPlace, Requirement, Term, Timing
from .terms import term_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.environment import BuildEnvironment

    from .facts import Facts
    from .terms import ExplainedTerm

#: Where the facts of the document that is being read are to be found: packed they are only for later.
FACTS = "lesson_facts"
_TIMES = {"teaching": "teaching", "exercises": "exercises", "break": "pause"}


def make_record(env: BuildEnvironment, document: nodes.document) -> DocumentRecord:
    """Return the record of *document*, whose FIXMEs were found."""
    # Where a block shows one, its attribute ``fixme`` is the place in this order.
    found = collected(env)
    elements = Elements(document)
    blocks = list(elements.of(lesson_block))
    references = list(elements.of(addnodes.pending_xref))
    facts = env.current_document[FACTS] = Gatherer(elements, env).facts()
    for block in blocks:
        if not block["ids"]:
            identifier = make_id(env, document, block["kind"])
            block["ids"].append(identifier)
            document.ids[identifier] = block
        if "fixme" in block:
            index = block.attributes.pop("fixme")
            found[index] = replace(found[index], anchor=block["ids"][0])
    return DocumentRecord(
        blocks=tuple(_block_record(env, block) for block in blocks),
        images=tuple(_image_record(image) for image in elements.of(nodes.image)),
        lists=tuple(_list_record(env, place, n) for n, place in enumerate(elements.of(lesson_list), start=1)),
        terms=tuple(
            _term_record(term)
            for item in elements.of(nodes.definition_list_item)
            if (term := term_of(item)) is not None
        ),
        fixmes=tuple(found),
        timing=_timing(document),
        references=_targets(references),
        links=frozenset(reference[DESTINATION] for reference in references if DESTINATION in reference),
        requirements=tuple(_requirements(env, blocks)),
        anchors=_anchors(document, elements.of(nodes.raw)),
        words=sum(len(passage.text.split()) for passage in facts.passages),
        shown=_shown(facts, elements.of(nodes.image)),
        facts=pack(facts),
        assembly=env.config.lesson_documents.get(env.current_document.docname),
        fixmes_within=tuple(kinds_around_collected(env)),
        files=frozenset(_files(env, elements)),
    )


def _targets(references: Iterable[addnodes.pending_xref]) -> frozenset[str]:
    # MyST keeps the document and the id in it apart.
    named = ((reference["reftarget"], reference.get("reftargetid")) for reference in references)
    return frozenset(str(target) for targets in named for target in targets if target)


def _requirements(env: BuildEnvironment, blocks: Iterable[lesson_block]) -> Iterator[Requirement]:
    named = (block.findall(addnodes.pending_xref) for block in blocks if block["kind"] == "prereq")
    for reference in chain.from_iterable(named):
        docname = reference[DESTINATION][2] if DESTINATION in reference else ""
        if reference["reftype"] == "doc":
            docname = docname_join(reference["refdoc"], reference["reftarget"])
        if docname:
            placed = next((parent for parent in ancestors(reference) if parent.line), reference)
            path = relative_path(env, placed.source, env.current_document.docname)
            yield Requirement(docname, reference.astext(), path, placed.line or 1)


def _shown(facts: Facts, images: Iterable[nodes.image]) -> frozenset[str]:
    dark = (str(image[DARK]) for image in images if DARK in image)
    return frozenset((*(picture.uri for picture in facts.pictures if not picture.is_missing), *dark))


def _anchors(document: nodes.document, raw: Iterable[nodes.raw]) -> frozenset[str]:
    """Return the ids of all elements, those in HTML that the author wrote too."""
    written = (html_ids(part.astext()) for part in raw if "html" in part["format"].split() and "id" in part.astext())
    return frozenset(document.ids).union(*written)


def exercise_with_solutions(block: lesson_block) -> list[lesson_block]:
    """Return an exercise and the solutions that directly follow it: many authors write them after it, not in it."""
    parts = [block]
    following = block.next_node(descend=False, siblings=True)
    while isinstance(following, lesson_block) and following["kind"] == "solution":
        parts.append(following)
        following = following.next_node(descend=False, siblings=True)
    return parts


def relative_path(env: BuildEnvironment, source: str | None, docname: str) -> str:
    """Return the path of a source file relative to the source folder, with forward slashes.

    :param source: As a node has it, absolute or relative to the current folder; may name the function that docutils
        was called from, behind a colon, or nothing at all.
    """
    path = (source or "").partition(":<")[0] or str(env.doc2path(docname))
    return os.path.relpath(path, env.srcdir).replace(os.sep, "/")


def _block_record(env: BuildEnvironment, block: lesson_block) -> Block:
    docname = env.current_document.docname
    return Block(
        kind=block["kind"],
        spelling=block["spelling"],
        title=block["heading"],
        ids=tuple(block["ids"]),
        names=tuple(block["names"]),
        path=relative_path(env, block.source, docname),
        line=block.line or 1,
        minutes=block.get("minutes"),
        within=tuple(reversed(list(kinds_around(block)))),
        section=_section_of(block),
        digest=_digest(block),
        classes=classes_of(block),
        inner=_inner_ids(block) if block["kind"] in WITHHELD else (),
    )


def classes_of(block: lesson_block) -> tuple[str, ...]:
    """Return what lists can choose *block* by: its kind, what that is called elsewhere, and the author's classes."""
    own = (name for name in block["classes"] if name != "lesson-block")
    return tuple(dict.fromkeys((*own, kind_of(block).coderefinery)))


def _inner_ids(block: lesson_block) -> tuple[str, ...]:
    found = [identifier for element in block.findall(nodes.Element) for identifier in element["ids"]]
    for raw in block.findall(nodes.raw):
        found += html_ids(raw.astext())
    return tuple(dict.fromkeys(found))


def _files(env: BuildEnvironment, elements: Elements) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield each file that a document shows or leads to, with the kinds of the blocks around it."""
    addresses: list[tuple[nodes.Element, str]] = []
    for image in elements.of(nodes.image):
        addresses += [(image, image[name]) for name in ("uri", DARK) if image.get(name)]
    addresses += [(download, download["reftarget"]) for download in elements.of(addnodes.download_reference)]
    for raw in elements.of(nodes.raw):
        addresses += [(raw, unquote(split_address(address).path)) for address in html_addresses(raw.astext())]
    for element, address in addresses:
        parts = split_address(address)
        if parts.path and not (parts.scheme or parts.netloc):
            yield env.relfn2path(address)[0], frozenset(kinds_around(element))


def _section_of(block: lesson_block) -> str:
    """Return the title of the section below the document's own that *block* stands in."""
    sections = [parent for parent in ancestors(block) if isinstance(parent, nodes.section)]
    title = sections[0].next_node(nodes.title) if len(sections) > 1 else None
    return title.astext() if title is not None else ""


def _digest(block: lesson_block) -> str:
    parts = exercise_with_solutions(block) if block["kind"] == "challenge" else [block]
    return sha256("".join(part.pformat() for part in parts).encode()).hexdigest()


def _image_record(image: nodes.image) -> Image:
    around = frozenset(kinds_around(image))
    return Image(image["uri"], image.get(DARK, ""), image.get("alt", ""), image.line or 0, nearest_id(image), around)


def _term_record(term: ExplainedTerm) -> Term:
    digest = sha256(repr((term.is_cut, term.explanation.pformat())).encode()).hexdigest()
    return Term(
        tuple(dict.fromkeys((*term.names, *term.written))),
        term.ids,
        digest,
        _targets(term.explanation.findall(addnodes.pending_xref)),
    )


def nearest_id(node: nodes.Element) -> str:
    """Return the first id of *node* or of the nearest element around it; an empty string where none has any."""
    return next((element["ids"][0] for element in (node, *ancestors(node)) if element["ids"]), "")


def _list_record(env: BuildEnvironment, place: lesson_list, position: int) -> ListPlace:
    place["docname"], place["position"] = env.current_document.docname, position
    path = relative_path(env, place.source, place["docname"])
    return ListPlace(place["list"], path, place.line or 1, tuple(sorted(place["options"].items())))


def _timing(document: nodes.document) -> Timing:
    minutes: dict[str, int | None] = {}
    # Docutils puts it at the top of the document.
    for docinfo in (child for child in document.children if isinstance(child, nodes.docinfo)):
        for field in docinfo.findall(nodes.field):
            name, value = field[0].astext().strip().casefold(), field[1].astext().strip()
            if name not in _TIMES:
                continue
            if value.isascii() and value.isdigit():
                minutes[_TIMES[name]] = int(value)
            else:
                warn(
                    "front-matter",
                    "'%s' is %s in the front matter, but must be a whole number of minutes, such as 20; none are shown",
                    name,
                    repr(value) if value else "empty",
                    location=field,
                )
    return Timing(**minutes)

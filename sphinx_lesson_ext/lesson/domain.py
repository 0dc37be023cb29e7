"""The Sphinx domain ``lesson``: the one store of what is known of a lesson, and references to its blocks."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from docutils import nodes
from sphinx.domains import Domain, ObjType
from sphinx.roles import XRefRole
from sphinx.util.nodes import make_refnode

from sphinx_lesson_ext.findings import Finding, in_order
from sphinx_lesson_ext.i18n import colon
from sphinx_lesson_ext.i18n import translate as _
from sphinx_lesson_ext.kinds import LISTS, SPELLINGS, label_of
from sphinx_lesson_ext.messages import warn

from .citing import load_citation
from .collect import make_record
from .list_context import solution_places
from .plan import Plan, make_plan
from .policy import WITHHELD, make_policy
from .records import Block, DocumentRecord
from .withheld import whereabouts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_lesson_ext.checkout.citation import Citation

    from .policy import Policy
    from .records import Warned
    from .withheld import Whereabouts

#: The role that leads to a block of any kind.
ANY_BLOCK = "block"
#: The type of a reference to any element by its document and id; made by lists, not written by authors.
ANY_PLACE = "place"

#: How many trees are kept in memory for lists: those of the documents of most lessons.
_MOST_ORIGINALS = 16


class Place(NamedTuple):
    """Where a block stands."""

    docname: str
    block: Block


class BlockRole(XRefRole):
    """A reference to a block: by its name, or as ``document#id``, or as the id alone within a document."""

    def __init__(self) -> None:
        super().__init__(innernodeclass=nodes.inline, warn_dangling=True)


class LessonDomain(Domain):
    """Everything that is known of a lesson.

    Its data: ``documents``, a :class:`~.records.DocumentRecord` for each document's name; ``whole_contents``, for each
    document whose contents close a circle, what they were before that was cut; and ``warnings``, those that were given
    while each document was read.
    """

    name = "lesson"
    label = "Lesson"
    object_types: ClassVar[dict[str, ObjType]] = {
        spelling: ObjType(label_of(spelling), spelling, ANY_BLOCK) for spelling in SPELLINGS
    }
    roles = {name: BlockRole() for name in (ANY_BLOCK, *SPELLINGS)}
    # Counts the changes of what is stored; Sphinx reads every document again when it differs.
    data_version = 16
    initial_data: ClassVar[dict[str, object]] = {"documents": {}, "whole_contents": {}, "warnings": {}}

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self._plan: Plan | None = None
        self._named: dict[str, list[Place]] | None = None
        self._citation: Citation | None = None
        self._policy: Policy | None = None
        self._solution_places: Mapping[str, tuple[str, str]] | None = None
        self._whereabouts: Mapping[tuple[str, str], Whereabouts] | None = None
        #: What this build has warned of otherwise than while a document was read.
        self.unread_warnings: Sequence[Warned] = ()
        #: The documents that this build has read.
        self.read_now: Collection[str] = ()
        #: What rules have found that this build has not told as a warning; ``None``, until that is asked for.
        self.untold: Sequence[Finding] | None = None
        #: What this build has said of links: books ask for the first document again and again.
        self.told_of_links: set[tuple[object, ...]] = set()
        #: Whether the build collects the text for translators.
        self.is_for_translators = False
        #: What builds the lesson; set when the build begins.
        self.builder: Builder | None = None
        #: The folder of ``conf.py``.
        self.folder = Path(env.srcdir)
        #: The tree of a document, for lists to copy from: several do, one after the other, and loading it takes longer.
        self.original = lru_cache(_MOST_ORIGINALS)(env.get_doctree)

    @property
    def documents(self) -> dict[str, DocumentRecord]:
        """The record of each document."""
        documents: dict[str, DocumentRecord] = self.data["documents"]
        return documents

    @property
    def whole_contents(self) -> dict[str, tuple[str, ...]]:
        """What the contents of documents were before a circle in them was cut."""
        contents: dict[str, tuple[str, ...]] = self.data["whole_contents"]
        return contents

    @whole_contents.setter
    def whole_contents(self, contents: dict[str, tuple[str, ...]]) -> None:
        self.data["whole_contents"] = contents

    @property
    def warnings(self) -> dict[str, tuple[Warned, ...]]:
        """What was warned of while each document was read."""
        warnings: dict[str, tuple[Warned, ...]] = self.data["warnings"]
        return warnings

    def record(self, docname: str) -> DocumentRecord:
        """Return the record of a document; an empty one where nothing is known."""
        return self.documents.get(docname) or DocumentRecord()

    @property
    def plan(self) -> Plan:
        """The lesson's order.  It is worked out once a build, not once a page."""
        if self._plan is None:
            env = self.env
            self._plan = make_plan(
                env.config.root_doc, env.toctree_includes, self.documents, self.title_of, env.config.lesson_episodes
            )
        return self._plan

    @property
    def named(self) -> dict[str, list[Place]]:
        """The blocks that each name leads to.  Like the plan, it is worked out once a build."""
        if self._named is None:
            self._named = {}
            for docname, record in sorted(self.documents.items()):
                for block in record.blocks:
                    for name in (*block.names, *(f"{docname}#{identifier}" for identifier in block.ids)):
                        self._named.setdefault(name, []).append(Place(docname, block))
        return self._named

    @property
    def policy(self) -> Policy:
        """What this build shows."""
        if self._policy is None:
            policy = make_policy(self.env.config)
            self._policy = policy.for_translators() if self.is_for_translators else policy
        return self._policy

    def held_solutions(self) -> Counter[date]:
        """Return how many solutions are held back until each day."""
        counts: Counter[date] = Counter()
        for docname, record in self.documents.items():
            if day := self.policy.held_until(docname):
                counts[day] += len(record.blocks_of("solution"))
        return +counts

    def is_left_out(self, docname: str, kinds: Iterable[str]) -> bool:
        """Tell whether this build leaves out what stands in blocks of *kinds* in a document."""
        return any(self.policy.omits(kind, docname) for kind in kinds if kind in WITHHELD)

    @property
    def solution_places(self) -> Mapping[str, tuple[str, str]]:
        """The page that shows the solutions of each document, and what their ids begin with there.

        It is empty, unless solutions have a page of their own.  Like the plan, it is worked out once a build.
        """
        if self._solution_places is None:
            is_used = self.policy.solutions == "own-page"
            self._solution_places = solution_places(self) if is_used else {}
        return self._solution_places

    def solution_place(self, docname: str, anchor: str) -> tuple[str, str]:
        """Return the document that shows a solution, and its id there; *anchor* is that where it was written."""
        page, prefix = self.solution_places.get(docname, (docname, ""))
        return page, prefix + anchor

    @property
    def whereabouts(self) -> Mapping[tuple[str, str], Whereabouts]:
        """Where all is that is not where it was written, by its document and id.  It is worked out once a build."""
        if self._whereabouts is None:
            self._whereabouts = whereabouts(self)
        return self._whereabouts

    @property
    def citation(self) -> Citation:
        """How the lesson is to be cited.  It is read when it is first asked for."""
        if self._citation is None:
            self._citation = load_citation(self.folder)
        return self._citation

    def forget_plan(self) -> None:
        """Work out anew what depends on all documents when it is next asked for: some have changed."""
        self._plan = None
        self._named = None
        self._solution_places = None
        self._whereabouts = None

    def title_of(self, docname: str) -> str:
        """Return the title of a document as plain text; its name where it has none."""
        title = self.env.titles.get(docname)
        return title.astext() if title is not None else docname

    def fixmes(self) -> list[Finding]:
        """Return every FIXME of the lesson, in the order of files and lines."""
        return in_order(finding for record in self.documents.values() for finding in record.fixmes)

    def note_problems(self, docname: str, problems: Sequence[Finding]) -> None:
        """Add what rules have found in a document that was just read."""
        self.documents[docname] = replace(self.documents[docname], problems=tuple(problems))

    def documents_with(self, list_name: str) -> list[str]:
        """Return the documents that hold the list *list_name*."""
        return sorted(name for name, record in self.documents.items() if any(x.name == list_name for x in record.lists))

    def whole_pages(self) -> list[str]:
        """Return the documents that show others whole, those that show the most of the lesson first."""
        pages = [name for kind in LISTS.values() if kind.whole for name in self.documents_with(kind.name)]
        return sorted(pages, key=self._chooses)

    def _chooses(self, docname: str) -> bool:
        """Tell whether the author has chosen what a document shows whole; it does not show all, then."""
        return all(place.options for place in self.record(docname).lists if LISTS[place.name].whole)

    def exercise_numbers(self, docname: str) -> dict[str, str]:
        """Return the number of each exercise of a document by its id: ``3.2`` is the second of the third episode."""
        number = self.plan.numbers.get(docname)
        if number is None:
            return {}
        exercises = self.record(docname).blocks_of("challenge")
        return {block.anchor: f"{number}.{position}" for position, block in enumerate(exercises, start=1)}

    def name_of(self, place: Place) -> str:
        """Return how a block is called in a sentence: ``Challenge 3.2: Reuse a loop``."""
        docname, block = place
        words = [_(label_of(block.spelling)), self.exercise_numbers(docname).get(block.anchor, "")]
        label = " ".join(word for word in words if word)
        return (
            f"{label}{colon()}{block.title}" if block.title and block.title.casefold() != words[0].casefold() else label
        )

    # --- what Sphinx asks of a domain --------------------------------------------------------------------------------

    def clear_doc(self, docname: str) -> None:
        """Forget a document."""
        self.forget_plan()
        self.documents.pop(docname, None)
        self.whole_contents.pop(docname, None)
        self.warnings.pop(docname, None)

    def merge_domaindata(self, docnames: Iterable[str], otherdata: dict[str, dict[str, DocumentRecord]]) -> None:
        """Take over what another process has read."""
        self.forget_plan()
        self.documents.update(
            {name: otherdata["documents"][name] for name in docnames if name in otherdata["documents"]}
        )

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Record a document that was just read."""
        self.forget_plan()
        record = make_record(env, document)
        self.documents[docname] = record
        if env.config.lesson_fixme_warnings:
            for finding in record.fixmes:
                warn(
                    "fixme",
                    "%s: %s",
                    finding.marker,
                    finding.message,
                    location=f"{env.srcdir / finding.path}:{finding.line}",
                )
        standard = env.get_domain("std")
        for block in record.blocks:
            for name in block.names:
                # So that Sphinx's own ``ref`` reaches it without a text of the author's.
                title = block.title or _(label_of(block.spelling))
                standard.note_hyperlink_target(name, docname, block.anchor, title)  # type: ignore[attr-defined]

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield each block for ``objects.inv``: by its names, and by its document and id."""
        # Each is translated once, not for each block.
        labels = {spelling: _(label_of(spelling)) for spelling in SPELLINGS}
        separator = colon()
        for docname, record in sorted(self.documents.items()):
            for block in record.blocks:
                if self.is_left_out(docname, (block.kind, *block.within)):
                    continue
                label = labels[block.spelling]
                shown = f"{label}{separator}{block.title}" if block.title else label
                for name in (*block.names, f"{docname}#{block.anchor}"):
                    # -1: not a result of its own in Sphinx's search, which finds the text in any case.
                    yield name, shown, block.spelling, docname, block.anchor, -1

    def resolve_xref(  # type: ignore[override]  # Sphinx takes any element, and says so nowhere
        self,
        _env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.Element | None:
        """Make a reference to the block that *target* names, with its kind, number and title as text."""
        if typ == ANY_PLACE:
            docname, _mark, anchor = target.partition("#")
            reference = make_refnode(builder, fromdocname, docname, anchor, contnode, node.get("reftitle"))
            if node.get("by-page") and docname == fromdocname:
                _name_own_page(reference, builder.get_target_uri(docname), anchor)
            return reference
        place = self._find(target, node.get("origin", fromdocname), None if typ == ANY_BLOCK else SPELLINGS[typ].name)
        if place is None:
            return None
        is_left_out = self.is_left_out(place.docname, (place.block.kind, *place.block.within))
        if is_left_out:
            # What the reader is not to have: words stay, without a link to nowhere, and without words of the block.
            place = Place(place.docname, place.block._replace(title=""))
        if not node["refexplicit"]:
            contnode = nodes.inline("", self.name_of(place), classes=["lesson-reference"])
        if is_left_out:
            return contnode
        return make_refnode(builder, fromdocname, place.docname, place.block.anchor, contnode)

    def resolve_any_xref(self, *_details: object) -> list[tuple[str, nodes.reference]]:
        """Leave it to Sphinx's own domain, which knows every named block."""
        return []

    def _find(self, target: str, fromdocname: str, kind: str | None) -> Place | None:
        wanted = (target, nodes.fully_normalize_name(target), f"{fromdocname}#{target.removeprefix('#')}")
        for name in wanted:
            for place in self.named.get(name, ()):
                if kind in (None, place.block.kind):
                    return place
        return None


def _name_own_page(reference: nodes.reference, address: str, anchor: str) -> None:
    """Let a reference to its own page have the address that its author gave it, not an empty one."""
    name = address.rpartition("/")[2]
    if name and "#" not in name and not name.startswith("%"):
        reference.attributes.pop("refid", None)
        reference["refuri"] = f"{name}#{anchor}" if anchor else name


def warn_missing(_app: Sphinx, domain: Domain | None, node: pending_xref) -> bool | None:
    """Say that a reference to a block leads nowhere (event ``warn-missing-reference``)."""
    if not isinstance(domain, LessonDomain):
        return None
    warn(
        "reference",
        "no %s is named %r; name it with ':name:' or '{#name}', or write 'document#id'",
        node["reftype"],
        node["reftarget"],
        location=node,
        old=node["reftarget"],
    )
    return True


def note_build(app: Sphinx) -> None:
    """Tell the domain where ``conf.py`` is, and whom the build is for (event ``builder-inited``)."""
    domain = lesson_domain(app.env)
    domain.folder = Path(app.confdir)
    domain.builder = app.builder
    domain.is_for_translators = app.builder.name == "gettext"


def note_documents(_app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Tell the domain what is read (event ``env-before-read-docs``)."""
    lesson_domain(env).read_now = frozenset(docnames)


def lesson_domain(env: BuildEnvironment) -> LessonDomain:
    """Return the lesson's domain."""
    domain = env.get_domain(LessonDomain.name)
    assert isinstance(domain, LessonDomain)
    return domain


def setup(app: Sphinx) -> None:
    """Register the domain."""
    app.add_domain(LessonDomain)
    app.connect("builder-inited", note_build)
    app.connect("env-before-read-docs", note_documents)
    app.connect("warn-missing-reference", warn_missing)

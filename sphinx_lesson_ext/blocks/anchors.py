"""The ids of headings and titled blocks, so that links which people have made to a lesson's pages go on to work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from myst_parser.slugs import github_slugify
from sphinx.transforms import SphinxTransform
from sphinx.util.nodes import clean_astext, make_id

from sphinx_lesson_ext.identifiers import pandoc_identifier, unique

from .nodes import kind_of, lesson_block

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_NUMBERED = "lesson_numbered_blocks"


def note_numbered(env: BuildEnvironment, block: lesson_block, name: str) -> None:
    """Note that ``sphinx-lesson`` would give *block* the next of its numbers in the document: ``exercise-0``.

    It numbers a block when that ends, so one that stands in another of its kind comes first.
    """
    env.current_document[_NUMBERED] = [*_numbered(env), (block, f"{name}-{env.new_serialno(name)}")]


def _numbered(env: BuildEnvironment) -> list[tuple[lesson_block, str]]:
    return env.current_document.get(_NUMBERED) or []


#: The attribute of an element whose title is translated: its title in the language of the source, for the sake of ids.
TITLE = "written-title"
#: What Sphinx's metadata of a document have, if its title is translated: that of the source, as plain text.
DOCUMENT_TITLE = "lesson-written-title"


class Anchors(SphinxTransform):
    """Give each titled block, and each heading of Markdown, the id that The Carpentries Workbench gives it.

    That is pandoc's: made of the title, numbered where it repeats in the document.  GitHub's is a second one.  A block
    has pandoc's first; a section keeps docutils' first, which the contents and other projects' links use.  The last of
    a block that was written as a directive is that of CodeRefinery's ``sphinx-lesson``.
    """

    # After ids that authors chose and those that docutils and MyST make (up to 700); before domains read the document
    # (850) and MyST looks for the targets of links (879).
    default_priority = 800

    def apply(self, **_kwargs: object) -> None:
        """Add the ids."""
        # Links lead to these already, so no title takes them.
        ids = self.document.ids
        numbered = [(block, name) for block, name in _numbered(self.env) if ids.setdefault(name, block) is block]
        pandoc: set[str] = set()
        github: set[str] = set()
        in_markdown = is_in_markdown(self.document)
        for node in list(self.document.findall(nodes.Element)):
            title = words_of_title(node, in_markdown=in_markdown)
            if title is None:
                continue
            explicit = [name for name in node["names"] if self.document.nametypes.get(name)]
            if isinstance(node, lesson_block):
                # A name that only repeats a heading is docutils' doing, and means nothing in other syntaxes.
                node["names"], node["dupnames"] = explicit, []
            if explicit:
                pandoc.update(node["ids"])
            else:
                identifier = unique(pandoc_identifier(title), pandoc)
                self._add(node, identifier, first=not isinstance(node, nodes.section))
                if "." in identifier:
                    # The Workbench's pages have hyphens there.
                    self._add(node, identifier.replace(".", "-"), first=False)
            heading = title if TITLE in node else node.get("heading") or title
            self._add(node, unique(github_slugify(heading), github), first=False)
        self._mend_slugs()
        for block, name in numbered:
            if not block["ids"] and kind_of(block).coderefinery != block["kind"]:
                block["ids"] = [make_id(self.env, self.document, block["kind"])]
                self.document.ids[block["ids"][0]] = block
            if name not in block["ids"]:
                block["ids"].append(name)

    def _add(self, node: nodes.Element, identifier: str, *, first: bool) -> None:
        if not identifier or self.document.ids.setdefault(identifier, node) is not node:
            return  # another element, to which an author gave this id, keeps it
        if first:
            # docutils' own "id3" says nothing and changes whenever a block is added before it.
            automatic = self.document.settings.auto_id_prefix.rstrip("%") or "id"
            node["ids"] = [
                kept for kept in node["ids"] if kept != identifier and not kept.removeprefix(automatic).isdecimal()
            ]
            node["ids"].insert(0, identifier)
        elif identifier not in node["ids"]:
            node["ids"].append(identifier)

    def _mend_slugs(self) -> None:
        """Let MyST, which remembers the ids and the words that headings had, know those that they have."""
        slugs = getattr(self.document, "myst_slugs", {})
        for slug, (line, identifier, text) in slugs.items():
            node = self.document.ids.get(identifier)
            if node is not None and node["ids"]:
                kept = identifier if identifier in node["ids"] else node["ids"][0]
                title = node[0] if TITLE in node and isinstance(node, nodes.section) else None
                slugs[slug] = (line, kept, clean_astext(title) if isinstance(title, nodes.title) else text)


def is_in_markdown(document: nodes.document) -> bool:
    """Tell whether a document is written in Markdown."""
    return hasattr(document, "myst_slugs")


def words_of_title(node: nodes.Element, *, in_markdown: bool) -> str | None:
    """Return the title that ids of *node* are made of; ``None``, if it has none.

    :param in_markdown: Whether that is what the document is written in, so that all its headings have such ids.
    """
    if TITLE in node:
        return str(node[TITLE])
    if isinstance(node, lesson_block):
        if not node["heading"]:
            return None
        # Its title was made typographic, and the identifier is made of that.
        shown = next(node[0].findall(_is_title), None) if len(node) else None
        return str(node["heading"]) if shown is None else _words(shown)
    if not in_markdown:
        return None
    if isinstance(node, nodes.section) and len(node) and isinstance(node[0], nodes.title):
        return _words(node[0])
    return _words(node) if isinstance(node, nodes.rubric) and "level" in node else None


def _is_title(node: nodes.Node) -> bool:
    return isinstance(node, nodes.inline) and "lesson-block-title" in node["classes"]


def _words(title: nodes.Node) -> str:
    """Return the text of a title, without the tags of HTML in it; a break is a blank."""
    return "".join(part.astext() if not isinstance(part, nodes.raw) else _blank_of(part) for part in title.children)


def _blank_of(tag: nodes.raw) -> str:
    return " " if tag.astext().lower().startswith("<br") else ""


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_transform(Anchors)

"""The one place where a lesson block is built, whatever syntax it was written in."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_lesson_ext.durations import in_minutes
from sphinx_lesson_ext.i18n import colon
from sphinx_lesson_ext.i18n import translate as _
from sphinx_lesson_ext.kinds import SPELLINGS, label_of
from sphinx_lesson_ext.messages import warn
from sphinx_lesson_ext.web import is_web_address

from .nodes import lesson_block, lesson_block_title, lesson_list

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinx_lesson_ext.kinds import BlockKind

#: The attribute of the word that names a kind, where it is what the author wrote.
AUTHORED = "authored"
#: What an author may set on every block, on those that take time, on those that collapse, and on a FIXME.
COMMON_OPTIONS = frozenset({"class", "name"})
TIMED_OPTIONS = frozenset({"time"})
COLLAPSIBLE_OPTIONS = frozenset({"open"})
FIXME_OPTIONS = frozenset({"owner", "issue"})
#: Where text on a directive's own line is body, a title is given as an option.
TITLE_OPTIONS = frozenset({"title"})
#: What an author may choose for every list: the documents (patterns, separated by blanks), those left out, and how many
#: levels of the contents below the first are searched.
LIST_OPTIONS = frozenset({"documents", "exclude", "depth"})


def options_of(kind: BlockKind) -> frozenset[str]:
    """Return the names of the options that a block of *kind* takes in every syntax."""
    return (
        COMMON_OPTIONS
        | (TIMED_OPTIONS if kind.timed else frozenset())
        | (COLLAPSIBLE_OPTIONS if kind.collapsible else frozenset())
        | (FIXME_OPTIONS if kind.name == "fixme" else frozenset())
        | (TITLE_OPTIONS if kind.body_on_first_line else frozenset())
    )


def make_block(
    spelling: str,
    children: Sequence[nodes.Node],
    *,
    document: nodes.document,
    source: str | None,
    line: int | None,
    title: Sequence[nodes.Node] = (),
    title_source: str = "",
    classes: Sequence[str] = (),
    names: Sequence[str] = (),
    ids: Sequence[str] = (),
    options: Mapping[str, str] | None = None,
) -> lesson_block:
    """Build a lesson block.

    :param spelling: A name in :data:`~sphinx_lesson_ext.kinds.SPELLINGS`.
    :param children: The content; a Markdown heading that comes first becomes the title, if *title* is empty.
    :param source: The file that the block is written in.
    :param line: The line of its first line there, from 1.
    :param title: The author's title.
    :param title_source: The same, as it is written: what translators are given.
    :param names: Reference names, as :func:`docutils.nodes.fully_normalize_name` makes them.
    :param ids: Ids to be used as they are.
    :param options: ``time`` (minutes), ``open`` (a flag), ``owner`` and ``issue``.
    """
    kind = SPELLINGS[spelling]
    options = options or {}
    block = lesson_block(kind=kind.name, spelling=spelling, heading="")
    block.source, block.line = source, line
    block.document = document
    block["classes"] = list(dict.fromkeys(["lesson-block", kind.name, spelling, *classes]))
    if _takes_ids(block, document, ids):
        block["names"].extend(names)
        if names:
            document.note_explicit_target(block, block)

    children = list(children)
    title_line = line
    if not title and children and _is_heading(children[0]):
        heading = children.pop(0)
        assert isinstance(heading, nodes.rubric)
        title_line, title_source = heading.line, heading.rawsource
        title = _lift_heading(block, document, heading)
    block += _make_title(block, kind, title)
    _let_translate(block[0], title_source, title_line)
    block += children
    if kind.name == "challenge":
        _mark_further_titles(children)

    if kind.collapsible:
        block["collapsible"] = "open" if "open" in options else "closed"
    if "time" in options:
        _set_minutes(block, options["time"])
    if "owner" in options:
        block["owner"] = options["owner"]
    if "issue" in options:
        _set_issue(block, options["issue"])
    _show_owner(block)
    _check_content(block, kind, children)
    return block


def make_list(
    name: str,
    options: Mapping[str, str],
    *,
    document: nodes.document,
    source: str | None,
    line: int | None,
    classes: Sequence[str] = (),
) -> lesson_list:
    """Build the place of a list; *name* is one of :data:`~sphinx_lesson_ext.kinds.LISTS`."""
    node = lesson_list(list=name, options=dict(options), classes=["lesson-list", name, *classes])
    node.source, node.line = source, line
    node.document = document
    return node


def _takes_ids(block: lesson_block, document: nodes.document, ids: Sequence[str]) -> bool:
    """Give *block* its ids; say so, and return ``False``, where another element of the document has one."""
    for identifier in ids:
        if document.ids.setdefault(identifier, block) is not block:
            warn(
                "duplicate-id",
                "the id %r is already used in this document; give this %s another one",
                identifier,
                block["spelling"],
                location=block,
                old=identifier,
            )
            return False
        block["ids"].append(identifier)
    return True


def _is_heading(node: nodes.Node) -> bool:
    # A heading of Markdown that cannot start a section; a rubric that an author asked for has no level.
    return isinstance(node, nodes.rubric) and "level" in node


def _lift_heading(block: lesson_block, document: nodes.document, heading: nodes.rubric) -> list[nodes.Node]:
    """Make *heading* the title of *block*, with all that refers to it."""
    for identifier in heading["ids"]:
        document.ids[identifier] = block
    block["ids"] += heading["ids"]
    block["names"] += heading["names"]
    block["dupnames"] += heading["dupnames"]
    block["classes"] += heading["classes"]
    if "slug" in heading:
        block["slug"] = heading["slug"]
    return list(heading.children)


def _mark_further_titles(children: Sequence[nodes.Node]) -> None:
    """Mark the headings behind solutions and hints: each is the title of a further exercise in the same block."""
    for before, node in pairwise(children):
        is_answer = isinstance(before, lesson_block) and before["kind"] in {"solution", "hint"}
        if is_answer and _is_heading(node):
            assert isinstance(node, nodes.rubric)
            node["classes"].append("lesson-block-title")


def _make_title(block: lesson_block, kind: BlockKind, title: Sequence[nodes.Node]) -> lesson_block_title:
    label = _(label_of(block["spelling"]))
    shown = nodes.inline(label, label, classes=["lesson-block-label"])
    node = lesson_block_title("", "", shown)
    node.source, node.line = block.source, block.line
    text = "".join(part.astext() for part in title).strip()
    block["heading"] = text
    labels = {kind.label, *kind.spellings.values()}
    words = {kind.name, *labels, *map(_, labels)}
    if text.rstrip(":").casefold() in {word.casefold() for word in words}:
        # A title that only says what the kind says ("## Solution") is shown once, as the author wrote it.
        if kind.listed:
            shown[:] = title
            shown[AUTHORED] = True
        else:
            shown[:] = [nodes.inline(text, "", *title, classes=["lesson-block-title"])]
    elif text:
        node += _separator(colon())
        node += nodes.inline(text, "", *title, classes=["lesson-block-title"])
    return node


def _let_translate(title: nodes.Node, written: str, line: int | None) -> None:
    """Let translators be given what the author wrote of a title, and not what the extension says beside it."""
    assert isinstance(title, lesson_block_title)
    title["translatable"] = False
    for part in authored_titles(title):
        part.rawsource = written or part.astext()
        part.source, part.line = title.source, line


def authored_titles(element: nodes.Element) -> Iterator[nodes.inline]:
    """Yield the parts of the titles of blocks in *element* that their authors wrote."""
    for part in element.findall(nodes.inline):
        if AUTHORED in part or "lesson-block-title" in part["classes"]:
            yield part


def _set_minutes(block: lesson_block, text: str) -> None:
    if not (text.isascii() and text.strip().isdigit()):
        warn(
            "block-time",
            "the time of a %s is %r, but must be a whole number of minutes, such as 10; no time is shown",
            block["spelling"],
            text,
            location=block,
            old=text,
        )
        return
    block["minutes"] = int(text)
    shown = in_minutes(block["minutes"])
    title = block[0]
    assert isinstance(title, lesson_block_title)
    title += _separator(" (")
    title += nodes.inline(shown, shown, classes=["lesson-block-time"])
    title += _separator(")")


def _separator(mark: str) -> nodes.inline:
    """Return what sets the parts of a title apart for the ear and in plain text; styles may do so in other ways."""
    return nodes.inline(mark, mark, classes=["lesson-block-separator"])


def _set_issue(block: lesson_block, text: str) -> None:
    if is_web_address(text):
        block["issue"] = text
        return
    warn(
        "link-target",
        "the issue of this %s block is %r, but must be an address that begins with https://; it is left out",
        block["spelling"],
        text,
        location=block,
        old=text,
    )


def _show_owner(block: lesson_block) -> None:
    """Show who is to deal with a FIXME, and lead to its issue."""
    title = block[0]
    assert isinstance(title, lesson_block_title)
    if owner := block.get("owner"):
        title += nodes.inline("", f" (@{owner.removeprefix('@')})", classes=["lesson-block-owner"])
    if link := block.get("issue"):
        # L10n: where a problem is discussed, on a site such as GitHub
        reference = nodes.reference("", _("issue"), refuri=link, internal=False)
        title += nodes.inline("", " ", reference, classes=["lesson-block-issue"])


def _check_content(block: lesson_block, kind: BlockKind, children: Sequence[nodes.Node]) -> None:
    if not any(isinstance(child, nodes.Element) and not isinstance(child, nodes.Invisible) for child in children):
        if kind.name != "fixme":
            warn(
                "block-empty",
                "this %s block is empty; write its content or remove it",
                block["spelling"],
                location=block,
            )
    elif (
        kind.listed and next(block.findall(nodes.bullet_list), next(block.findall(nodes.enumerated_list), None)) is None
    ):
        warn(
            "block-list",
            "this %s block holds no list; write each point on a line of its own that begins with '- '",
            block["spelling"],
            location=block,
        )

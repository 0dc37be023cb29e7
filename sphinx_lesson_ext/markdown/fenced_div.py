"""Pandoc's fenced divs as block rules of markdown-it.

::

    ::: challenge

    What is *this*?

    :::

The rules (pandoc's manual, "Extension: fenced_divs", and what pandoc does):

- An opener is three or more colons in the first column of the container, attributes in braces or one word, and perhaps
  more colons.  It begins a block, and so never interrupts a paragraph.
- A closer is three or more colons in that column and nothing else.  It closes the innermost div, whatever the lengths,
  and it ends whatever stands in that div: a paragraph, a list, a quote, a table.
- In code and in HTML comments nothing counts.

What is inside a div is tokenised in place, so that lines, reference definitions and footnotes are those of the
document.

Where MyST's ``colon_fence`` is enabled (before this plugin is used), ``:::{name}`` without a blank stays a directive,
and that rule gets no other line of colons.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from markdown_it.token import Token

from .attributes import Attributes, parse_attributes
from .problems import add_problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore

    BlockRule = Callable[[StateBlock, int, int, bool], bool]

#: The level at which blocks are kept as text; a quote or a div is one level, a list two, as in ``StateBlock.level``.
#: Whatever is done to a document from here to its pages takes at most 8 calls in each other for a level (it is pickling
#: that takes most): so half of Python's limit of 1000 is left to all that is around it.
MAXIMUM_LEVEL = 60

_OPEN_DIVS = "fenced_div_open"
_BLANKS = " \t"
_FENCE = ":::"


class _Opener(NamedTuple):
    """An opener, which fills the lines up to *end_line*, exclusively."""

    colons: str
    name: str
    attributes: Attributes
    end_line: int


@dataclass(slots=True)
class _OpenDiv:
    """A div whose content is being tokenised: its column, the level of its content, and its closer once it is found."""

    column: int
    level: int
    closer: int | None = None


def fenced_div_plugin(md: MarkdownIt) -> None:
    """Read fenced divs, and never drop what is nested too deeply.

    A div is a pair of tokens ``fenced_div_open`` and ``fenced_div_close``.  Of the first, ``info`` is the name as the
    author wrote it, ``meta["attributes"]`` an :class:`~.attributes.Attributes` (a bare word is one class), and ``map``
    the lines from the opener to the one after the closer.

    What is wrong is not logged: it is in ``env``, as :mod:`~.problems` has it.
    """
    rules = dict(zip(md.block.ruler.get_active_rules(), md.block.ruler.getRules(""), strict=True))
    directives = "colon_fence" in rules
    if directives:
        chains = ["paragraph", "reference", "blockquote", "list", "footnote_def"]
        md.block.ruler.at("colon_fence", partial(_directive, rules["colon_fence"]), {"alt": chains})
    chains = ["paragraph", "reference", "blockquote", "list"]
    md.block.ruler.before("table", "fenced_div", partial(_fenced_div, directives), {"alt": chains})
    md.block.ruler.after("fenced_div", "nesting", _nesting)
    md.core.ruler.after("block", "fenced_div_closers", _find_stray_closers)
    # A list goes two levels down at once; there the rule "nesting" must still be asked.
    md.options["maxNesting"] = MAXIMUM_LEVEL + 2


def _fenced_div(directives: bool, state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Open a div or close one; *silent*, say whether the line ends what is before it."""
    if not state.src.startswith(_FENCE, state.bMarks[start_line] + state.tShift[start_line]):
        return False
    if silent:
        return _interrupts(state, start_line)
    if _is_closer(state, start_line):
        return _close_div(state, start_line, end_line)
    is_directive = directives and _is_directive(state, start_line)
    if is_directive or not _is_in_column(state, start_line) or state.level >= MAXIMUM_LEVEL:
        return False
    opener = _read_opener(state, start_line, end_line)
    if opener is not None:
        _tokenize_div(state, start_line, end_line, opener)
    return opener is not None


def _interrupts(state: StateBlock, line: int) -> bool:
    """Whether the line ends what is before it: a closer ends anything, and no fence is the row of a table."""
    if _closes(state, line):
        return True
    return state.parentType == "table" and _is_fence(state, line)


def _is_in_column(state: StateBlock, line: int) -> bool:
    """Whether the line begins where the lines of its container do."""
    indent = state.sCount[line] - state.blkIndent
    # The rule for definition lists counts a definition as indented by two columns, wherever its text begins.
    return 0 <= indent <= 3 if state.blkIndent == state.ddIndent else indent == 0


def _is_fence(state: StateBlock, line: int) -> bool:
    """Whether the line is an opener or a closer, by its looks."""
    if not _is_in_column(state, line) or not _text(state, line).startswith(_FENCE):
        return False
    return _is_closer(state, line) or _read_opener(state, line, line + 1) is not None


def _closes(state: StateBlock, line: int) -> bool:
    """Whether the line closes a div, be it of this container or of one around it."""
    column = state.sCount[line]
    open_divs = _open_divs(state)
    if not open_divs or not _is_closer(state, line):
        return False
    return column < open_divs[-1].column or any(column == div.column for div in open_divs)


def _close_div(state: StateBlock, line: int, end_line: int) -> bool:
    """Take the closer in *line*, if it is in the column of the div whose content this is."""
    open_divs = _open_divs(state)
    if not open_divs or open_divs[-1].level != state.level or open_divs[-1].column != state.sCount[line]:
        return False
    open_divs[-1].closer = line
    # Nothing more is tokenised in this div; the rule that opened it goes on after the closer.
    state.line = end_line
    return True


def _tokenize_div(state: StateBlock, start_line: int, end_line: int, opener: _Opener) -> None:
    lines = [start_line, end_line]
    token = state.push("fenced_div_open", "div", 1)
    token.markup = opener.colons
    token.info = opener.name
    token.meta = {"attributes": opener.attributes}
    token.map = lines
    div = _OpenDiv(state.sCount[start_line], state.level)
    open_divs = _open_divs(state)
    open_divs.append(div)
    parent_type, state.parentType = state.parentType, "fenced_div"
    state.line = opener.end_line
    state.md.block.tokenize(state, opener.end_line, end_line)
    state.parentType = parent_type
    open_divs.pop()
    if div.closer is None and state.line < end_line and _is_outdented_closer(state, state.line):
        div.closer = state.line
    if div.closer is None:
        name = " ".join(opener.name.split())
        advice = f"add a line '{_FENCE}' where '{_FENCE} {name}' ends"
        add_problem(state.env, "div-unclosed", start_line, f"this div is never closed: {advice}")
    else:
        state.line = div.closer + 1
    token = state.push("fenced_div_close", "div", -1)
    token.markup = opener.colons
    lines[1] = state.line


def _is_outdented_closer(state: StateBlock, line: int) -> bool:
    """Whether the line closes a div in a list item although it stands left of the item's text.

    It may, as the text of a paragraph may, unless a blank line is before it, or it closes another div.
    """
    if state.sCount[line] >= state.blkIndent or state.isEmpty(line - 1) or not _is_closer(state, line):
        return False
    return all(div.column != state.sCount[line] for div in _open_divs(state))


def _read_opener(state: StateBlock, line: int, end_line: int) -> _Opener | None:
    """Return the opener that begins in *line*; its attributes may go on up to *end_line*."""
    text = _text(state, line)
    rest = text.lstrip(":")
    colons = text[: len(text) - len(rest)]
    rest = rest.lstrip(_BLANKS)
    parsed = parse_attributes(rest)
    if parsed is None and rest.startswith("{") and line + 1 < end_line:
        rest = _paragraph(state, line, end_line).lstrip(_BLANKS).lstrip(":").lstrip(_BLANKS)
        parsed = parse_attributes(rest)
    if parsed is None:
        name = rest.partition("\n")[0].replace("\t", " ").partition(" ")[0]
        attributes = Attributes(classes=(name,))
    else:
        attributes, end = parsed
        name = rest[:end]
    tail = rest[len(name) :].partition("\n")[0]
    # A tail is blanks, and colons for decoration.
    if not name or tail.strip(_BLANKS).strip(":"):
        return None
    return _Opener(colons, name, attributes, line + 1 + name.count("\n"))


def _is_closer(state: StateBlock, line: int) -> bool:
    """Whether the line is a fence with nothing behind it, in whatever column."""
    text = _text(state, line).rstrip(_BLANKS)
    return text.startswith(_FENCE) and not text.strip(":")


def _is_directive(state: StateBlock, line: int) -> bool:
    """Whether the line opens a directive of MyST: a name in braces right behind the colons."""
    text = _text(state, line)
    rest = text.lstrip(":")
    if not text.startswith(_FENCE) or not rest.startswith("{") or "}" not in rest:
        return False
    name = rest[1 : rest.index("}")]
    return name[:1].isalnum() and all(character.isalnum() or character in "-_+:." for character in name)


def _directive(colon_fence: BlockRule, state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Let MyST's rule see only what opens a directive."""
    return _is_directive(state, start_line) and colon_fence(state, start_line, end_line, silent)


def _nesting(state: StateBlock, start_line: int, end_line: int, _silent: bool) -> bool:
    """Where blocks nest too deeply, keep what is left of the innermost container as a paragraph of plain text."""
    if state.level < MAXIMUM_LEVEL:
        return False
    end_line = _end_of_container(state, start_line, end_line)
    text = Token("text", "", 0, content=state.getLines(start_line, end_line, state.blkIndent, False))
    lines = [start_line, end_line]
    state.push("paragraph_open", "p", 1).map = lines
    inline = state.push("inline", "", 0)
    # Its content would be parsed, its children are left alone.
    inline.children = [text]
    inline.map = lines
    state.push("paragraph_close", "p", -1)
    state.line = end_line
    advice = "what is left of the innermost one is shown as plain text; take some of them apart"
    add_problem(state.env, "nesting", start_line, f"blocks are nested too deeply here: {advice}")
    return True


def _end_of_container(state: StateBlock, start_line: int, end_line: int) -> int:
    """Return the line after the last one that stands in the innermost container, without reading its blocks."""
    open_divs = _open_divs(state)
    in_div = bool(open_divs) and open_divs[-1].level == state.level
    depth = 0
    last_line = start_line
    for line in range(start_line, end_line):
        if state.isEmpty(line):
            continue
        if state.sCount[line] < state.blkIndent:
            break
        if in_div and _is_fence(state, line):
            depth += -1 if _is_closer(state, line) else 1
            if depth < 0:
                break
        last_line = line
    return last_line + 1


def _paragraph(state: StateBlock, start_line: int, end_line: int) -> str:
    """Return the lines up to the next blank one, or up to where the container ends."""
    line = start_line + 1
    while line < end_line and not state.isEmpty(line) and state.sCount[line] >= state.blkIndent:
        line += 1
    return state.getLines(start_line, line, state.blkIndent, False)


def _text(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _open_divs(state: StateBlock) -> list[_OpenDiv]:
    open_divs: list[_OpenDiv] = state.env.setdefault(_OPEN_DIVS, [])
    return open_divs


def _find_stray_closers(state: StateCore) -> None:
    """Record each line of colons that became text of a paragraph, since it closes nothing.

    If there is an opener that became text too, since other text stands right above it, that is told instead.
    """
    openers: list[tuple[int, str]] = []
    for before, token in pairwise(state.tokens):
        if before.type != "paragraph_open" or before.map is None or _FENCE not in token.content:
            continue
        for line, text in enumerate(map(str.strip, token.content.split("\n")), before.map[0]):
            name = text.strip(": ")
            if not text.startswith(_FENCE):
                continue
            if name:
                if line > before.map[0] and (name.startswith("{") or not name.split()[1:]):
                    openers.append((line, text))
            elif openers:
                place, opener = openers.pop()
                problem = "this opens no block, since a text stands right above it: put a blank line between them"
                add_problem(state.env, "div-closer", place, problem, old=opener)
            else:
                advice = "remove it, or look for the div that it was meant to close: is its opener right?"
                add_problem(state.env, "div-closer", line, f"this line of colons closes nothing: {advice}")

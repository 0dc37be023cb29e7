"""Raw HTML between blocks, with Markdown in it, as pandoc reads it (``markdown_in_html_blocks`` and ``native_divs``).

::

    <figure>
    <div class="row">
    ![](map.png)
    </div>
    <figcaption>The *map*</figcaption>
    </figure>

A tag of an element that stands between blocks ends the paragraph before it.  What stands between two tags is
Markdown, with blank lines around it or without.  ``<pre>``, ``<svg>`` and their kind are passed on with all that they
hold, as are comments.

Elements are balanced: each ends in the block that it begins in, whatever the author left out, and an end tag too
many is left out.  What is wrong in this way is told.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from .html_names import ONCE, OPTIONAL_END, TEXT_ONLY, TEXT_OR_BLOCKS
from .html_tags import CLOSING, OPENING, block_unit_at, next_block_tag
from .problems import add_problem

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

    from .fenced_div import BlockRule
    from .html_tags import HtmlUnit

UNBALANCED = "html-unbalanced"

#: As many elements may stand in each other.
MAXIMUM_DEPTH = 40

_RUNS = "html_runs"
_LAST_CLOSERS = "html_closers"


@dataclass(slots=True)
class _Element:
    """An element that is open: its name, its line, and the column of its tag."""

    name: str
    line: int
    column: int


@dataclass(slots=True)
class _Run:
    """Tags and Markdown in turn, from a tag up to where every element is closed.

    :ivar level: The level of the blocks in it.
    :ivar elements: The elements that are open, from the outermost.
    :ivar pending: Where the text that was just read met a tag: its line and its position.
    """

    level: int
    elements: list[_Element] = field(default_factory=list)
    pending: tuple[int, int] | None = None


def html_blocks_plugin(md: MarkdownIt) -> None:
    """Read HTML between blocks.

    An element is a pair of tokens ``html_element_open`` and ``html_element_close``, whose ``content`` is the tag and
    whose ``info`` the element's name; text in it that is no paragraph stands between ``bare_text_open`` and
    ``bare_text_close``.  What is passed on is a token ``html_block``.
    """
    md.block.ruler.at("html_block", _html, {"alt": ["paragraph", "reference", "blockquote"]})
    rules = dict(zip(md.block.ruler.get_active_rules(), md.block.ruler.getRules(""), strict=True))
    md.block.ruler.at("paragraph", partial(_paragraph, rules["paragraph"]))


def _html(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    position = state.bMarks[start_line] + state.tShift[start_line]
    if not state.src.startswith("<", position):
        return False
    run = _run_of(state)
    if run is None and state.is_code_block(start_line):
        return False
    unit = block_unit_at(state.src, position, state.eMarks[end_line - 1])
    if unit is None:
        return False
    if silent:
        # In a paragraph, a comment in one line is part of the text.
        return bool(unit.name) or unit.end > state.eMarks[start_line]
    _go_on(state, run, start_line, position, end_line)
    return True


def _paragraph(rule: BlockRule, state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Read a paragraph, which ends where a tag of a block is."""
    if silent or not rule(state, start_line, end_line, silent):
        return False
    inline = state.tokens[-2]
    if "<" not in inline.content:
        return True
    _complete_comment(state, start_line, end_line)
    lines = range(start_line, state.line)
    texts = [state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]] for line in lines]
    text = "\n".join(texts)
    tag = next_block_tag(text)
    run = _run_of(state)
    if tag is None:
        return True
    in_element = run is not None and run.elements
    if not in_element and (tag.kind != OPENING or not _is_closed_later(state, tag.name, text, tag.end)):
        return True
    before = text[: tag.start]
    line = start_line + before.count("\n")
    column = len(before) - (before.rfind("\n") + 1)
    position = state.bMarks[line] + state.tShift[line] + column
    if before.strip():
        inline.content = before.strip()
        inline.map = state.tokens[-3].map = [start_line, line + 1]
    else:
        del state.tokens[-3:]
    _go_on(state, run, line, position, end_line)
    return True


def _go_on(state: StateBlock, run: _Run | None, line: int, position: int, end_line: int) -> None:
    """Go on with the tag at *position*: in the run that reads this text, or in one that begins here."""
    if run is not None:
        run.pending = line, position
        state.line = line + 1
    else:
        _tokenize_run(state, line, position, end_line)


def _complete_comment(state: StateBlock, start_line: int, end_line: int) -> None:
    """Take what follows a paragraph into it, up to the end of a comment that begins in its text."""
    inline = state.tokens[-2]
    begin = inline.content.rfind("<!--")
    if begin < 0 or "-->" in inline.content[begin:] or state.line >= end_line:
        return
    end = state.src.find("-->", state.bMarks[state.line], state.eMarks[end_line - 1])
    if end < 0:
        return
    line = state.line
    while state.eMarks[line] < end:
        line += 1
    state.line = line + 1
    inline.content = state.getLines(start_line, state.line, state.blkIndent, False).strip()
    inline.map = state.tokens[-3].map = [start_line, state.line]


def _run_of(state: StateBlock) -> _Run | None:
    """Return the run whose text this is, if it is in no further container."""
    runs: list[_Run] = state.env.get(_RUNS, [])
    return runs[-1] if runs and runs[-1].level == state.level else None


def _tokenize_run(state: StateBlock, line: int, position: int, end_line: int) -> None:
    run = _Run(state.level)
    runs: list[_Run] = state.env.setdefault(_RUNS, [])
    runs.append(run)
    place: int | None = position
    while line < end_line:
        if place is None:
            before = line
            line = state.skipEmptyLines(line)
            if not run.elements or line >= end_line or not _goes_on(state, run, line, end_line):
                break
            place = _begin_of_line(state, run, line, end_line, blank=line > before)
        elif (place := _begin_in_line(state, line, place)) is None:
            line += 1
            continue
        unit = _unit_at(state, run, line, place, end_line)
        if unit is not None:
            while state.eMarks[line] < unit.end:
                line += 1
            place = unit.end
            continue
        line, place = _tokenize_text(state, run, line, end_line)
    while run.elements:
        _close(state, run, line - 1, told=True)
    state.line = line
    runs.pop()


def _goes_on(state: StateBlock, run: _Run, line: int, end_line: int) -> bool:
    """Whether the line is in the container; the end tag of an element may stand left of it."""
    if state.sCount[line] >= state.blkIndent:
        return True
    position = state.bMarks[line] + state.tShift[line]
    unit = block_unit_at(state.src, position, state.eMarks[end_line - 1])
    return unit is not None and unit.kind == CLOSING and any(unit.name == element.name for element in run.elements)


def _begin_of_line(state: StateBlock, run: _Run, line: int, end_line: int, *, blank: bool) -> int:
    """Return where the text of a line begins; that HTML is indented makes no code of it."""
    indent = state.sCount[line] - state.blkIndent
    if indent >= 4 and (not blank or indent - run.elements[-1].column < 4):
        shift = state.tShift[line]
        last = line
        while last < end_line and not state.isEmpty(last):
            step = min(shift, state.tShift[last])
            state.bMarks[last] += step
            state.tShift[last] -= step
            state.sCount[last] = max(state.sCount[last] - indent, min(state.blkIndent, state.sCount[last]))
            last += 1
    return state.bMarks[line] + state.tShift[line]


def _begin_in_line(state: StateBlock, line: int, position: int) -> int | None:
    """Let a line begin at *position*, and return where its text begins; ``None`` if there is no more of it."""
    while position < state.eMarks[line] and state.src[position] in " \t":
        position += 1
    if position >= state.eMarks[line]:
        return None
    if position > state.bMarks[line] + state.tShift[line]:
        state.bMarks[line], state.tShift[line], state.sCount[line] = position, 0, state.blkIndent
    return position


def _unit_at(state: StateBlock, run: _Run, line: int, position: int, end_line: int) -> HtmlUnit | None:
    """Take the tag, or what is passed on, that begins at *position*."""
    if state.is_code_block(line):
        return None
    unit = block_unit_at(state.src, position, state.eMarks[end_line - 1])
    if unit is None:
        return None
    if unit.kind == OPENING:
        _open(state, run, line, unit)
    elif unit.kind == CLOSING:
        _close_named(state, run, line, unit.name)
    else:
        token = state.push("html_block", "", 0)
        token.content = state.src[unit.start : unit.end]
        token.map = [line, line + 1 + token.content.count("\n")]
    return unit


def _tokenize_text(state: StateBlock, run: _Run, line: int, end_line: int) -> tuple[int, int | None]:
    """Read a block of Markdown, and return where what follows begins."""
    run.pending = None
    state.line = line
    next(rule for rule in state.md.block.ruler.getRules("") if rule(state, line, end_line, False))
    _make_bare(state, run)
    return run.pending if run.pending is not None else (state.line, None)


def _make_bare(state: StateBlock, run: _Run) -> None:
    """Make bare text of a paragraph that is the last token, where its element wants none."""
    if not run.elements or state.tokens[-1].type != "paragraph_close":
        return
    name = run.elements[-1].name
    is_alone = run.pending is not None or (state.line < state.lineMax and not state.isEmpty(state.line))
    if name in TEXT_ONLY or (name in TEXT_OR_BLOCKS and is_alone):
        for token in (state.tokens[-3], state.tokens[-1]):
            token.type = token.type.replace("paragraph", "bare_text")
            token.tag = ""


def _open(state: StateBlock, run: _Run, line: int, unit: HtmlUnit) -> None:
    while run.elements and unit.name in OPTIONAL_END.get(run.elements[-1].name, ()):
        _close(state, run, line, told=False)
    if unit.name in ONCE:
        return
    depth = sum(len(other.elements) for other in state.env[_RUNS])
    is_closed = unit.name in OPTIONAL_END and unit.name != "p"
    if not is_closed and not _is_closed_later(state, unit.name, state.src, unit.end):
        _tell(state, line, f"<{unit.name}> is never closed, and left out: write </{unit.name}> where it ends")
    elif depth >= MAXIMUM_DEPTH:
        _tell(state, line, f"<{unit.name}> is in too many other elements, and left out: take some of them apart")
    else:
        token = state.push("html_element_open", unit.name, 1)
        token.content = state.src[unit.start : unit.end]
        token.info = unit.name
        token.map = [line, line + 1]
        # It is no container: a line of colons in it closes what is around it.
        state.level -= 1
        run.elements.append(_Element(unit.name, line, max(0, state.sCount[line] - state.blkIndent)))


def _close_named(state: StateBlock, run: _Run, line: int, name: str) -> None:
    if name in ONCE:
        return
    if all(element.name != name for element in run.elements):
        _tell(state, line, f"</{name}> closes nothing, and is left out: remove it, or look for the tag that it closes")
        return
    while run.elements[-1].name != name:
        _close(state, run, line, told=run.elements[-1].name not in OPTIONAL_END)
    _close(state, run, line, told=False)


def _close(state: StateBlock, run: _Run, line: int, *, told: bool) -> None:
    """Close the innermost element."""
    element = run.elements.pop()
    state.level += 1
    token = state.push("html_element_close", element.name, -1)
    token.content = f"</{element.name}>"
    token.info = element.name
    if told:
        text = f"<{element.name}> is not closed where it should be: write </{element.name}> before line {line + 1} ends"
        _tell(state, element.line, text)


def _is_closed_later(state: StateBlock, name: str, text: str, position: int) -> bool:
    """Whether an end tag of an element stands anywhere behind *position*."""
    if text is not state.src:
        return text.lower().find(f"</{name}", position) >= 0 or _is_closed_later(
            state, name, state.src, state.bMarks[state.line] if state.line < state.lineMax else len(state.src)
        )
    # Looked up once for each name: a text may have any number of tags.
    closers: dict[tuple[str, int], int] = state.env.setdefault(_LAST_CLOSERS, {})
    key = name, hash(state.src)
    if key not in closers:
        closers[key] = state.src.lower().rfind(f"</{name}")
    return closers[key] >= position


def _tell(state: StateBlock, line: int, text: str) -> None:
    add_problem(state.env, UNBALANCED, line, text)

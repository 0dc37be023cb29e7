"""Lists as pandoc reads them: letters, Roman numerals, parentheses, and numbers that begin anywhere.

Beside ``-``, ``*``, ``+``, ``1.`` and ``1)`` an item may begin with ``a.``, ``a)``, ``(a)``, ``A)``, ``iv.``, ``(2)``
or ``#.`` (pandoc's extensions ``fancy_lists`` and ``startnum``).  As in pandoc, an upper-case letter with a period
needs two blanks behind it, so that ``B. Russell`` begins a sentence; what bullets a list has, makes no difference; and
where nothing stands behind a marker, the item's text begins right below the end of the marker.

Where pandoc wants a blank line before a list, CommonMark does not, and its rules are kept, since they give the list
that the author saw: bullets and ``1.`` end a paragraph.  Letters and the like do so in an item of a list alone, and
only as the first of their list.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

BULLET = "bullet"
DECIMAL = "decimal"
#: The names are those of CSS, and of MyST's attribute ``style`` of lists.
LOWER_ALPHA, UPPER_ALPHA = "lower-alpha", "upper-alpha"
LOWER_ROMAN, UPPER_ROMAN = "lower-roman", "upper-roman"

_BLANKS = " \t"
_BULLETS = "*-+"
_MOST_DIGITS = 9
_MOST_LETTERS = 12
_LETTERS = frozenset("ivxlcdmIVXLCDM")
_CLOSING = frozenset(".)")
#: How much of a line is looked at for a marker.
_MARKER_LENGTH = 24
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
#: As pandoc has it: four of a kind are one way to write 4, 40 and 400.
_ROMAN_NUMBER = re.compile("m{0,4}(?:cm|cd|d?c{0,4})(?:xc|xl|l?x{0,4})(?:ix|iv|v?i{0,4})")
_OPEN_LISTS = "open_lists"


class Marker(NamedTuple):
    """What an item begins with.

    :ivar style: :data:`BULLET`, :data:`DECIMAL` or one of the other styles.
    :ivar delimiter: For a bullet the bullet, else ``.``, ``)`` or ``()``.
    :ivar number: The number that is written, from 0; of a bullet and of ``#.`` 1.
    :ivar text: The marker as it is written.
    """

    style: str
    delimiter: str
    number: int
    text: str

    @property
    def is_fancy(self) -> bool:
        """Whether CommonMark does not know it."""
        return self.style not in {BULLET, DECIMAL} or self.delimiter == "()" or self.text[0] == "#"

    def begins_like(self, other: Marker) -> bool:
        """Whether an item with this marker may stand in a list that begins with *other*."""
        if self.style == BULLET or other.style == BULLET:
            return self.style == other.style
        return self.style == other.style and self.delimiter == other.delimiter


def read_markers(text: str) -> Iterator[Marker]:
    """Yield each meaning that the beginning of *text* has as a marker, the likeliest first.

    ``i.`` is a Roman numeral first and a letter second, ``v.`` the other way round.
    """
    first = text[:1]
    if first and first in _BULLETS:
        if not text[1:2].strip(_BLANKS):
            yield Marker(BULLET, first, 1, first)
        return
    begin = 1 if first == "(" else 0
    end = begin
    while text[end : end + 1].isascii() and (
        text[end : end + 1].isalnum() or (text[end : end + 1] == "#" and end == 0)
    ):
        end += 1
        if end - begin > _MOST_LETTERS:
            return
    value, closing, behind = text[begin:end], text[end : end + 1], text[end + 1 : end + 3]
    if not value or not closing or closing not in ("." if first == "#" else ")" if begin else ".)"):
        return
    if behind[:1].strip(_BLANKS):
        return
    delimiter = "()" if begin else closing
    for style, number in _numbers(value):
        is_initial = len(value) == 1 and value.isupper() and closing == "."
        if is_initial and behind[1:].strip(_BLANKS):
            continue
        is_page = value == "p" and closing == "." and text[end + 1 :].lstrip(_BLANKS)[:1].isdigit()
        if not is_page:
            yield Marker(style, delimiter, number, text[: end + 1])


def _numbers(value: str) -> Iterator[tuple[str, int]]:
    """Yield each style that *value* can be a number of, and the number."""
    if value == "#":
        yield DECIMAL, 1
    elif value.isdigit():
        if len(value) <= _MOST_DIGITS:
            yield DECIMAL, int(value)
    elif value.isalpha() and (value.islower() or value.isupper()):
        letters, romans = (LOWER_ALPHA, LOWER_ROMAN) if value.islower() else (UPPER_ALPHA, UPPER_ROMAN)
        roman = _roman(value.lower())
        if roman and (len(value) > 1 or roman == 1):
            yield romans, roman
        if len(value) == 1:
            yield letters, ord(value.lower()) - ord("a") + 1
            if roman > 1:
                yield romans, roman


def _roman(text: str) -> int:
    """Return the number that *text* is in Roman numerals, or 0."""
    if _ROMAN_NUMBER.fullmatch(text) is None:
        return 0
    values = [_ROMAN[letter] for letter in text]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))


def lists_plugin(md: MarkdownIt) -> None:
    """Read lists like this; the tokens are markdown-it's, with the attributes ``style`` and ``start`` of MyST."""
    md.block.ruler.at("list", _list, {"alt": ["paragraph", "reference", "blockquote"]})


def _list(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    if state.is_code_block(start_line) or _is_too_deep(state, start_line):
        return False
    marker = _first_marker(state, start_line)
    if marker is None or (silent and not _interrupts(state, start_line, marker)):
        return False
    if not silent:
        _tokenize_list(state, start_line, end_line, marker)
    return True


def _is_too_deep(state: StateBlock, line: int) -> bool:
    """Whether the line goes on with the text of an item: it is indented too far for the list around that item."""
    indent = state.sCount[line]
    return state.listIndent >= 0 and indent - state.listIndent >= 4 and indent < state.blkIndent


def _first_marker(state: StateBlock, line: int, like: Marker | None = None) -> Marker | None:
    """Return the marker in *line*: the likeliest one, or one of the same list as *like*."""
    begin = state.bMarks[line] + state.tShift[line]
    text = state.src[begin : min(begin + _MARKER_LENGTH, state.eMarks[line])]
    if text[:1].isalpha() and text[1:2] not in _CLOSING and (text[0] not in _LETTERS or text[1:2] not in _LETTERS):
        return None  # a word, as most lines begin with: they are asked again and again
    return next((marker for marker in read_markers(text) if like is None or marker.begins_like(like)), None)


def _interrupts(state: StateBlock, line: int, marker: Marker) -> bool:
    """Whether the line ends what is before it, which may be a paragraph that has no blank line behind it."""
    if state.parentType != "paragraph":
        return not marker.is_fancy or _goes_on(state, line)
    if state.sCount[line] < state.blkIndent:
        # It is no part of the item whose text this is: perhaps the next item.
        return not marker.is_fancy or _goes_on(state, line)
    if marker.number != 1 or not _text(state, line)[len(marker.text) :].strip(_BLANKS):
        return False
    return not marker.is_fancy or state.listIndent >= 0


def _goes_on(state: StateBlock, line: int) -> bool:
    """Whether the line begins an item of a list that is open."""
    open_lists: list[Marker] = state.env.get(_OPEN_LISTS, [])
    return any(_first_marker(state, line, marker) for marker in open_lists)


def _tokenize_list(state: StateBlock, start_line: int, end_line: int, first: Marker) -> None:
    kind, tag = ("bullet_list", "ul") if first.style == BULLET else ("ordered_list", "ol")
    place = len(state.tokens)
    opening = state.push(f"{kind}_open", tag, 1)
    opening.markup = first.delimiter
    opening.map = lines = [start_line, 0]
    if first.style not in {BULLET, DECIMAL}:
        opening.attrSet("style", first.style)
    if first.style != BULLET and first.number != 1:
        opening.attrSet("start", first.number)
    open_lists: list[Marker] = state.env.setdefault(_OPEN_LISTS, [])
    open_lists.append(first)
    parent_type, state.parentType = state.parentType, "list"
    marker: Marker | None = first
    line, is_tight, blank_behind = start_line, True, False
    while marker is not None:
        has_blank = _tokenize_item(state, line, end_line, marker)
        is_tight = is_tight and not has_blank and not blank_behind
        blank_behind = state.line - line > 1 and state.isEmpty(state.line - 1)
        line = state.line
        marker = _next_marker(state, line, end_line, first)
    state.parentType = parent_type
    open_lists.pop()
    state.push(f"{kind}_close", tag, -1).markup = first.delimiter
    lines[1] = line
    _mark_tasks(state.tokens, place)
    if is_tight:
        _mark_tight(state.tokens, place)


def _next_marker(state: StateBlock, line: int, end_line: int, first: Marker) -> Marker | None:
    """Return the marker of the next item, if it begins in *line*."""
    if line >= end_line or state.sCount[line] < state.blkIndent or state.is_code_block(line):
        return None
    if any(rule(state, line, end_line, True) for rule in state.md.block.ruler.getRules("list")):
        return None
    return _first_marker(state, line, first)


def _tokenize_item(state: StateBlock, line: int, end_line: int, marker: Marker) -> bool:
    """Tokenise an item, and return whether blank lines are between its blocks."""
    begin = state.bMarks[line] + state.tShift[line]
    after = begin + len(marker.text)
    column = state.sCount[line] + len(marker.text)
    content, indent = _content(state, line, after, column)
    token = state.push("list_item_open", "li", 1)
    token.markup = marker.delimiter
    token.info = "" if marker.style == BULLET else marker.text.strip("().")
    token.map = lines = [line, 0]
    before = state.bMarks[line], state.tShift[line], state.sCount[line], state.tight
    indents = state.listIndent, state.blkIndent
    is_empty = content >= state.eMarks[line]
    # Below a marker alone, text may begin where the marker ends.
    state.listIndent, state.blkIndent = state.blkIndent, column if is_empty else column + min(indent, 4)
    if indent > 4:
        # All but one blank belongs to code.
        state.blkIndent = column + 1
    state.tight = True
    state.tShift[line] = content - state.bMarks[line]
    state.sCount[line] = column + indent
    checked = _task(state, line, content)
    if checked is not None:
        token.meta = {"checked": checked}
        state.bMarks[line], state.tShift[line] = content + 4, 0
    if is_empty and (line + 1 >= end_line or state.isEmpty(line + 1)):
        state.line = min(line + 2, end_line)
    else:
        state.md.block.tokenize(state, line, end_line)
    has_blank = not state.tight
    state.listIndent, state.blkIndent = indents
    state.bMarks[line], state.tShift[line], state.sCount[line], state.tight = before
    state.push("list_item_close", "li", -1).markup = marker.delimiter
    lines[1] = state.line
    return has_blank


def _content(state: StateBlock, line: int, position: int, column: int) -> tuple[int, int]:
    """Return where an item's text begins, and how many columns behind its marker."""
    indent = 0
    while position < state.eMarks[line] and state.src[position] in _BLANKS:
        is_tab = state.src[position] == "\t"
        indent += 4 - (column + indent + state.bsCount[line]) % 4 if is_tab else 1
        position += 1
    return position, indent


def _task(state: StateBlock, line: int, position: int) -> bool | None:
    """Return whether the task of an item is done; ``None`` if it is no task."""
    box = state.src[position : min(position + 4, state.eMarks[line])]
    if not state.md.options.get("tasklists", False) or state.is_code_block(line):
        return None
    return {"[ ]": False, "[x]": True, "[X]": True}.get(box[:3]) if box[3:4] in (" ", "\t") else None


def _items(tokens: list[Token], place: int) -> Iterator[Token]:
    level = tokens[place].level + 1
    return (token for token in tokens[place + 1 :] if token.level == level and token.type == "list_item_open")


def _mark_tasks(tokens: list[Token], place: int) -> None:
    tasks = [item for item in _items(tokens, place) if "checked" in (item.meta or {})]
    for item in tasks:
        item.attrJoin("class", "task-list-item")
    if tasks:
        tokens[place].attrJoin("class", "contains-task-list")


def _mark_tight(tokens: list[Token], place: int) -> None:
    level = tokens[place].level + 2
    for token in tokens[place + 1 :]:
        if token.level == level and token.type in {"paragraph_open", "paragraph_close"}:
            token.hidden = True


def _text(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]

r"""What lessons may have kept from the time when they were written for Jekyll: kramdown's attributes, and Liquid.

::

    {: .language-bash}      below code: its language
    {: .challenge}          below a quotation, or as its last line: the kind of block that it is
    {:start="2"}            above "2\. Text": the number of an item
    {% comment %} … {% endcomment %}
    {% include links.md %}, {{ site.baseurl }}

Each is told with its line.  What is clear is used, and all else is left out of a lesson of the Workbench.  In other
projects, which MyST read before, it is text, and so is all Liquid but what ``sphinx-lesson`` uses: a variable that a
``src`` begins with.  In code everything is text.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from markdown_it.token import Token

from sphinx_lesson_ext.kinds import CONTAINERS, SPELLINGS

from .attributes import Attributes, parse_attributes
from .html_inline import lines_of
from .inline_units import end_of_unit
from .problems import add_problem

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline

#: How a tag of Liquid is written, also with the slip that a real lesson has (``{%>``).
_TAG = re.compile(r"\{%[->]*\s*(\w+)([^{}%]*)[-]?%\}")
_VARIABLE = re.compile(r"\{\{-?\s*(?:site|page|include|layout)\.[^{}]*\}\}")
_HIDING = "comment"
_END_OF_HIDING = f"end{_HIDING}"
_END = re.compile(rf"\{{%[->]*\s*{_END_OF_HIDING}\b[^{{}}%]*%\}}")
_LAST_ENDS = "liquid_ends"
_SOURCES = ('src="', "src='")
_ROOTS = ("page.root", "site.baseurl", "site.url", "page.url")
_META = "kramdown"
#: The name of what says of a div that ``sphinx-lesson`` would number it, as one that is written as a directive.
IS_NUMBERED = "is_numbered"
#: Kinds of admonitions that are no kinds of lesson blocks, each with that which is most like it.
_ADMONITIONS = {
    **dict.fromkeys(("admonition", "important", "note", "seealso", "tip"), "callout"),
    **dict.fromkeys(("attention", "danger", "error", "warning"), "caution"),
}
_LEFTOVER = "leftover"
_LEFT_OUT = "it is left out, so remove it"
_SHOWN = "it is shown as it is written, so remove it"


def leftovers_plugin(md: MarkdownIt, *, are_shown: bool = False) -> None:
    """Take out what is left of kramdown and Liquid; use it before the rules of quotations and paragraphs.

    :param are_shown: Whether what cannot be used is shown, and not left out.
    """
    chains = ["paragraph", "reference", "blockquote", "list", "table"]
    md.block.ruler.before("table", "kramdown", partial(_kramdown_line, are_shown), {"alt": chains})
    if not are_shown:
        md.block.ruler.before("table", "liquid", _liquid_lines, {"alt": chains})
    md.inline.ruler.before("link", "kramdown", _kramdown_inline)
    md.core.ruler.after("block", "leftovers", partial(_finish, are_shown))
    md.core.ruler.after("inline", "leftovers_inline", partial(_drop, are_shown))


def _text(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip()


# --- kramdown ---


def _kramdown_line(are_shown: bool, state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    if not state.src.startswith("{:", state.bMarks[start_line] + state.tShift[start_line]):
        return False
    text = _text(state, start_line)
    if text.find("}") != len(text) - 1 or state.is_code_block(start_line):
        return False
    if not silent:
        parsed = parse_attributes("{" + text[2:].lstrip(":"))
        use = _use(state, start_line, end_line, parsed[0] if parsed is not None else Attributes())
        _tell(state.env, "kramdown", start_line, text, _of_kramdown(use, are_shown), None if use else "")
        if are_shown and not use:
            _show(state, start_line, text)
        state.line = start_line + 1
    return True


def _of_kramdown(use: str, are_shown: bool) -> str:
    instead = f"it is taken for {use}" if use else _unused(are_shown)
    return f"is of kramdown, which nothing reads any more: {instead}"


def _unused(are_shown: bool) -> str:
    return _SHOWN if are_shown else _LEFT_OUT


def _show(state: StateBlock, line: int, text: str) -> None:
    """Show a line as a paragraph of its own."""
    state.push("paragraph_open", "p", 1).map = [line, line + 1]
    inline = state.push("inline", "", 0)
    # Its content would be parsed, its children are left alone.
    inline.children = [Token("text", "", 0, content=text)]
    inline.map = [line, line + 1]
    state.push("paragraph_close", "p", -1)


def _use(state: StateBlock, line: int, end_line: int, attributes: Attributes) -> str:
    """Do what the attributes ask for, if that is clear, and return it in words."""
    names = [name.removeprefix("language-") for name in attributes.classes]
    before = state.tokens[-1] if state.tokens else None
    if names and before is not None and before.type in {"fence", "code_block"} and not before.info.strip():
        before.info = names[0]
        return f"the language of the code above; write it behind the backticks: '```{names[0]}'"
    kinds = (_ADMONITIONS.get(name, name) for name in names)
    kind = next((name for name in kinds if name in SPELLINGS or name in CONTAINERS), "")
    quote = _quote_above(state.tokens) or _quote_around(state, line, end_line) if kind else None
    if quote is not None:
        quote.meta = {_META: Attributes(attributes.id, (kind,)), IS_NUMBERED: kind in names}
        return f"the kind of the block above; write '::: {kind}' and ':::' instead of the quotation"
    if "start" in attributes.values and _make_item(state, line + 1, end_line, attributes.values["start"]):
        return f"the number of the item below; write '{attributes.values['start']}.' without a backslash"
    return ""


def _quote_above(tokens: list[Token]) -> Token | None:
    if not tokens or tokens[-1].type != "blockquote_close":
        return None
    level = tokens[-1].level
    return next(token for token in reversed(tokens) if token.type == "blockquote_open" and token.level == level)


def _quote_around(state: StateBlock, line: int, end_line: int) -> Token | None:
    """Return the quotation whose last line this is."""
    if state.skipEmptyLines(line + 1) < end_line:
        return None
    around = next((token for token in reversed(state.tokens) if token.level < state.level and token.nesting > 0), None)
    return around if around is not None and around.type == "blockquote_open" else None


def _make_item(state: StateBlock, line: int, end_line: int, number: str) -> bool:
    r"""Take the backslash out of ``2\. Text``."""
    escaped = f"{number}\\."
    if line >= end_line or not number.isdigit() or not _text(state, line).startswith(escaped):
        return False
    begin = state.bMarks[line] + state.tShift[line]
    # As long as before, so that all else stays where it is.
    state.src = f"{state.src[:begin]} {number}.{state.src[begin + len(escaped) :]}"
    state.tShift[line] += 1
    state.sCount[line] += 1
    return True


def _kramdown_inline(state: StateInline, silent: bool) -> bool:
    """Leave out what stands behind a link, an image or text: ``{:target="_blank"}``."""
    if not state.src.startswith("{:", state.pos):
        return False
    end = state.src.find("}", state.pos, state.posMax) + 1
    text = state.src[state.pos : end]
    parsed = parse_attributes("{" + text[2:]) if end else None
    if parsed is None or parsed[1] != len(text) - 1 or parsed[0] == Attributes():
        return False
    if not silent:
        state.push(_LEFTOVER, "", 0).content = text
    state.pos = end
    return True


# --- Liquid ---


def _liquid_lines(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    begin = state.bMarks[start_line] + state.tShift[start_line]
    tag = _TAG.match(state.src, begin) if state.src.startswith("{%", begin) else None
    if tag is None or state.is_code_block(start_line):
        return False
    last_line, end = start_line, tag.end()
    closing = _end_of_comment(state, end, end_line) if tag[1] == _HIDING else None
    if closing is not None:
        end = closing
        while state.eMarks[last_line] < end:
            last_line += 1
    if state.src[end : state.eMarks[last_line]].strip():
        return False  # the rest of the line is text: it is left out of that
    if not silent:
        hides = last_line > start_line
        _tell(state.env, "liquid", start_line, tag[0], _advice(tag[1], hides, _LEFT_OUT), _instead_of(tag))
        state.line = last_line + 1
    return True


def _end_of_comment(state: StateBlock, begin: int, end_line: int) -> int | None:
    """Return where the comment ends whose first tag ends at *begin*, if it does before *end_line*."""
    # A text may have any number of comments that are never closed: the last end is looked up once.
    ends: dict[int, int] = state.env.setdefault(_LAST_ENDS, {})
    key = hash(state.src)
    if key not in ends:
        ends[key] = state.src.rfind(_END_OF_HIDING)
    if ends[key] < begin:
        return None
    closing = _END.search(state.src, begin, state.eMarks[end_line - 1])
    return closing.end() if closing is not None else None


def _advice(name: str, hides: bool, unused: str) -> str:
    if name == _HIDING and hides:
        return "hides a comment in Liquid, which is left out: write '<!--' and '-->' around it"
    return f"is a tag of Liquid, which nothing reads any more: {unused}"


def _instead_of(tag: re.Match[str]) -> str | None:
    """Return what stands for a tag without doubt: nothing, where definitions were put in that hold anyway."""
    return "" if tag[1] == "include" and tag[2].strip() == "links.md" else None


def _tell(env: object, code: str, line: int, text: str, said: str, new: str | None = None) -> None:
    assert isinstance(env, dict)
    shown = " ".join(text.split())
    add_problem(env, code, line, f"'{shown}' {said}", old=text, new=None if "\n" in text else new)


def _without_liquid(text: str, are_shown: bool) -> tuple[str, list[tuple[int, str, str, str | None]]]:
    """Return a text without Liquid, and of each tag and variable what :func:`_tell` tells of it, from its line on.

    :param are_shown: Whether they stay in the text.
    """
    parts, told = [], []
    begin = position = line = 0
    last_end = text.rfind(_END_OF_HIDING)
    while (position := _next_brace(text, position)) >= 0:
        found = _TAG.match(text, position) or _VARIABLE.match(text, position)
        if found is None:
            position += 1
            continue
        line += text.count("\n", begin, position)
        end, put, said, new = found.end(), "", "", None
        if found.re is _VARIABLE:
            put = "." if any(name in found[0] for name in _ROOTS) and text.startswith("/", end) else ""
            said, new = "is a variable of Liquid, which has no value any more: write what it stood for", put or None
        elif found[1] == "link":
            put = new = found[2].strip()
            said = "is a link of Liquid: write the path of the file alone"
        else:
            closing = _END.search(text, end) if found[1] == _HIDING and end <= last_end and not are_shown else None
            end = closing.end() if closing is not None else end
            said, new = _advice(found[1], closing is not None, _unused(are_shown)), _instead_of(found)
        told.append((line, found[0], said, new))
        breaks = text.count("\n", position, end)
        is_used = not are_shown or (found.re is _VARIABLE and text.endswith(_SOURCES, 0, position))
        if are_shown:
            put = ""
        parts += [text[begin:position], put + "\n" * breaks if is_used else found[0]]
        line += breaks
        begin = position = end
    return "".join([*parts, text[begin:]]), told


def _next_brace(text: str, position: int) -> int:
    """Return where the next ``{%`` or ``{{`` outside of code is."""
    while position < len(text):
        if text.startswith(("{%", "{{"), position):
            return position
        # Only code is passed over as a whole: in a tag of HTML there may be Liquid.
        position = end_of_unit(text, position) if text[position] in "`\\" else position + 1
    return -1


def _finish(are_shown: bool, state: StateCore) -> None:
    """Make blocks of quotations that were marked as such, and take Liquid out of texts."""
    quotes: list[Token] = []
    for token in state.tokens:
        if token.type == "blockquote_open":
            quotes.append(token)
        elif token.type == "blockquote_close" and quotes:
            opening = quotes.pop()
            if _META in opening.meta:
                _make_div(opening, token, is_numbered=are_shown and opening.meta[IS_NUMBERED])
        elif token.type == "inline" and ("{%" in token.content or "{{" in token.content):
            token.content, told = _without_liquid(token.content, are_shown)
            first = token.map[0] if token.map else 0
            for line, text, said, new in told:
                _tell(state.env, "liquid", first + line, text, said, new)


def _drop(are_shown: bool, state: StateCore) -> None:
    """Take out what was left out of texts, or make text of it, and tell it."""
    for token in state.tokens:
        if token.type == "inline" and any(child.type == _LEFTOVER for child in token.children or ()):
            for line, child in lines_of(token):
                if child.type == _LEFTOVER:
                    _tell(state.env, "kramdown", line, child.content, _of_kramdown("", are_shown), "")
                    child.type = "text" if are_shown else _LEFTOVER
            token.children = [child for child in token.children or () if child.type != _LEFTOVER]


def _make_div(opening: Token, closing: Token, *, is_numbered: bool) -> None:
    attributes = opening.meta[_META]
    opening.meta = {"attributes": attributes, IS_NUMBERED: is_numbered}
    opening.info = attributes.classes[0]
    opening.type, closing.type = "fenced_div_open", "fenced_div_close"
    opening.tag = closing.tag = "div"

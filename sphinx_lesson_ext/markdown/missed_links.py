"""What was to be a link, and is text: ``[text][an unknown label]``, ``[text] (address)``, ``(text)[address]``.

It stays as it is written, as everywhere else, and is told with its line.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from markdown_it.common.utils import normalizeReference

from .definitions import DEFINED, REFERENCES
from .problems import add_problem

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

#: Where ``env`` keeps what was found in texts, until it is known which lines these are on.
_MISSED = "missed_links"
_ADDRESSES = ("http://", "https://", "mailto:", "#")
_PAGES = (".md", ".rmd", ".html")
#: What begins the label of a footnote, and a citation of pandoc's.
_OTHER_LABELS = ("^", "@")


#: No shorter label is taken for another one with a slip in it.
_LEAST = 5


class _Missed(NamedTuple):
    """What was found: in the text that becomes *tokens*, at *position* in it."""

    tokens: list[Token]
    position: int
    code: str
    text: str
    old: str
    new: str | None


def missed_links_plugin(md: MarkdownIt) -> None:
    """Look at each bracket that begins no link; use it after every plugin that reads links."""
    md.inline.ruler.after("link", "missed_links", _look)
    md.core.ruler.after("inline", "missed_links", _tell)


def _look(state: StateInline, silent: bool) -> bool:
    """Look at the bracket at this place, which the rule for links has not taken; leave it as it is."""
    if silent or state.src[state.pos] != "[" or state.linkLevel:
        return False
    end = state.md.helpers.parseLinkLabel(state, state.pos, True)
    if end < 0:
        return False
    found = _turned_round(state, end) or _torn(state, end) or _undefined(state, end) or _misspelt(state, end)
    if found is not None:
        state.env.setdefault(_MISSED, []).append(found)
    return False


def _turned_round(state: StateInline, end: int) -> _Missed | None:
    """Find ``(text)[address]``, where this is the second bracket."""
    address = state.src[state.pos + 1 : end]
    begin = state.src.rfind("(", 0, state.pos)
    if state.pending[-1:] != ")" or begin < 0 or not _is_address(address):
        return None
    text = state.src[begin + 1 : state.pos - 1]
    if not text.strip() or ")" in text:
        return None
    old, new = state.src[begin : end + 1], f"[{text}]({address})"
    return _Missed(state.tokens, begin, "link-form", _advice(old, new), old, new)


def _torn(state: StateInline, end: int) -> _Missed | None:
    """Find ``[text] (address)``."""
    begin = end + 1
    while state.src[begin : begin + 1] == " ":
        begin += 1
    close = state.src.find(")", begin, state.posMax)
    if begin == end + 1 or state.src[begin : begin + 1] != "(" or close < 0:
        return None
    address = state.src[begin + 1 : close]
    if not _is_address(address):
        return None
    old = state.src[state.pos : close + 1]
    new = f"{state.src[state.pos : end + 1]}({address})"
    return _Missed(state.tokens, state.pos, "link-form", _advice(old, new), old, new)


def _undefined(state: StateInline, end: int) -> _Missed | None:
    """Find ``[text][label]`` and ``[label][]``, unless it looks like code, as ``table[row][column]`` does."""
    before = state.src[state.pos - 1 : state.pos]
    if before.isalnum() or before in ("]", ")", "_") or state.src[end + 1 : end + 2] != "[":
        return None
    close = state.src.find("]", end + 2, state.posMax)
    text, label = state.src[state.pos + 1 : end], state.src[end + 2 : close]
    if close < 0 or not any(map(str.isalpha, text)) or "[" in label or text.startswith(_OTHER_LABELS):
        return None
    old = state.src[state.pos : close + 1]
    if _is_address(label):
        new = f"[{text}]({label})"
        return _Missed(state.tokens, state.pos, "link-form", _advice(old, new), old, new)
    label = label or text
    if len(label) < 2 or not any(map(str.isalpha, label)) or label.startswith(_OTHER_LABELS):
        return None
    known = state.env.get(REFERENCES, {})
    close_ones = get_close_matches(normalizeReference(label), known, n=1, cutoff=0.8)
    advice = f"did you mean '[{close_ones[0].lower()}]'?" if close_ones else f"write '[{label}]: address' somewhere"
    told = f"nothing defines the label {label!r}, so this is no link: {advice}"
    return _Missed(state.tokens, state.pos, "link-label", told, old, None)


def _misspelt(state: StateInline, end: int) -> _Missed | None:
    """Find ``[label]``, where the text itself defines a label that is nearly the same."""
    label = state.src[state.pos + 1 : end]
    defined = state.env.get(DEFINED)
    is_part = state.src[state.pos - 1 : state.pos] == "]" or state.src[end + 1 : end + 2] in {"(", "[", ":", "{"}
    if not defined or is_part or len(label) < _LEAST:
        return None
    close = get_close_matches(normalizeReference(label), defined, n=1, cutoff=0.9)
    # A number apart is another thing: "[part 1]" and "[part 2]".
    if not close or _digits(close[0]) != _digits(label):
        return None
    told = f"nothing defines the label {label!r}, so this is no link: did you mean '[{close[0].lower()}]'?"
    return _Missed(state.tokens, state.pos, "link-label", told, state.src[state.pos : end + 1], None)


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _is_address(text: str) -> bool:
    """Tell whether a text in brackets can be nothing but what a link leads to."""
    if not text or "[" in text or any(map(str.isspace, text)):
        return False
    return text.lower().startswith(_ADDRESSES) or text.lower().partition("#")[0].endswith(_PAGES)


def _advice(old: str, new: str) -> str:
    return f"'{' '.join(old.split())}' is no link as it is written: write '{' '.join(new.split())}'"


def _tell(state: StateCore) -> None:
    found: list[_Missed] = state.env.pop(_MISSED, [])
    if not found:
        return
    texts = {id(token.children): token for token in state.tokens if token.type == "inline"}
    for missed in found:
        token = texts.get(id(missed.tokens))
        if token is not None and token.map is not None:
            line = token.map[0] + token.content.count("\n", 0, missed.position)
            new = None if "\n" in missed.old else missed.new
            add_problem(state.env, missed.code, line, missed.text, old=missed.old, new=new)

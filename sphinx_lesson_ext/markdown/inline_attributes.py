"""Pandoc's attributes behind images, links, code and spans, and at the end of headings.

::

    ![a map](map.png){alt='Where "north" is up' width="50%"}
    [term]{#term}
    ## A title {#title .class}

The attributes stand directly behind what they belong to, and may go on over several lines.  They become ``attrs`` of
the token; what is written wins over what the token has, save that classes are joined.  ``href`` and ``src``, and what a
browser would run (``onclick`` and its kind), are never set in this way.
"""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from .attributes import parse_attributes
from .definitions import DefinedAddress

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

    from .attributes import Attributes

    InlineRule = Callable[[StateInline, bool], bool]

_RULES = ("image", "link", "autolink", "backticks")


def attributes_plugin(md: MarkdownIt) -> None:
    """Read pandoc's attributes; use it after every plugin that has inline rules of its own.

    A span, ``[text]{attributes}`` that is not a link, is a pair of tokens ``span_open`` and ``span_close``, as
    mdit-py-plugins' ``attrs`` has it.  The attributes of a heading are those of its ``heading_open``.
    """
    rules = dict(zip(md.inline.ruler.get_active_rules(), md.inline.ruler.getRules(""), strict=True))
    for name in _RULES:
        if name in rules:
            md.inline.ruler.at(name, partial(_with_attributes, rules[name]))
    md.inline.ruler.push("span", _span)
    md.core.ruler.after("block", "heading_attributes", _take_heading_attributes)


def _with_attributes(rule: InlineRule, state: StateInline, silent: bool) -> bool:
    """Apply *rule*, and read the attributes that follow; so they are skipped, too, where a label is only measured."""
    start, before = state.pos, len(state.tokens)
    if not rule(state, silent):
        return False
    if not state.src[start : state.pos].strip("`"):
        return True  # backticks that nothing closes: they are text
    # The text that was pending, if any, comes first; what *rule* opened or made is next.
    token = None if silent else next((token for token in state.tokens[before:] if token.type != "text"), None)
    parsed = _attributes_at(state, state.pos)
    if token is not None:
        address = token.attrs.get("href", token.attrs.get("src"))
        if isinstance(address, DefinedAddress):
            _set_attributes(token, address.attributes)
    if parsed is not None:
        attributes, state.pos = parsed
        if token is not None:
            _set_attributes(token, attributes)
    return True


def _span(state: StateInline, silent: bool) -> bool:
    # Where a label is only measured, its brackets are counted: a span that was skipped there would be taken for a link,
    # which no link may hold.
    if silent or state.src[state.pos] != "[" or state.src.find("]{", state.pos, state.posMax) < 0:
        return False
    start, maximum = state.pos + 1, state.posMax
    end = state.md.helpers.parseLinkLabel(state, state.pos)
    parsed = _attributes_at(state, end + 1) if end >= 0 else None
    if parsed is None:
        return False
    attributes, after = parsed
    _set_attributes(state.push("span_open", "span", 1), attributes)
    state.pos, state.posMax = start, end
    state.md.inline.tokenize(state)
    state.push("span_close", "span", -1)
    state.pos, state.posMax = after, maximum
    return True


def _attributes_at(state: StateInline, position: int) -> tuple[Attributes, int] | None:
    parsed = parse_attributes(state.src, position) if position < state.posMax else None
    return parsed if parsed is not None and parsed[1] <= state.posMax else None


def _take_heading_attributes(state: StateCore) -> None:
    """Move the attributes at the end of each heading's text to its first token."""
    for heading, inline in pairwise(state.tokens):
        if heading.type != "heading_open" or not inline.content.endswith("}"):
            continue
        found = attributes_at_end(inline.content)
        if found is None:
            continue
        attributes, start = found
        _set_attributes(heading, attributes)
        text = inline.content[:start].rstrip()
        if heading.markup.startswith("#"):
            # The hashes that close a heading stand before its attributes.
            title = text.rstrip("#")
            text = title.rstrip() if title[-1:] in {"", " ", "\t"} else text
        inline.content = text


def attributes_at_end(text: str) -> tuple[Attributes, int] | None:
    """Return the attributes that the text ends with, and where they begin; braces with nothing in them are text."""
    start = text.find("{")
    while start >= 0:
        parsed = None if _is_escaped(text, start) else parse_attributes(text, start)
        if parsed is not None and parsed[1] == len(text):
            attributes = parsed[0]
            return (attributes, start) if attributes.id or attributes.classes or attributes.values else None
        start = text.find("{", parsed[1] if parsed is not None else start + 1)
    return None


def _is_escaped(text: str, position: int) -> bool:
    first = position
    while first and text[first - 1] == "\\":
        first -= 1
    return (position - first) % 2 == 1


def _set_attributes(token: Token, attributes: Attributes) -> None:
    if attributes.id:
        token.attrSet("id", attributes.id)
    for name in attributes.classes:
        token.attrJoin("class", name)
    for key, value in attributes.values.items():
        if key not in {"href", "src"} and not key.lower().startswith("on"):
            token.attrSet(key, value)
    if "alt" in attributes.values:
        # An empty one means something too; the rule for images sets one in any case.
        token.meta["alt"] = attributes.values["alt"]

"""Links whose destination was made a link by mistake: ``[text]([https://a.org/b](https://a.org/b)/c)``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

#: Where the ``meta`` of a link tells what was written for its address.
MENDED = "mended"


def nested_links_plugin(md: MarkdownIt) -> None:
    """Read such a link as its author meant it; the address may go on behind the inner link, and in the next line."""
    md.inline.ruler.before("link", "nested_link", _nested_link)


def _nested_link(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "[" or state.src.find("]([", state.pos, state.posMax) < 0:
        return False
    end = state.md.helpers.parseLinkLabel(state, state.pos, True)
    if end < 0 or not state.src.startswith("([", end + 1):
        return False
    written = _address_at(state, end + 2)
    if written is None:
        return False
    address, after = written
    if not state.md.validateLink(address):
        return False
    if not silent:
        start, maximum = state.pos + 1, state.posMax
        token = state.push("link_open", "a", 1)
        token.attrs = {"href": state.md.normalizeLink(address)}
        token.meta = {MENDED: state.src[end + 2 : after - 1]}
        state.pos, state.posMax = start, end
        state.linkLevel += 1
        state.md.inline.tokenize(state)
        state.linkLevel -= 1
        state.push("link_close", "a", -1)
        state.posMax = maximum
    state.pos = after
    return True


def _address_at(state: StateInline, start: int) -> tuple[str, int] | None:
    """Return the address that the link at *start* and what is behind it make, and the position after its bracket."""
    label_end = state.src.find("](", start, state.posMax)
    close = state.src.find(")", label_end, state.posMax)
    end = state.src.find(")", close + 1, state.posMax)
    if label_end < 0 or close < 0 or end < 0:
        return None
    label, inner = state.src[start + 1 : label_end], state.src[label_end + 2 : close]
    # The link of a tool that links every address: its text is what it leads to, or begins with it.
    if "://" not in inner or not label.startswith(inner):
        return None
    return label + "".join(state.src[close + 1 : end].split()), end + 1

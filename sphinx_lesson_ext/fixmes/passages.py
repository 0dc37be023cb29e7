"""Where quotations, brackets and sentences end in a text: plain string work, with no idea of markup."""

# ruff: noqa: RUF001 (the signs that look alike are meant)

from __future__ import annotations

import re

#: What opens a quotation, with all that closes it.  The marks of German, French, Danish and others are the same signs
#: in other roles, so ``»`` and ``“`` are found on both sides.
_QUOTES = {
    '"': '"',
    "“": "”",
    "„": "“”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "‘": "’",
    "‚": "‘’",
    "'": "'",
    "「": "」",
    "『": "』",
}

#: Those that are apostrophes or inch signs as well: they open only before a word and close only after one.
_AMBIGUOUS = frozenset("\"'‘‚»")

#: Those whose closing sign is an apostrophe as well.
_APOSTROPHES = frozenset("'’")

_BRACKETS = {"(": ")", "[": "]", "（": "）"}

OPENING_BRACKETS = frozenset(_BRACKETS)

_SENTENCE_END = re.compile(r"[.!?…。！？]+[\"'”’»)\]]*(?=\s|$)|(?<=[。！？])|\n\s*\n")

#: A full stop behind one of these ends no sentence.
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\[])(?:[^\W\d_]\.)*(?:[^\W\d_]|cf|ca|vs|etc|approx|resp|fig|figs|eq|sec|no|al|bzw|usw|ej)\.$",
    re.IGNORECASE,
)

_LONGEST_ABBREVIATION = 20


def quotations(text: str) -> list[tuple[int, int]]:
    """Return where the quotations of *text* begin and end, their marks included.

    A mark that is never closed in its paragraph opens nothing: it is an apostrophe, an inch, or a slip.  Code between
    backticks counts too, for texts whose markup is not read.
    """
    spans = []
    position = 0
    hopeless: dict[str, int] = {}
    while position < len(text):
        mark = text[position]
        end = None
        if position >= hopeless.get(mark, 0) and _opens(text, position):
            paragraph_end = text.find("\n\n", position)
            limit = len(text) if paragraph_end < 0 else paragraph_end
            end = _quotation_end(text, position, limit)
            if end is None:
                # No other mark of this kind is closed before that.
                hopeless[mark] = limit
        if end is None:
            position += 1
        else:
            spans.append((position, end))
            position = end
    return spans


def _quotation_end(text: str, start: int, limit: int) -> int | None:
    mark = text[start]
    if mark == "`":
        return _code_end(text, start)
    for position in range(start + 1, limit):
        if text[position] in _QUOTES[mark] and (text[position] not in _APOSTROPHES or _closes(text, position)):
            return position + 1
    return None


def _code_end(text: str, start: int) -> int:
    """Return where code ends that a run of backticks opens, or else where the run ends."""
    run = len(text[start:]) - len(text[start:].lstrip("`"))
    end = text.find("`" * run, start + run)
    return start + run if end < 0 else end + run


def _opens(text: str, position: int) -> bool:
    mark = text[position]
    if mark not in _AMBIGUOUS:
        return mark in _QUOTES or mark == "`"
    before, after = text[position - 1 : position], text[position + 1 : position + 2]
    return not before.isalnum() and bool(after) and not after.isspace()


def _closes(text: str, position: int) -> bool:
    before, after = text[position - 1], text[position + 1 : position + 2]
    return not before.isspace() and not after.isalnum()


def without_quotations(text: str) -> str:
    """Return *text* with a sign that is no letter in place of each one that is quoted."""
    parts = []
    done = 0
    for start, end in quotations(text):
        parts += [text[done:start], "\N{OBJECT REPLACEMENT CHARACTER}" * (end - start)]
        done = end
    return "".join([*parts, text[done:]])


def bracket_pairs(text: str) -> dict[int, int]:
    """Return where each bracket closes, by where it opens, for those that do; kinds of brackets do not mix."""
    pairs = {}
    opened: dict[str, list[int]] = {closer: [] for closer in _BRACKETS.values()}
    for position, sign in enumerate(text):
        if sign in _BRACKETS:
            opened[_BRACKETS[sign]].append(position)
        elif opened.get(sign):
            pairs[opened[sign].pop()] = position
    return pairs


def sentence_end(text: str, start: int) -> int:
    """Return where the sentence that is under way at *start* ends, its full stop included.

    It ends with the paragraph, with a full stop, question or exclamation mark before a blank and no lower-case letter,
    or where a bracket closes that was opened before *start*.  A full stop behind a single letter or a common
    abbreviation ends nothing.
    """
    limit = _surrounding_bracket(text, start)
    for match in _SENTENCE_END.finditer(text, start, limit):
        following = text[match.end() : limit].lstrip()[:1]
        if following.islower() or _ABBREVIATION.search(
            text[max(start, match.end() - _LONGEST_ABBREVIATION) : match.end()]
        ):
            continue
        return match.start() if text[match.start() : match.end()].isspace() else match.end()
    return limit


def _surrounding_bracket(text: str, start: int) -> int:
    depths = dict.fromkeys(_BRACKETS.values(), 0)
    for position in range(start, len(text)):
        sign = text[position]
        if sign in _BRACKETS:
            depths[_BRACKETS[sign]] += 1
        elif sign in depths:
            depths[sign] -= 1
            if depths[sign] < 0:
                return position
    return len(text)

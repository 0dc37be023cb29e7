"""Finding the words that mark something unfinished, in a text that has no markup.

What counts as a marker:

- One of the given words, whole and in the same case: ``FIXME``, not ``fixme``, ``FIXMEs``, ``FIXME_X`` or ``XXXL``.
- At the *beginning* of a text the bare word is enough: ``FIXME``, ``FIXME text``, ``FIXME: text``, ``FIXME - text``,
  ``TODO/leave out``, ``[TBC]``, ``FIXME(@name): text``.  So it is in a parenthesis, ``(FIXME text)``, and at the
  beginning of each line of a comment.
- *Elsewhere* only with a colon: ``… FIXME: exercises``.
- Never in quotation marks, and never where the text talks about the word (:mod:`.wording` has those rules).
- A marker that is an ordinary word of the lesson's language (Spanish "TODO el mundo") always needs its colon.

How far it reaches: at the beginning of a text to its end; in a parenthesis to where that closes; in running text to the
end of the sentence; in a comment to its end.  Outside a parenthesis, the next marker of a running text or comment
begins a message of its own.
"""

# ruff: noqa: RUF001 (the signs that look alike are meant)

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from .passages import OPENING_BRACKETS, bracket_pairs, sentence_end, without_quotations
from .wording import is_awaited, is_named_before, is_side_of, is_subject_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

#: Markers that are words of languages, by the first part of the language's code ("all" in each of these).
_ORDINARY_WORDS = {"TODO": frozenset({"es", "pt", "it"})}

_BLANKS = r"[^\S\n]*"
_TASK = rf"(?:\[[ xX]\]{_BLANKS})?"
_OWNER = r"\(\s*(?P<owner>@?\w[\w.+/-]*)\s*\)"
_JOINT = r"\s*(?:[,&]|,?\s*\b(?:and|or|y|o|e|et|ou|und|oder)\b)\s*"
_COLON = rf"{_BLANKS}[:：](?!:\w|//)"
_DASH = rf"{_BLANKS}[-–—]+(?=\s|$)|[,.;!?…/]+"

#: What may stand before a marker that begins a text: the box of a task; in a comment the sign of a list or comment too.
_BLOCK_START = re.compile(rf"\s*{_TASK}")
_COMMENT_LINE = re.compile(rf"^{_BLANKS}(?:(?:[-+*#%;]+|//+|\.\.|\d+[.)])[^\S\n]+)?{_TASK}", re.MULTILINE)

#: What may follow a bare marker, what "[TBC]" may be followed by, and what shows that a colon is not a marker's.
_AFTER_BARE = re.compile(r"\s|$|[)\]）]")
_AFTER_BRACKET = re.compile(rf"(?:{_COLON}|{_DASH})?")
_AFTER_NO_COLON = re.compile(r"[\d/:]")

#: How many characters before or behind a word can tell whether the text talks about it.
_CONTEXT = 300


class Marker(NamedTuple):
    """A marker that was found; every place is an offset in the text that was searched.

    :ivar word: The word itself.
    :ivar at: Where the word stands.
    :ivar start: Where all that belongs to it begins: the word, or the bracket before it.
    :ivar end: Where all that belongs to it ends, a closing bracket included.
    :ivar message_start: Where what is to be done begins, behind the word, its owner and its colon.
    :ivar message_end: Where that ends.
    :ivar owner: Who is to deal with it, without ``@``, or empty.
    :ivar whole: Whether it begins the text, so that all of the text belongs to it.
    """

    word: str
    at: int
    start: int
    end: int
    message_start: int
    message_end: int
    owner: str = ""
    whole: bool = False

    def message(self, text: str) -> str:
        """Return what is to be done, on one line, out of the *text* that was searched, or else the bare word."""
        return " ".join(text[self.message_start : self.message_end].split()) or self.word


class _Head(NamedTuple):
    """A marker with its owner and its colon or dash, before it is known what it marks.

    :ivar word_end: Where the word ends, or the last of several that slashes join.
    :ivar end: Where the owner, and the colon or dash, end.
    :ivar bracket: Where the bracket stands that the word directly follows.
    :ivar close: Where that bracket closes, if it does.
    """

    word: str
    at: int
    word_end: int
    end: int
    owner: str
    colon: bool
    bracket: int | None
    close: int | None

    @property
    def begin(self) -> int:
        """Where all that belongs to it begins."""
        return self.at if self.bracket is None else self.bracket


class MarkerFinder:
    """Finds markers.

    :param words: The words that mark; any letters, and a phrase may hold blanks.
    :param language: The code of the lesson's language, such as ``es`` or ``pt_BR``.
    """

    def __init__(self, words: Iterable[str], language: str = "") -> None:
        self._words = sorted({word for word in words if word.strip()}, key=len, reverse=True)
        self._beginnings = {word.split()[0] for word in self._words}
        self._language = re.split(r"[-_]", language.casefold())[0]
        alternatives = "|".join(_pattern(word) for word in self._words) or r"(?!)"
        self._word = re.compile(alternatives)
        self._head = re.compile(
            rf"(?P<words>(?P<word>{alternatives})(?:/(?:{alternatives}))*)(?:{_OWNER})?"
            rf"(?:(?P<colon>{_COLON})|{_DASH})?"
        )
        self._row = re.compile(rf"{_JOINT}(?:{alternatives})")
        self._end_of_row = re.compile(rf"(?:{alternatives})[\"'”’»`]*{_JOINT}$")

    def may_hold(self, text: str) -> bool:
        """Whether *text* holds one of the words at all; if not, there is no marker in it."""
        return any(word in text for word in self._beginnings)

    def in_block(self, text: str) -> list[Marker]:
        """Return the markers of a *text* that is a block of its own, such as a paragraph, a heading or a value.

        If it begins with a marker, that is the only one, and ``whole``.
        """
        first = self._beginning(text)
        return [first] if first else self.in_text(text)

    def in_text(self, text: str) -> list[Marker]:
        """Return the markers of a running *text*, whose beginning is not that of a block."""
        heads = [head for head in self._heads(text) if self._counts_inside(text, head)]
        return list(_bounded(text, [(head, head.begin) for head in heads], sentence_end))

    def in_comment(self, text: str) -> list[Marker]:
        """Return the markers of a comment, of which each line may begin with one."""
        lines = {match.end(): match.start() for match in _COMMENT_LINE.finditer(text)}
        heads = [
            (head, lines.get(head.at, head.begin))
            for head in self._heads(text)
            if self._counts_inside(text, head) or (head.at in lines and self._counts_on_line(text, head))
        ]
        return list(_bounded(text, heads, lambda text, _start: len(text)))

    def matches(self, text: str) -> bool:
        """Whether *text*, such as a part of an address, is a marker and nothing else."""
        return self._word.fullmatch(text) is not None

    def _beginning(self, text: str) -> Marker | None:
        start = _skip(_BLOCK_START, text, 0)
        if not self._head.match(text, start + (text[start : start + 1] in OPENING_BRACKETS)):
            return None
        head = next(self._heads(text), None)
        if head is None or head.begin != start:
            return None
        end = message_end = len(text.rstrip())
        message_start = head.end
        if head.close is not None and not text[head.close + 1 :].strip(" \t\n."):
            message_end = head.close
        elif head.close is not None and head.end == head.close and text[start] == "[":
            # "[TBC] rest of the text"
            message_start = _skip(_AFTER_BRACKET, text, head.close + 1)
        elif head.bracket is not None:
            return None
        if not self._counts_bare(text, head):
            return None
        return Marker(
            head.word, head.at, start, end, min(message_start, message_end), message_end, head.owner, whole=True
        )

    def _heads(self, text: str) -> Iterator[_Head]:
        pairs = bracket_pairs(text)
        for match in self._word.finditer(without_quotations(text)):
            head = self._head_at(text, match.start(), pairs)
            if head is not None:
                yield head

    def _head_at(self, text: str, position: int, pairs: Mapping[int, int]) -> _Head | None:
        match = self._head.match(text, position)
        if match is None or not _is_whole_word(text, match.start("words"), match.end("words")):
            return None
        owner = match["owner"] or ""
        colon = match["colon"] is not None
        end = match.end()
        if owner and not (owner.startswith("@") or colon):
            # "FIXME(something)" is a call, or an aside.
            return None
        if end == match.end("words") and not (_is_wide(text[end - 1]) or _AFTER_BARE.match(text, end)):
            return None
        bracket = position - 1 if text[position - 1 : position] in OPENING_BRACKETS else None
        close = None if bracket is None else pairs.get(bracket)
        return _Head(match["word"], position, match.end("words"), end, owner.removeprefix("@"), colon, bracket, close)

    def _counts_inside(self, text: str, head: _Head) -> bool:
        if head.bracket is not None and self._counts_in_bracket(text, head, head.bracket):
            return True
        if not head.colon or _AFTER_NO_COLON.match(text, head.end) or self._is_in_row(text, head):
            return False
        return not is_named_before(_before(text, head.at)) and not is_subject_of(_behind(text, head.end))

    def _counts_in_bracket(self, text: str, head: _Head, bracket: int) -> bool:
        is_alone = not _behind(text, head.end, head.close).strip()
        before = _before(text, bracket)
        if is_alone and (text[bracket] == "[" or is_named_before(before) or before[-1:].isalnum()):
            return False
        return self._counts_bare(text, head)

    def _counts_on_line(self, text: str, head: _Head) -> bool:
        return head.colon or (self._counts_bare(text, head) and not is_awaited(_lines_before(text, head.at)))

    def _counts_bare(self, text: str, head: _Head) -> bool:
        if head.colon:
            return True
        if self._language in _ORDINARY_WORDS.get(head.word, frozenset()) or self._is_in_row(text, head):
            return False
        behind = _behind(text, head.word_end, head.close)
        return not is_side_of(behind) and not is_subject_of(behind)

    def _is_in_row(self, text: str, head: _Head) -> bool:
        before = self._end_of_row.search(_before(text, head.at))
        return before is not None or self._row.match(text, head.word_end) is not None


def _skip(pattern: re.Pattern[str], text: str, position: int) -> int:
    match = pattern.match(text, position)
    return match.end() if match else position


def _before(text: str, at: int) -> str:
    return text[max(at - _CONTEXT, 0) : at]


def _behind(text: str, at: int, end: int | None = None) -> str:
    return text[at : at + _CONTEXT if end is None else min(at + _CONTEXT, end)]


def _bounded(text: str, heads: Sequence[tuple[_Head, int]], reach: Callable[[str, int], int]) -> Iterator[Marker]:
    """Yield the markers of *heads*, each with the place where its part of the text begins, in their bounds.

    :param reach: Returns how far a message goes that begins at a place, if no other marker comes before.
    """
    done = 0
    for index, (head, _) in enumerate(heads):
        if head.at < done:
            continue
        if head.bracket is not None:
            message_end, end = (len(text), len(text)) if head.close is None else (head.close, head.close + 1)
        else:
            limit = heads[index + 1][1] if index + 1 < len(heads) else len(text)
            part = text[head.at : limit]
            end = message_end = head.at + max(head.end - head.at, len(part[: reach(part, head.end - head.at)].rstrip()))
        done = end
        yield Marker(head.word, head.at, head.begin, end, min(head.end, message_end), message_end, head.owner)


def _pattern(word: str) -> str:
    return r"\s+".join(re.escape(part) for part in word.split())


def _is_whole_word(text: str, start: int, end: int) -> bool:
    before, after = text[:start][-1:], text[end : end + 2]
    if before and not _is_wide(text[start]) and (before.isalnum() or before in "_-./\\@#&$%<=:~*^|+"):
        return False
    if not after or _is_wide(text[end - 1]):
        return True
    if after[0].isalnum() or after[0] in "_=*<>~\\@#$%^|+&":
        return False
    return not (len(after) > 1 and after[0] in "-'’." and after[1].isalnum())


def _is_wide(sign: str) -> bool:
    # Chinese, Japanese and Korean put no blanks between words.
    return unicodedata.east_asian_width(sign) in {"W", "F"}


def _lines_before(text: str, at: int) -> str:
    """Return the lines of the same paragraph before that of *at*, as one."""
    before = _before(text, text.rfind("\n", 0, at) + 1)
    return "" if before.endswith("\n\n") else " ".join(before.split())

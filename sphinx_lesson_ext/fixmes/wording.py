"""Whether a text marks something with a word, or talks about that word.

"FIXME add a figure" marks; "FIXME is a marker" and "search for FIXME: in the code" talk about it.  The rules, with the
English words that they know and a few of other languages, in the order in which they are asked:

1. *Several markers in a row* ("FIXME, TODO and XXX") are a list of words; joined by a slash they are one marker.
2. *A word before it names it or takes it as an object*: an article or determiner ("the FIXME", "every TODO:"), a noun
   for such a word ("the marker FIXME:"), a verb of writing or seeking ("find FIXME:"), or a preposition that
   belongs to such a verb or noun a few words before ("lines that begin with TODO:").
3. *It is the subject of a sentence* in the present or past tense: "FIXME is …", "TODO means …", "XXX can …".  A
   question is no such sentence, and neither is an inverted one: "FIXME is this still right", "TODO can we drop it?"
4. *It is part of a compound noun*: "TODO lists", "FIXME comments" always; "TODO list" where it ends the phrase or is
   itself a subject.  "TODO list the steps" is an order.

5. *It is a side of an equation*: "XXX = X", "TODO ≈ 3".

Rules 3 to 5 ask what follows the word; a colon behind it settles them for a word that begins a block.
"""

# ruff: noqa: RUF001 (the signs that look alike are meant)

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_DETERMINERS = _words(
    "a an the each every any our your their its another such "
    "el la los las un una le les des o os as um uma der die das ein eine il lo gli"
)

_NAMING_NOUNS = _words(
    "word words marker markers tag tags keyword keywords label labels string strings comment comments prefix prefixes "
    "term terms placeholder placeholders phrase abbreviation acronym token tokens palabra marca etiqueta mot marqueur "
    "étiquette wort schlagwort"
)

_SEEKING_VERBS = _words(
    "find finds finding search searches searching grep greps grepping write writes writing written type types typing "
    "use uses using used say says saying said read reads reading called named contain contains containing spell spells "
    "put puts putting insert inserts like via"
)

_PREPOSITIONS = _words("for with by as of in from to on than after before behind about")

_STEMS = _words(
    "search look grep find hunt scan check watch filter begin start mark prefix label tag precede follow write type "
    "comment line word annotat replac contain spell denot signal flag instance occurrence meaning"
)

#: How far before a preposition the word that it belongs to may stand.
_REACH = 5

_AUXILIARIES = _words("is was are were isn't wasn't aren't isn’t can could may might can't cannot")

_SUBJECT_VERBS = _AUXILIARIES | _words(
    "means meant marks marked stands stood indicates denotes refers appears helps tells says signals signifies"
)

_FOREIGN_COPULAS = _words("es est ist è é son sont sind significa signifie bedeutet heißt")

_PRONOUNS = _words("this that these those it there we you they i he she someone somebody anyone")

_COMPOUNDS_PLURAL = _words("lists comments markers items tags keywords annotations entries apps")

_COMPOUNDS = _words("list comment marker item tag keyword annotation app")

#: These are compounds only as subjects: "FIXME note" may well be an order.
_RARE_COMPOUNDS = _words("entry statement reminder note label line word")

_EQUALITIES = ("=", "≈", "≠", "≡", "≤", "≥")

_COMPOUND_VERBS = _SUBJECT_VERBS | _words("should must will would has had")


def is_named_before(text: str) -> bool:
    """Whether *text* ends with words that name what follows, or take it as an object (rule 2)."""
    words = _clause_before(text)
    return bool(words) and (words[-1] in _NAMING_NOUNS or words[-1] in _SEEKING_VERBS or _expects_noun(words))


def is_awaited(text: str) -> bool:
    """Whether *text* breaks off where a noun must follow, so that the next line only goes on (rule 2)."""
    return _expects_noun(_clause_before(text + " "))


def _clause_before(text: str) -> list[str]:
    """Return the words of the clause that *text* ends with, if nothing but a blank stands behind them."""
    clause = re.split(r"[.;:!?(){}\[\]–—]\s*|\s-+\s|\n\s*\n", text)[-1]
    if not clause.strip() or not clause[-1].isspace() or not clause.rstrip()[-1].isalnum():
        return []
    return [word.casefold() for word in _WORD.findall(clause)]


def _expects_noun(words: list[str]) -> bool:
    if not words:
        return False
    nearby = words[-1 - _REACH : -1]
    return words[-1] in _DETERMINERS or (
        words[-1] in _PREPOSITIONS and any(word.startswith(tuple(_STEMS)) for word in nearby)
    )


def is_subject_of(text: str) -> bool:
    """Whether a word that *text* follows is its subject, or part of a compound that names it (rules 3 and 4)."""
    rest = _without_aside(text)
    sentence = re.split(r"(?<=[.!?])\s", rest, maxsplit=1)[0]
    if sentence.rstrip().endswith("?") or not rest[:1].isspace():
        return False
    words = [word.casefold() for word in _WORD.findall(sentence)[:3]] + ["", "", ""]
    first, second = words[0], words[1]
    if _WORD.match(rest.lstrip()) is None:
        return False
    if first in _SUBJECT_VERBS:
        return not (first in _AUXILIARIES and second in _PRONOUNS)
    if first in _FOREIGN_COPULAS:
        return second in _DETERMINERS
    if first in _COMPOUNDS_PLURAL:
        return True
    if second in _COMPOUND_VERBS:
        return first in _COMPOUNDS or first in _RARE_COMPOUNDS
    return first in _COMPOUNDS and _ends_phrase(sentence)


def is_side_of(text: str) -> bool:
    """Whether a word that *text* follows is one side of an equation (rule 5)."""
    return text.lstrip().startswith(_EQUALITIES)


def _without_aside(rest: str) -> str:
    # "FIXME (short for fix me) is a marker"
    aside = re.match(r"\s*\([^()]*\)(?=\s)", rest)
    return rest[aside.end() :] if aside else rest


def _ends_phrase(sentence: str) -> bool:
    match = _WORD.search(sentence)
    return match is None or re.match(r"\s*(?:[.,;!)\]]|$)", sentence[match.end() :]) is not None

"""Rules about the words that a lesson explains."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_lesson_ext.checks.rule import Group, Problem, lesson_rule
from sphinx_lesson_ext.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_lesson_ext.checks.view import Lesson
    from sphinx_lesson_ext.lesson.records import Term

#: What is added to a word in brackets, such as its abbreviation.
_ASIDE = re.compile(r"\s*\([^()]*\)")
#: What stands between two words for the same, in the languages of most lessons.
_OR = re.compile(r"\s(?:or|o|ou|oder)\s|[/,]")
#: What may stand between the parts of a word, or be left out there.
_JOINT = re.compile(r"[\s_-]+")


@lesson_rule("term-unused", Severity.NOTE, Group.TEACHING, opt_in=True)
def term_unused(lesson: Lesson) -> Iterator[Problem]:
    """Each word of the glossary is used in the lesson.

    A glossary helps readers of this lesson.  A word that no page links to and that stands nowhere else is mostly left
    from a text that has gone.  Words can be linked to only if they have an id; others are not looked at.

    Fix: Take the word out of the glossary, or use it where it helps.

    Bad:
        === learners/reference.md
        ---
        title: Glossary
        ---

        [bubble sort]{#bubble-sort}
        : A way of sorting.

    Good:
        === learners/reference.md
        ---
        title: Glossary
        ---

        [sort]{#sort}
        : To bring into an order.
        === episodes/first.md
        Here you learn to [sort](../learners/reference.md#sort).
    """
    terms = [(docname, term) for docname, page in lesson.pages.items() for term in page.record.terms]
    if not terms:
        return
    referred = {name for page in lesson.pages.values() for name in page.record.references}
    texts = {docname: _text_of(lesson, docname) for docname in lesson.pages}
    for docname, term in terms:
        if referred.intersection((*term.ids, *term.names)) or _is_said(term, docname, texts):
            continue
        page = lesson.pages[docname]
        places = (text.spot for text in page.facts.passages if text.text == term.names[0])
        yield Problem(f"the word {term.names[0]!r} is used nowhere", next(places, page.top), term.names[0])


def _text_of(lesson: Lesson, docname: str) -> str:
    facts = lesson.pages[docname].facts
    parts = [part.text for group in (facts.passages, facts.headings, facts.codes) for part in group]
    return _JOINT.sub("", " ".join(parts).casefold())


def _is_said(term: Term, docname: str, texts: Mapping[str, str]) -> bool:
    """Tell whether a word, or a form of it, stands in a document other than the one that explains it."""
    words = {_stem(word) for name in term.names for word in _OR.split(_ASIDE.sub("", name)) if word.strip()}
    return any(word in text for word in words for other, text in texts.items() if other != docname)


def _stem(word: str) -> str:
    return _JOINT.sub("", word.casefold()).rstrip("s")


RULES = (term_unused,)

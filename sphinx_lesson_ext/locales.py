"""How a language is written, as CLDR knows it (Unicode's Common Locale Data Repository, through Babel)."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date

from .language_codes import tag_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@cache
def _locale_of(language: str) -> Locale | None:
    try:
        return Locale.parse(language, sep="-" if "-" in language else "_")
    except (UnknownLocaleError, ValueError):
        return None


#: Numbers among which every language has examples of all its plurals of whole numbers.
_NUMBERS = (*range(201), 1_000_000)


@cache
def examples_of_plurals(language: str) -> Mapping[str, int]:
    """Return the categories of whole numbers that a language tells apart, each with a number of it.

    A language that is not known has the one that every language has.
    """
    locale = _locale_of(language)
    if locale is None:
        return {"other": 2}
    return {locale.plural_form(number): number for number in reversed(_NUMBERS)}


#: The scripts that are written from right to left.
_FROM_RIGHT = frozenset({"Adlm", "Arab", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa"})


def text_direction(language: str) -> str:
    """Return ``rtl`` for a language that is written from right to left, else ``ltr``.

    Its script tells that too: every build asks, and to load all that Babel knows of a language takes 10 ms.
    """
    return "rtl" if _script_of(_locale_of(language)) in _FROM_RIGHT else "ltr"


def _script_of(locale: Locale | None) -> str:
    """Return the script of a language; an empty string for one that is not known."""
    return "" if locale is None else locale.script or _likely(locale)[1]


def _likely(locale: Locale) -> Sequence[str]:
    """Return the language, the script and the territory that a locale most likely stands for; each may be empty."""
    known: Mapping[str, str] = get_global("likely_subtags")
    most = known.get(f"{locale.language}_{locale.territory}") or known.get(locale.language, "")
    language, script, territory = [*most.split("_"), "", "", ""][:3]
    return language, script, territory


def is_in_latin_letters(language: str) -> bool:
    """Tell whether a language is written in Latin letters; so is one that is not known."""
    return _script_of(_locale_of(language)) in {"Latn", ""}


def territorial_locale(language: str) -> str:
    """Return a language with its country, as Open Graph wants it (``pt_BR``); if none is named, the likeliest."""
    locale = _locale_of(language)
    if locale is None:
        return ""
    territory = locale.territory or _likely(locale)[2]
    return f"{locale.language}_{territory}" if territory else ""


def format_day(day: str, language: str) -> str:
    """Return a day, written as YYYY-MM-DD, as readers of *language* write it: ``12 de mayo de 2026``."""
    locale = _locale_of(language)
    return day if locale is None else str(format_date(date.fromisoformat(day), "long", locale))


def language_tag(language: str) -> str:
    """Return a language as HTML names it, such as ``pt-BR``; nothing for one that is not known."""
    locale = _locale_of(language)
    return "" if locale is None else tag_of(str(locale))


def language_name(language: str) -> str:
    """Return what a language is called in English; nothing for one that is not known."""
    return name_in("en", language)


def name_in(reader: str, language: str) -> str:
    """Return what a language is called in that of the reader; nothing for one that is not known."""
    known, locale = _locale_of(reader), _locale_of(language)
    return "" if locale is None else str(locale.get_display_name(known or "en") or "")


def own_name(language: str) -> str:
    """Return what a language is called in itself; its code, if it is not known."""
    locale = _locale_of(language)
    # What is written in several scripts has a name for each, where readers tell them apart: 简体中文.
    written = "" if locale is None else str(locale.languages.get(f"{locale.language}_{locale.script}", ""))
    return written or name_in(language, language) or language

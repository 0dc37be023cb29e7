"""Words of templates in the lesson's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx.locale import _ as translate_by_sphinx

from sphinx_lesson_ext.durations import in_minutes
from sphinx_lesson_ext.i18n import colon, translate, translate_in, translate_number
from sphinx_lesson_ext.locales import examples_of_plurals, language_tag

if TYPE_CHECKING:
    from collections.abc import Mapping


def translate_words(text: str) -> str:
    """Return *text* as the extension translates it, or else as Sphinx does, which knows more languages."""
    own = str(translate(text))
    return own if own != text else str(translate_by_sphinx(text))


def translate_words_in(context: str, text: str) -> str:
    """Return *text* as the extension translates it in *context*, or else as Sphinx does, which knows no context."""
    own = translate_in(context, text)
    return own if own != text else str(translate_by_sphinx(text))


def plural_forms(singular: str, plural: str, language: str) -> Mapping[str, str]:
    """Return what a script needs to put a number into a message, as soon as it knows the number.

    :return: The form of the message for each of CLDR's categories of numbers that the language has, such as ``one``
        and ``other``, which ``Intl.PluralRules`` tells in a browser; and the ``language`` to ask it for.
    """
    examples = examples_of_plurals(language)
    forms = {category: translate_number(singular, plural, number) for category, number in examples.items()}
    return {"language": language_tag(language) or "en", **forms}


#: What templates call, each under the name that Jinja's own extension for translations gives it, if it has one.
WORDS: Mapping[str, Any] = {
    "_": translate_words,
    "pgettext": translate_words_in,
    "ngettext": translate_number,
    "plural_forms": plural_forms,
    "colon": colon,
    "in_minutes": in_minutes,
}

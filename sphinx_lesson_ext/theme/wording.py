"""Words of templates in the lesson's language."""

from __future__ import annotations

from sphinx.locale import _ as translate_by_sphinx

from sphinx_lesson_ext.i18n import translate


def translate_words(text: str) -> str:
    """Return *text* as the extension translates it, or else as Sphinx does, which knows more languages."""
    own = str(translate(text))
    return own if own != text else str(translate_by_sphinx(text))

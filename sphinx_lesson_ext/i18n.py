"""Translation of what the extension says to readers."""

from __future__ import annotations

from gettext import translation
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx import package_dir
from sphinx.locale import get_translation, get_translator, init

from .translatable import translatable

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: The name of the message catalogue, in ``locale/<language>/LC_MESSAGES``.
CATALOG = "sphinx_lesson_ext"

#: The folder of the catalogues.
LOCALE_DIR = Path(__file__).parent / "locale"

#: What Sphinx says on pages of a lesson, and cannot say in some of the languages: it has our words for that.
OF_SPHINX = (
    translatable("Link to this heading"),
    translatable("Link to this table"),
    translatable("Link to this image"),
    translatable("Link to this code"),
    translatable("Link to this term"),
    translatable("Link to this definition"),
    translatable("Link to this equation"),
    translatable("Link to this toctree"),
    translatable("Fig. %s"),
    translatable("Table %s"),
    translatable("Listing %s"),
    translatable("Section %s"),
    # L10n: where an index has what begins with no letter
    translatable("Symbols"),
)

#: Translate a message into the lesson's language.  Call it while a document is read or written, never at import:
#: tables keep plain messages, because the language is not known before the configuration is.
translate = get_translation(CATALOG)


def translate_in(context: str, message: str) -> str:
    """Translate a word that means something else elsewhere: *context* says to translators what it means here."""
    return get_translator(CATALOG).pgettext(context, message)


def translate_number(singular: str, plural: str, number: int) -> str:
    """Translate a message with a *number*, of which many languages have more forms than two.

    It is put in with ``%(name)d``, which a form may do without: Arabic has a word for "two minutes".
    """
    return get_translator(CATALOG).ngettext(singular, plural, number)


def colon() -> str:
    """Return what stands between a word and what it tells of: a colon, with the spaces of the language."""
    # L10n: "Challenge: Find the files"
    return translate_in("between a word and what it tells of", ": ")


def setup(app: Sphinx) -> None:
    """Register the catalogue, for Sphinx too where it has no words of its own."""
    app.add_message_catalog(CATALOG, str(LOCALE_DIR))
    # Loaded once more: where the theme registers it after the extension, it must not be asked by itself.
    get_translator().add_fallback(translation(CATALOG, LOCALE_DIR, [app.config.language], fallback=True))


def begin_language(app: Sphinx) -> None:
    """Go on in the language of the configuration, which has changed since Sphinx began to load messages."""
    app.translator, _has_messages = init([None, str(package_dir / "locale")], app.config.language)
    setup(app)

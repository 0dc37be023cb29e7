"""Translation of what the extension says to readers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx import package_dir
from sphinx.locale import get_translation, get_translator, init

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: The name of the message catalogue, in ``locale/<language>/LC_MESSAGES``.
CATALOG = "sphinx_lesson_ext"

#: The folder of the catalogues.
LOCALE_DIR = Path(__file__).parent / "locale"

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
    """Register the catalogue."""
    app.add_message_catalog(CATALOG, str(LOCALE_DIR))


def begin_language(app: Sphinx) -> None:
    """Go on in the language of the configuration, which has changed since Sphinx began to load messages."""
    app.translator, _has_messages = init([None, str(package_dir / "locale")], app.config.language)
    setup(app)

"""The languages of a lesson: the one that it is written in, and those that it is translated into.

Its site is in the language that it is written in; in it, each other language has a folder, with a site of the same
pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from sphinx_lesson_ext import i18n
from sphinx_lesson_ext.config import is_set
from sphinx_lesson_ext.language_codes import code_of, tag_of
from sphinx_lesson_ext.messages import warn
from sphinx_lesson_ext.settings_places import place_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


def languages_of(config: Config) -> tuple[str, ...]:
    """Return the languages that the lesson can be read in, as HTML names them, first that which it is written in."""
    # The theme may be used without the extension.
    return tuple(map(tag_of, config["lesson_languages"])) if "lesson_languages" in config else ()


def source_language(config: Config) -> str:
    """Return the language that the lesson is written in, as HTML names it.

    That is the first of those that it says it has; else that of ``conf.py``, if another one was asked for.
    """
    written = config._raw_config.get("language")  # noqa: SLF001 (what the lesson itself says)
    return next(iter(languages_of(config)), tag_of(str(written or "en")))


def folder_of(config: Config, language: str) -> str:
    """Return the folder of a language in the site, with a slash at its end; nothing for that which it is written in."""
    return "" if language == source_language(config) else f"{quote(language)}/"


def settle_language(app: Sphinx, config: Config) -> None:
    """Let the build be in the language that is asked for, and know its place in the site (event ``config-inited``)."""
    languages = languages_of(config)
    if not languages:
        return
    if not is_set(config, "language"):
        config["language"] = code_of(config.lesson_languages[0])
        i18n.begin_language(app)
    language = tag_of(str(config.language))
    if language != languages[0] and "language" not in config._overrides:  # noqa: SLF001 (as in is_set)
        warn(
            "config",
            "language is %r, but lesson_languages begins with %r, which is the language that the lesson is written in; "
            "let both say the same",
            config.language,
            config.lesson_languages[0],
            location=place_of(app, "lesson_languages"),
        )
    if config.html_baseurl and language in languages:
        base = config.html_baseurl.rstrip("/") + "/"
        config["html_baseurl"] = base + folder_of(config, language)


def site_address(config: Config) -> str:
    """Return the address of the site that holds those of all languages; nothing, if it is not known."""
    return str(config.html_baseurl).removesuffix(folder_of(config, tag_of(str(config.language))))


def setup(app: Sphinx) -> None:
    """Take part in the build."""
    # After values are checked, before catalogues are looked for.
    app.connect("config-inited", settle_language, priority=600)

"""The languages that a page can be read in: for the menu, and for search engines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx_lesson_ext.language_codes import tag_of
from sphinx_lesson_ext.locales import own_name, text_direction
from sphinx_lesson_ext.translation.languages import (
    folder_of,
    languages_of,
    site_address,
    source_language,
)
from sphinx_lesson_ext.translation.passages import UNTRANSLATED
from sphinx_lesson_ext.web import is_web_address

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx.builders import Builder
    from sphinx.config import Config

#: What search engines show to readers of none of the languages.
_DEFAULT = "x-default"


class Language(NamedTuple):
    """A language in the menu.

    :ivar code: As HTML names it.
    :ivar name: What it is called in itself.
    :ivar address: Where the page is in it, seen from the page.
    :ivar is_current: Whether it is that of the page.
    """

    code: str
    name: str
    address: str
    is_current: bool

    @property
    def direction(self) -> str:
        """How it is written: ``ltr`` or ``rtl``."""
        return text_direction(self.code)


class Alternate(NamedTuple):
    """The address on the web of a page in a language, for search engines."""

    code: str
    address: str


def menu_of(builder: Builder, pagename: str, root: str) -> list[Language]:
    """Return the languages for the menu of a page: those that are built together, and those that options name.

    :param root: The root of the site in the language of the build, seen from the page.
    """
    config, page = builder.config, _address_in_site(builder, pagename)
    own = _own(config)
    up = "../" if own and folder_of(config, tag_of(str(config.language))) else ""
    return [
        *(
            Language(code, own_name(code), f"{root}{up}{folder_of(config, code)}{page}", _is_current(config, code))
            for code in own
        ),
        *(
            Language(tag_of(other["code"]), other["name"], other["url"], _is_current(config, other["code"]))
            for other in _others(builder)
            if tag_of(other["code"]) not in own
        ),
    ]


def alternates_of(builder: Builder, pagename: str) -> Iterator[Alternate]:
    """Yield the addresses of a page in all languages, if the site's is known; of the first page, others' too.

    A page that only repeats the original is in none of them.
    """
    config = builder.config
    own = () if original_of(builder, pagename) else _own(config)
    if own and (base := site_address(config)):
        page = _address_in_site(builder, pagename)
        for code in own:
            yield Alternate(code, f"{base}{folder_of(config, code)}{page}")
        yield Alternate(_DEFAULT, f"{base}{folder_of(config, source_language(config))}{page}")
    if pagename == config.root_doc:
        for other in _others(builder):
            if tag_of(other["code"]) not in own and is_web_address(other["url"]):
                yield Alternate(tag_of(other["code"]), other["url"])


def original_of(builder: Builder, pagename: str) -> str:
    """Return the address on the web of what a page only repeats, for nothing of it is translated; else nothing."""
    base = site_address(builder.config)
    if not base or not builder.env.metadata.get(pagename, {}).get(UNTRANSLATED):
        return ""
    return f"{base}{folder_of(builder.config, source_language(builder.config))}{_address_in_site(builder, pagename)}"


def source_address(builder: Builder, pagename: str, root: str) -> str:
    """Return the address of a page in the language that the lesson is written in; nothing, if it is not known."""
    source = source_language(builder.config)
    return next((language.address for language in menu_of(builder, pagename, root) if language.code == source), "")


def _own(config: Config) -> tuple[str, ...]:
    """Return the languages that are built together, if this is one of them; none, if it is the only one."""
    languages = languages_of(config)
    return languages if len(languages) > 1 and tag_of(str(config.language)) in languages else ()


def _others(builder: Builder) -> list[Mapping[str, Any]]:
    return list(getattr(builder, "theme_options", {}).get("languages", ()))


def _address_in_site(builder: Builder, pagename: str) -> str:
    """Return the address of a page from the root of a language; that of the root, for what stands for any address."""
    return "" if pagename == "404" else str(builder.get_target_uri(pagename))


def _is_current(config: Config, code: str) -> bool:
    return tag_of(code) == tag_of(str(config.language))

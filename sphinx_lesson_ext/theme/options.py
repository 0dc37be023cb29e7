"""The theme's options (``html_theme_options``): what each may be, and what it does.

Their defaults are in ``theme.toml``, where Sphinx looks for them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_lesson_ext.config import publish
from sphinx_lesson_ext.messages import warn
from sphinx_lesson_ext.translatable import translatable
from sphinx_lesson_ext.web import is_web_address

from .accent import SCHEMES, check_accent
from .colours import is_colour

if TYPE_CHECKING:
    from sphinx.application import Sphinx

LIFE_CYCLES = (translatable("pre-alpha"), translatable("alpha"), translatable("beta"), translatable("stable"))
#: What a switch may be; as a part of the command line, it is a text.
_SWITCHES = {"true": True, "1": True, "false": False, "0": False}
#: What every language of the menu has.
_LANGUAGE_KEYS = frozenset({"name", "code", "url"})


def _unchanged(value: Any) -> Any:
    return value


class ThemeOption(NamedTuple):
    """An option of the theme.

    :ivar name: Its name in ``html_theme_options``.
    :ivar accepts: Whether a value can be used.
    :ivar expected: What it may be, in words, for the warning and the manual.
    :ivar help: What it does, in one sentence.
    :ivar read: Makes the value that is used of one that it accepts.
    """

    name: str
    accepts: Callable[[Any], bool]
    expected: str
    help: str
    read: Callable[[Any], Any] = _unchanged


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_colour(value: Any) -> bool:
    return isinstance(value, str) and is_colour(value)


def _are_languages(value: Any) -> bool:
    return isinstance(value, list | tuple) and all(
        isinstance(language, Mapping)
        and language.keys() == _LANGUAGE_KEYS
        and all(isinstance(part, str) and part for part in language.values())
        for language in value
    )


def _is_switch(value: Any) -> bool:
    return isinstance(value, bool | int | str) and str(value).lower() in _SWITCHES


def _read_switch(value: Any) -> bool:
    return _SWITCHES[str(value).lower()]


def _is_day(value: Any) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _are_fonts(value: Any) -> bool:
    return isinstance(value, str) and all(_is_font(name.strip()) for name in value.split(","))


def _is_font(name: str) -> bool:
    """Tell whether *name* is a font family as CSS writes it: in quotes, or as words that do not begin with a digit."""
    quote = name[:1]
    if quote in {'"', "'"}:
        return len(name) > 2 and name.endswith(quote) and _is_plain(name[1:-1])
    return _is_plain(name) and not any(word[0].isdigit() for word in name.split())


def _is_plain(name: str) -> bool:
    return bool(name.strip()) and all(letter.isalnum() or letter in " -" for letter in name)


_ADDRESS = "an address on the web"
_TARGET = "an address, a mail address, or the name of a document"
_COLOUR = "a colour such as #1c4f9c"
_FILE = "the path of a file, from the folder of conf.py"
_FONTS = 'names of fonts with commas between them, such as "Atkinson Hyperlegible", Arial'

OPTIONS = (
    ThemeOption("logo_dark", _is_text, _FILE, "The logo on a dark page; on a light one it is ``html_logo``."),
    ThemeOption("favicon_dark", _is_text, _FILE, "The icon in a dark browser; in a light one it is ``html_favicon``."),
    ThemeOption("accent_light", _is_colour, _COLOUR, "The colour of links and marks on a light page."),
    ThemeOption("accent_dark", _is_colour, _COLOUR, "The colour of links and marks on a dark page."),
    ThemeOption("font_text", _are_fonts, _FONTS, "The fonts of the text; the theme's own come after them."),
    ThemeOption("font_code", _are_fonts, _FONTS, "The fonts of code; the theme's own come after them."),
    ThemeOption("repository_url", is_web_address, _ADDRESS, "The repository that holds the lesson's source."),
    ThemeOption("repository_branch", _is_text, "a name", "The branch that authors work on."),
    ThemeOption("repository_folder", _is_text, "a path", "The folder of the repository that holds ``conf.py``."),
    ThemeOption(
        "last_changed",
        _is_switch,
        "True or False",
        "Whether each page says when git saw its last change.",
        read=_read_switch,
    ),
    ThemeOption(
        "license",
        _is_text,
        "an SPDX identifier or a name",
        "The licence of the lesson, such as CC-BY-4.0; without it, that of ``CITATION.cff``.",
    ),
    ThemeOption("license_url", is_web_address, _ADDRESS, "Where the text of the licence is, if that is not known."),
    ThemeOption("footer_text", _is_text, "a text", "A sentence for the foot of every page."),
    ThemeOption("contact", _is_text, _TARGET, "Whom to write to."),
    ThemeOption("code_of_conduct", _is_text, _TARGET, "The code of conduct."),
    ThemeOption("cite", _is_text, _TARGET, "How to cite the lesson; without it, the DOI of ``CITATION.cff``."),
    ThemeOption("peer_review", _is_text, _TARGET, "Where the review of the lesson can be read."),
    ThemeOption("provider", _is_text, "a name", "The organization that offers the lesson."),
    ThemeOption(
        "life_cycle", LIFE_CYCLES.__contains__, f"one of {', '.join(LIFE_CYCLES)}", "How finished the lesson is."
    ),
    ThemeOption("created", _is_day, "a day such as 2024-05-31", "When the lesson was begun, for search engines."),
    ThemeOption(
        "keywords", _is_text, "words with commas between them", "What the lesson is about, for search engines."
    ),
    ThemeOption(
        "episode_numbers",
        _is_switch,
        "True or False",
        "Whether the contents number the episodes.",
        read=_read_switch,
    ),
    ThemeOption(
        "strict_policy",
        _is_switch,
        "True or False",
        "Whether to warn of what a strict Content-Security-Policy would block, such as raw HTML with styles.",
        read=_read_switch,
    ),
    ThemeOption(
        "languages",
        _are_languages,
        "a list of mappings with a name, a code and a url",
        "The languages that the lesson can be read in, this one among them.",
    ),
)


#: Options of the themes that lessons with ``conf.py`` have, sphinx_rtd_theme, furo and sphinx_book_theme, which may be
#: left there: they mean nothing here, and nothing that readers would look for is lost, as it is with ``announcement``.
_OF_OTHER_THEMES = frozenset(
    {
        *("analytics_anonymize_ip", "analytics_id", "canonical_url", "collapse_navigation", "display_version"),
        *("flyout_display", "includehidden", "language_selector", "logo_only", "navigation_depth"),
        *("prev_next_buttons_location", "sticky_navigation", "style_external_links", "style_nav_header_background"),
        *("titles_only", "vcs_pageview_mode", "version_selector"),
        *("dark_css_variables", "dark_logo", "footer_icons", "light_css_variables", "light_logo"),
        *("navigation_with_keys", "sidebar_hide_name", "source_branch", "source_directory", "source_edit_link"),
        *("source_repository", "source_view_link", "top_of_page_button", "top_of_page_buttons"),
        *("collapse_navbar", "home_page_in_toc", "launch_buttons", "logo", "max_navbar_depth", "path_to_docs"),
        *("repository_provider", "show_navbar_depth", "show_toc_level"),
        *("toc_title", "use_download_button", "use_edit_page_button", "use_fullscreen_button"),
        *("use_issues_button", "use_repository_button", "use_sidenotes", "use_source_button"),
    }
)


def checked(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return those of *values* that can be used; each of the others is warned about."""
    known = {option.name: option for option in OPTIONS}
    usable = {}
    for name, value in values.items():
        if name in _OF_OTHER_THEMES:
            continue
        if name not in known:
            text = "the theme has no option %r; it has: %s"
            warn("theme-option", text, name, ", ".join(sorted(known)), location=None)
        elif value in ("", None):
            continue
        elif known[name].accepts(value):
            usable[name] = known[name].read(value)
        else:
            text = "the theme option %s is %r, but must be %s; it is left out"
            warn("theme-option", text, name, value, known[name].expected, location=None)
    return usable


def use_options(app: Sphinx) -> None:
    """Replace the options by those that can be used (event ``builder-inited``)."""
    if not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    usable = checked(app.builder.theme_options)
    if any(f"accent_{scheme}" in usable for scheme in SCHEMES):
        # The two schemes share one rule of the style sheet.
        usable |= {f"accent_{scheme}": check_accent(scheme, usable.get(f"accent_{scheme}", "")) for scheme in SCHEMES}
    for name in ("logo_dark", "favicon_dark"):
        if name in usable and not _publish(app, usable[name]):
            text = "the theme option %s is %r, which is no file; write its path from the folder of conf.py"
            warn("theme-option", text, name, usable.pop(name), location=None)
    app.builder.theme_options = usable


def _publish(app: Sphinx, path: str) -> bool:
    """Let Sphinx copy a file to the static files; tell whether there is such a file."""
    file = Path(app.confdir, path)
    if file.is_file():
        publish(app.config, file)
    return file.is_file()


def setup(app: Sphinx) -> None:
    """Check the options before anything uses them."""
    app.connect("builder-inited", use_options)

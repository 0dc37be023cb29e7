"""Every ``lesson_*`` value of ``conf.py``, declared once: its default, what it may be, and what it does."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from .findings import Severity
from .kinds import PAGES
from .language_codes import is_language
from .messages import warn
from .settings_places import place_of

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.config import Config


class Option(NamedTuple):
    """A value of ``conf.py``.

    :ivar name: Its name, with the prefix ``lesson_``.
    :ivar default: What it is unless set.
    :ivar rebuild: What Sphinx does again when it changes: ``env`` reads every document, ``html`` writes it, an
        empty string does nothing.
    :ivar accepts: Whether a value can be used.
    :ivar expected: What it may be, in words, for the warning and the manual.
    :ivar help: What it does, in one sentence.
    :ivar instead: What is used for a value that cannot be; ``None``, where that is the default.
    """

    name: str
    default: Any
    rebuild: Literal["env", "html", ""]
    accepts: Callable[[Any], bool]
    expected: str
    help: str
    instead: Any = None

    def usable(self, value: Any) -> Any:
        """Return *value*, or what is used for it if it cannot be."""
        if self.accepts(value):
            return value
        return self.default if self.instead is None else self.instead


def _is_bool(value: Any) -> bool:
    return isinstance(value, bool) or value in (0, 1)


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _one_of(*choices: object) -> Callable[[Any], bool]:
    return lambda value: any(value == choice and type(value) is type(choice) for choice in choices)


def _are_strings(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str) and all(isinstance(v, str) and v for v in value)


def _are_pages(value: Any) -> bool:
    return _are_strings(value) and set(value) <= set(PAGES)


def _is_string(value: Any) -> bool:
    return isinstance(value, str)


def _is_mapping_to(accepts: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: (
        isinstance(value, Mapping) and all(isinstance(key, str) and accepts(item) for key, item in value.items())
    )


def _is_anything(_value: Any) -> bool:
    # What is no date must not be taken for none at all: it is looked at where it is used.
    return True


def _is_script(value: Any) -> bool:
    return isinstance(value, str) and (value == "" or value.endswith(".js"))


def _are_languages(value: Any) -> bool:
    return _are_strings(value) and all(is_language(code) for code in value) and len(set(value)) == len(value)


OPTIONS = (
    Option(
        "lesson_episodes",
        [],
        "html",
        _are_strings,
        "a list of patterns of document names",
        "The documents that are episodes, such as ``episodes/*``; when empty, those with minutes in their front matter "
        "or with questions, objectives or key points.",
    ),
    Option(
        "lesson_pages",
        ["keypoints"],
        "env",
        _are_pages,
        f"a list of names out of {', '.join(PAGES)}",
        "The collected pages that are made where no document holds that list.",
    ),
    Option(
        "lesson_keypoints_at_end",
        True,
        "html",
        _is_bool,
        "True or False",
        "Show key points at the end of their page, wherever they are written; several blocks of them stay in place.",
    ),
    Option(
        "lesson_companions",
        None,
        "",
        _one_of(None, True, False),
        "None, True or False",
        "Load sphinx-tabs and sphinx-copybutton where they are installed, as CodeRefinery's ``sphinx_lesson`` does: "
        "with ``None`` if the theme is ``sphinx_rtd_theme``.",
    ),
    Option(
        "lesson_solutions",
        "closed",
        "html",
        _one_of("closed", "open", "end-of-page", "own-page", "omit"),
        '"closed", "open", "end-of-page", "own-page" or "omit"',
        "How solutions are shown: closed, open, at the end of their page, on a page of their own, or not in the output "
        "at all.",
        # Whoever sets it may want them not to be seen, and what was published cannot be taken back.
        "omit",
    ),
    Option(
        "lesson_solutions_release",
        "",
        "html",
        _is_anything,
        'a date such as "2026-12-01", or a mapping of patterns of documents to dates',
        'The day on which solutions appear; until then they are left out. With a mapping such as ``{"episodes/0*": '
        '"2026-12-01"}``, the first pattern that matches a document counts.',
    ),
    Option(
        "lesson_audience",
        "both",
        "html",
        _one_of("both", "learner", "instructor"),
        '"both", "learner" or "instructor"',
        'Who the output is for; with "learner" it holds no instructor note, with "instructor" notes and all solutions '
        "are open.",
        "learner",
    ),
    Option(
        "lesson_paper",
        "a4",
        "html",
        _one_of("a4", "letter"),
        '"a4" or "letter"',
        "The size of the paper that ``lesson build --builder pdf`` and ``--handout`` print on.",
    ),
    Option(
        "lesson_show_fixmes",
        True,
        "html",
        _one_of(True, False, "draft"),
        'True, False or "draft"',
        'Show FIXMEs where they stand; "draft" shows them only with Sphinx\'s tag ``draft``. All are reported anyway.',
    ),
    Option(
        "lesson_fixme_markers",
        ["FIXME", "TODO", "XXX", "TBD"],
        "env",
        _are_strings,
        "a list of words",
        "The words that mark something unfinished; upper and lower case are told apart.",
    ),
    Option(
        "lesson_fixme_warnings",
        False,
        "env",
        _is_bool,
        "True or False",
        "Give a warning for each FIXME, so that ``-W`` fails on it.",
    ),
    Option(
        "lesson_fixme_git",
        False,
        "html",
        _is_bool,
        "True or False",
        "Ask git who wrote the line of each FIXME, and when, for the report.",
    ),
    Option(
        "lesson_check_fixme_days",
        365,
        "",
        _is_whole,
        "a whole number of days",
        "How many days old a FIXME may be before ``lesson check --select fixme-old`` tells of it.",
    ),
    Option(
        "lesson_check_select",
        ["default"],
        "",
        _are_strings,
        "a list of codes and groups",
        "What ``lesson check`` looks for: codes, groups, ``default`` or ``all``.",
    ),
    Option(
        "lesson_check_ignore",
        [],
        "",
        _are_strings,
        "a list of codes and groups",
        "What is left out of that.",
    ),
    Option(
        "lesson_check_ignore_in",
        {},
        "",
        _is_mapping_to(_are_strings),
        "a mapping of patterns of paths to lists of codes and groups",
        'What is left out in some files, such as ``{"episodes/0*.md": ["link-text"]}``.',
    ),
    Option(
        "lesson_check_severity",
        {},
        "",
        _is_mapping_to(_one_of(*map(str, Severity))),
        f"a mapping of codes and groups to {', '.join(Severity)}",
        "How much findings matter, where that is not as the rules say.",
    ),
    Option(
        "lesson_check_fail_on",
        "error",
        "",
        _one_of(*map(str, Severity), "never"),
        f"{', '.join(Severity)} or never",
        "What makes ``lesson check`` end with status 1: findings that matter as much, or more.",
    ),
    Option(
        "lesson_check_warnings",
        False,
        "",
        _is_bool,
        "True or False",
        "Give a warning ``lesson.<code>`` for each finding of a rule in every build, so that ``-W`` fails on it.",
    ),
    Option(
        "lesson_link_files",
        [],
        "env",
        _are_strings,
        "a list of paths of files, from the folder of conf.py",
        "Files of link definitions, such as ``links.md``; they hold in every document that does not define a label "
        "itself.",
    ),
    Option(
        "lesson_backslash_maths",
        False,
        "env",
        _is_bool,
        "True or False",
        r"Read ``\(…\)`` and ``\[…\]`` in Markdown as formulas, as pandoc does; otherwise those are brackets.",
    ),
    Option(
        "lesson_implicit_figures",
        False,
        "env",
        _is_bool,
        "True or False",
        "Show an image that is alone in its paragraph as a figure, with its text as the caption, as pandoc does.",
    ),
    Option(
        "lesson_mermaid",
        "",
        "html",
        _is_script,
        "the path of a file that ends in .js, from the folder of conf.py",
        "Your own copy of Mermaid's script ``mermaid.min.js``, with which the theme ``lesson`` draws diagrams; without "
        "it they are shown as text.",
    ),
    Option(
        "lesson_workbench",
        False,
        "env",
        _is_bool,
        "True or False",
        "Read the folder of ``conf.py`` as a lesson of The Carpentries Workbench: its ``config.yaml`` says what "
        "``conf.py`` does not.",
    ),
    Option(
        "lesson_languages",
        [],
        "html",
        _are_languages,
        'a list of codes of languages, such as ["en", "es"]',
        "The languages that the lesson can be read in, first the one that it is written in: ``lesson build`` builds "
        "each, and every page leads to itself in the others.",
    ),
    Option(
        "lesson_run_r",
        False,
        "env",
        _is_bool,
        "True or False",
        "Run the code of files in R Markdown with R and its package knitr, as they are installed here. It can do all "
        "that you can do: set it only for a lesson that you trust.",
    ),
    Option(
        "lesson_built",
        "site/built",
        "env",
        _is_string,
        "the path of a folder, from the source folder",
        "The folder with the text that knitr made of files in R Markdown, as the Workbench leaves it. A text that is "
        "not older than its file is used in its place.",
    ),
)


#: What the names of all begin with.
_PREFIX = "lesson_"
#: How much of a name has to be that of another for it to be a slip (Python's ``difflib``: from 0 to 1).
_CLOSE = 0.85


def usable_value(name: str, value: Any) -> Any:
    """Return what is used of a value before all are checked."""
    return next(option for option in OPTIONS if option.name == name).usable(value)


def is_set(config: Config, name: str) -> bool:
    """Tell whether the author set a value, in ``conf.py`` or on the command line."""
    # Sphinx has no public way to ask.
    return name in config._raw_config or name in config._overrides  # noqa: SLF001


def values_set(config: Config, prefix: str) -> dict[str, Any]:
    """Return the values that the author set whose names begin with *prefix*, whether anything knows them or not."""
    values = {**config._raw_config, **config._overrides}  # noqa: SLF001
    return {name: value for name, value in values.items() if name.startswith(prefix)}


def publish(config: Config, path: Path) -> None:
    """Let Sphinx copy a file or a folder to the static files of the output."""
    # A new list: the old one may be Sphinx's own default, which other builds of the same process share.
    config["html_static_path"] = [*config.html_static_path, str(path)]


def check_config(app: Sphinx, config: Config) -> None:
    """Replace each value that cannot be used by its default, with a warning (event ``config-inited``)."""
    for option in OPTIONS:
        value = config[option.name]
        if isinstance(value, tuple):
            value = list(value)
        if isinstance(option.default, list) and isinstance(value, str):
            # ``-D name=a,b`` arrives as one string.
            value = [part.strip() for part in value.split(",") if part.strip()]
        usable = option.usable(value)
        if usable is not value:
            warn(
                "config",
                "%s is %r, but must be %s; the default %r is used instead"
                if option.instead is None
                else "%s is %r, but must be %s; until it is, nothing is shown that is not meant to be: it counts as %r",
                option.name,
                value,
                option.expected,
                usable,
                location=place_of(app, option.name),
            )
        config[option.name] = usable
    _warn_of_unknown(app, config)


def _warn_of_unknown(app: Sphinx, config: Config) -> None:
    """Warn of what is spelt almost as a value is; other names in ``conf.py`` are the author's own."""
    names = [option.name for option in OPTIONS]
    for name in values_set(config, _PREFIX):
        if name in config:
            continue
        # Loaded for whoever needs it.
        from difflib import get_close_matches

        for known in get_close_matches(name, names, 1, _CLOSE):
            warn(
                "config",
                "%s is no setting, so it does nothing; did you mean %s?",
                name,
                known,
                location=place_of(app, name),
            )


def setup(app: Sphinx) -> None:
    """Declare every value."""
    for option in OPTIONS:
        app.add_config_value(option.name, option.default, option.rebuild, types=Any, description=option.help)
    # Not for authors: it is set by what knows how a lesson is laid out.  What changes in it is compared one by one.
    app.add_config_value(
        "lesson_documents",
        {},
        "",
        types=dict,
        description="What documents are put together from, by their names; empty, where each is a file.",
    )
    app.add_config_value(
        "lesson_left_out",
        [],
        "env",
        types=list,
        description="The files of pages that are left out for the readers that the output is for.",
    )
    app.connect("config-inited", check_config)

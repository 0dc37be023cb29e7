"""A Workbench lesson as a Sphinx project: what ``conf.py`` would say is taken from ``config.yaml`` and the files."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.errors import ConfigError

from sphinx_lesson_ext import i18n
from sphinx_lesson_ext.checkout.citation import FILE_NAME as CITATION_FILE
from sphinx_lesson_ext.checkout.citation import Citation, find_citation, read_citation
from sphinx_lesson_ext.config import is_set, usable_value
from sphinx_lesson_ext.confinement import is_file_inside, is_inside
from sphinx_lesson_ext.destinations import FOLDERS
from sphinx_lesson_ext.i18n import translate as _
from sphinx_lesson_ext.kinds import PAGES
from sphinx_lesson_ext.language_codes import code_of
from sphinx_lesson_ext.locales import own_name
from sphinx_lesson_ext.messages import warn
from sphinx_lesson_ext.translatable import translatable
from sphinx_lesson_ext.yaml_errors import YamlError
from sphinx_lesson_ext.yaml_mapping import MOST_CHARACTERS

from .book import book_values
from .files import HOME, INSTRUCTORS, LINKS, SUFFIXES, Words, arrange
from .settings import FILE_NAME, Problem, Settings, read_settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.config import Config

    from .files import Layout

_OUTSIDE = "this file is a link to somewhere outside of the lesson, and is not read; put the file itself here"

_FOLDER_OUTSIDE = (
    "this folder is a link to somewhere outside of the lesson, and is not used; put the folder itself here"
)

#: Folders that Sphinx need not look through, nor all that links in them lead to: those whose files are known, that of
#: the site, that of R's packages, and hidden ones.  They are the same for every lesson: when this list changes, all is
#: read again.
_WITHOUT_DOCUMENTS = (*FOLDERS, "site", "renv", ".*")

#: The pages that the Workbench makes of every lesson.
_PAGES = ["keypoints", "instructor-notes", "images", "all-in-one"]


def use_lesson(app: Sphinx, config: Config) -> None:
    """Set what the lesson says and the author of ``conf.py`` did not (event ``config-inited``).

    :raises ConfigError: If the folder holds no lesson that can be read.
    """
    if not config.lesson_workbench:
        return
    folder = Path(app.srcdir)
    settings = _read_settings(folder)
    if settings.language and not is_set(config, "language"):
        config["language"] = code_of(settings.language)
        i18n.begin_language(app)
    audience = settings.values.get("lesson_audience", config.lesson_audience)
    if is_set(config, "lesson_audience"):
        audience = config.lesson_audience
    for_learners, files = usable_value("lesson_audience", audience) == "learner", list(_files(folder))
    if for_learners:
        config["lesson_left_out"] = [file for file in files if file.partition("/")[0] in INSTRUCTORS]
    layout = arrange(files, settings, _words(), with_drafts="draft" in app.tags, for_learners=for_learners)
    if not (folder / layout.assemblies[HOME].path).is_file():
        text = f"the lesson has no {HOME}.md; write one: it is the page that readers see first"
        raise ConfigError(text)
    for problem in layout.problems:
        _warn(folder, problem)
    for name, value in _values(config, settings, layout, folder).items():
        if not is_set(config, name):
            config[name] = value
    # Code in lessons has macros, prompts and errors in it, and is shown all the same.
    config["suppress_warnings"] = [*config.suppress_warnings, "misc.highlighting_failure"]
    config["lesson_documents"] = dict(layout.assemblies)
    # Which files are documents is known; before it is asked, Sphinx would look through every folder for more.
    config["include_patterns"] = []
    config["exclude_patterns"] = [*config.exclude_patterns, *_WITHOUT_DOCUMENTS, *_linked_folders(folder)]


def _read_settings(folder: Path) -> Settings:
    file = folder / FILE_NAME
    if file.exists() and not is_file_inside(folder, file):
        text = f"{FILE_NAME} is no file of the lesson: it is a folder, a device, or a link out of it; put a file here"
        raise ConfigError(text)
    try:
        with file.open(encoding="utf-8-sig") as stream:
            settings, problems = read_settings(stream.read(MOST_CHARACTERS + 1))
    except YamlError as error:
        text = f"{FILE_NAME}, line {error.line + 1}, cannot be read: {error.reason}"
        raise ConfigError(text) from None
    except (OSError, UnicodeDecodeError) as error:
        reason = "it is not UTF-8" if isinstance(error, UnicodeDecodeError) else str(error.strerror)
        text = f"{FILE_NAME} cannot be read: {reason}"
        raise ConfigError(text) from None
    for problem in problems:
        _warn(folder, problem)
    return settings


def _warn(folder: Path, problem: Problem) -> None:
    warn(problem.code, "%s", problem.text, location=f"{folder / problem.path}:{problem.line}")


def _files(folder: Path) -> Iterator[str]:
    """Yield the files that may be pages; a link to somewhere outside of the lesson is refused."""
    for part in ("", *FOLDERS):
        place = folder / part
        if not place.is_dir():
            continue
        # A link that leads in a circle is no file.
        for entry in sorted(place.iterdir()):
            if not entry.name.endswith(SUFFIXES) or not entry.is_file():
                continue
            path = f"{part}/{entry.name}".lstrip("/")
            if is_inside(folder, path):
                yield path
            else:
                _warn(folder, Problem("outside", path, 1, _OUTSIDE))


def _linked_folders(folder: Path) -> Iterator[str]:
    """Yield further folders that are links; one may lead to the root of the machine, and Sphinx would follow it."""
    for place, folders, _names in os.walk(folder):
        path = Path(place).relative_to(folder)
        known = _WITHOUT_DOCUMENTS if place == str(folder) else ()
        folders[:] = sorted(name for name in folders if name not in known and not name.startswith("."))
        for name in folders:
            if Path(place, name).is_symlink():
                inner = (path / name).as_posix()
                if not is_inside(folder, inner):
                    _warn(folder, Problem("outside", inner, 1, _FOLDER_OUTSIDE))
                yield inner


def _words() -> Words:
    return Words(
        episodes=_("Episodes"),
        learners=_("For learners"),
        instructors=_("For instructors"),
        lesson=_("About this lesson"),
        setup=translatable("Setup"),
        profiles=translatable("Learner profiles"),
        notes=translatable("Instructor notes"),
    )


def _values(config: Config, settings: Settings, layout: Layout, folder: Path) -> dict[str, Any]:
    """Return the values of ``conf.py`` that follow from the lesson."""
    values: dict[str, Any] = {
        "project": settings.title or _("Lesson"),
        "root_doc": HOME,
        "source_suffix": {**config.source_suffix, **dict.fromkeys(SUFFIXES, "markdown")},
        "html_baseurl": settings.url,
        "html_theme_options": {**_theme_options(settings, layout, folder), **config.html_theme_options},
        # All documents are known; Sphinx is not to look for others.
        "include_patterns": [layout.assemblies[HOME].path],
        "lesson_episodes": list(layout.episodes),
        "lesson_pages": _pages(config, folder),
        # A page leads to its file in the repository.
        "html_copy_source": False,
        "lesson_link_files": [LINKS] if (folder / LINKS).is_file() else [],
        "lesson_backslash_maths": True,
        "lesson_implicit_figures": True,
        # Sphinx would write compiled messages beside their sources.
        "gettext_auto_build": False,
        **book_values(settings, _citation(folder), _("The authors of the lesson")),
        **settings.values,
    }
    return {name: value for name, value in values.items() if value not in ("", None)}


def _citation(folder: Path) -> Citation:
    """Return what ``CITATION.cff`` says; what is wrong with it is told when documents are read."""
    file = find_citation(folder)
    try:
        return read_citation(file.read_text(encoding="utf-8"))[0] if file else Citation()
    except (YamlError, OSError, UnicodeDecodeError):
        return Citation()


def _pages(config: Config, folder: Path) -> list[str]:
    pages = [*_PAGES, "citation"] if (folder / CITATION_FILE).is_file() else _PAGES
    return [name for name in pages if name != "instructor-notes" or config.lesson_audience != "learner"]


def _theme_options(settings: Settings, layout: Layout, folder: Path) -> Mapping[str, Any]:
    options = {
        "license": settings.license,
        "license_url": settings.license_url,
        "contact": settings.contact,
        "repository_url": settings.source,
        "repository_branch": settings.branch,
        "life_cycle": settings.life_cycle,
        "code_of_conduct": "CODE_OF_CONDUCT" if "CODE_OF_CONDUCT" in layout.assemblies else "",
        "footer_text": settings.carpentry,
        "provider": settings.carpentry,
        "peer_review": f"https://doi.org/{settings.doi.removeprefix('https://doi.org/')}" if settings.doi else "",
        "created": settings.created,
        "keywords": ", ".join(settings.keywords),
        "cite": _citation_place(settings, folder),
        "languages": list(_languages(settings)),
    }
    return {name: value for name, value in options.items() if value} | {"episode_numbers": settings.is_numbered}


def _citation_place(settings: Settings, folder: Path) -> str:
    """Return where readers learn how to cite the lesson: a page that is made of it, or the plain file."""
    if (folder / CITATION_FILE).is_file():
        return PAGES["citation"].docname
    has_file = (folder / "CITATION").is_file() and settings.source
    return f"{settings.source.rstrip('/')}/blob/{settings.branch or 'main'}/CITATION" if has_file else ""


def _languages(settings: Settings) -> Iterator[Mapping[str, str]]:
    """Yield the languages for the menu, each by its own name, this one first."""
    if settings.languages:
        own = (settings.language or "en", settings.url)
        for code, url in (own, *((language.code, language.url) for language in settings.languages)):
            if url:
                yield {"name": own_name(code), "code": code, "url": url}


def setup(app: Sphinx) -> None:
    """Take part in the build."""
    # Before values are checked, and used by others.
    app.connect("config-inited", use_lesson, priority=300)

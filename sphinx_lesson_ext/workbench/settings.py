"""The settings of a lesson of The Carpentries Workbench: its ``config.yaml``.

The keys are those of sandpaper's manual (https://carpentries.github.io/sandpaper-docs/instructor/editing.html) and of
its code.  Those that have no effect here are in :data:`WITHOUT_EFFECT`, each with the reason.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, NamedTuple, TypeGuard
from urllib.parse import urlsplit

from sphinx_lesson_ext.destinations import FOLDERS
from sphinx_lesson_ext.language_codes import is_language
from sphinx_lesson_ext.web import is_web_address, outside_address
from sphinx_lesson_ext.yaml_mapping import YamlMapping, read_mapping

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The name of the file.
FILE_NAME = "config.yaml"

#: The organisations that ``carpentry`` can stand for.
CARPENTRIES: Mapping[str, str] = {
    "cp": "The Carpentries",
    "dc": "Data Carpentry",
    "incubator": "The Carpentries Incubator",
    "lab": "The Carpentries Lab",
    "lc": "Library Carpentry",
    "swc": "Software Carpentry",
}

#: Keys that set the value of the same name in ``conf.py``, with what they do.
VALUES: Mapping[str, str] = {
    "lesson_solutions": "How solutions are shown: closed, open, end-of-page, own-page or omit.",
    "lesson_solutions_release": "The day on which they appear, or days by patterns of files.",
    "lesson_audience": "Who the pages are for: both, learner or instructor.",
    "lesson_check_select": "What ``lesson check`` looks for: a list of codes and groups.",
    "lesson_check_ignore": "What is left out of that, likewise.",
    "lesson_check_ignore_in": "What is left out in some files: lists of codes and groups, by patterns of paths.",
    "lesson_check_severity": "How much findings matter: error, warning or note, by code or group.",
    "lesson_check_fail_on": "What makes ``lesson check`` fail: error, warning, note or never.",
    "lesson_check_warnings": "Whether every finding of a rule is a warning of each build.",
    "lesson_languages": "The languages that ``lesson build`` builds, first the one that the lesson is written in.",
}

#: Every key that has an effect, with what it does.
KEYS: Mapping[str, str] = {
    "title": "The name of the lesson: in the header, and as the title of its first page.",
    "carpentry": "The organization that offers the lesson: at the foot of every page, and for search engines.",
    "carpentry_description": "Its name, where ``carpentry`` is none of " + ", ".join(sorted(CARPENTRIES)) + ".",
    "keywords": "What the lesson is about, for search engines.",
    "created": "The day when the lesson was begun, for search engines.",
    "life_cycle": "How finished the lesson is: in the header.",
    "doi": "The DOI of its review: at the foot of every page.",
    "license": "Its licence: at the foot of every page, and for search engines.",
    "license_url": "Where the text of the licence is, if that is not known.",
    "source": "The repository: links to edit a page, to report a problem, and to the repository itself.",
    "branch": "The branch that authors work on.",
    "contact": "Whom to write to: at the foot of every page.",
    "url": "Where the site is on the web; without it, where GitHub publishes that of ``source``.",
    "lang": "The language of what the theme says, of search and of hyphens.",
    "languages": "The menu of languages.",
    "disable_sidebar_numbering": "Whether the contents leave out the numbers of episodes.",
    "episodes": "The episodes, in their order; when empty, all files, by their names.",
    "learners": "Further pages for learners, likewise; ``setup.md`` is always used.",
    "instructors": "Pages for instructors, likewise.",
    "profiles": "Profiles of learners, likewise.",
    **VALUES,
}

#: Keys that are known and deliberately have no effect, with the reason.
WITHOUT_EFFECT: Mapping[str, str] = {
    "analytics": "pages send nothing to others",
    "fail_on_error": "code is only run on request, and -W decides what a warning does",
    "glosario": "pages ask no other site for terms",
    "handout": "there is no handout of code",
    "overview": "a lesson without episodes needs no setting",
    "pegboard": "it names a version of a tool that is not used",
    "sandpaper": "it names a version of a tool that is not used",
    "varnish": "it names a version of a tool that is not used",
    "workbench-beta": "it has no meaning any more",
}

#: What our own keys begin with.
_OURS = "lesson_"

_LIFE_CYCLES = ("pre-alpha", "alpha", "beta", "stable")


class Problem(NamedTuple):
    """What an author should know of a file.

    :ivar code: The code of the warning.
    :ivar path: The file, from the lesson's folder.
    :ivar line: The line, from 1.
    :ivar text: What is wrong, and how to mend it.
    """

    code: str
    path: str
    line: int
    text: str


class Listed(NamedTuple):
    """A file that ``config.yaml`` lists: its name as it is written there, and the line, from 1."""

    name: str
    line: int


class Language(NamedTuple):
    """A language that the lesson can be read in: its code, and the address of the lesson in it."""

    code: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What ``config.yaml`` says; what it does not say is empty.

    :ivar carpentry: The organisation, in words.
    :ivar doi: The DOI of its review, without an address.
    :ivar url: Where the site is, or will be, on the web.
    :ivar lists: For each of :data:`FOLDERS`, the files that are listed; none, where all are meant.
    :ivar list_lines: The line of each of these keys, from 1.
    :ivar is_numbered: Whether readers see the numbers of episodes.
    :ivar values: What is set of :data:`VALUES`, as it is written.
    """

    title: str = ""
    carpentry: str = ""
    keywords: tuple[str, ...] = ()
    created: str = ""
    life_cycle: str = ""
    doi: str = ""
    license: str = ""
    license_url: str = ""
    source: str = ""
    branch: str = ""
    contact: str = ""
    url: str = ""
    language: str = ""
    languages: tuple[Language, ...] = ()
    is_numbered: bool = True
    lists: Mapping[str, tuple[Listed, ...]] = field(default_factory=dict)
    list_lines: Mapping[str, int] = field(default_factory=dict)
    values: Mapping[str, Any] = field(default_factory=dict)


def read_settings(text: str) -> tuple[Settings, list[Problem]]:
    """Read the text of ``config.yaml``; a value that cannot be used is left out, and is told as a problem.

    :raises YamlError: If it is not YAML, or no mapping of keys to values.
    """
    reader = _Reader(read_mapping(text))
    settings = reader.settings()
    reader.check_keys()
    return settings, reader.problems


def site_address(source: str) -> str:
    """Return where GitHub publishes the site of a repository, as sandpaper does; nothing for other hosts."""
    parts = urlsplit(source)
    names = [name for name in parts.path.rstrip("/").removesuffix(".git").split("/") if name]
    if parts.hostname != "github.com" or len(names) != 2:
        return ""
    owner, name = names
    return f"https://{owner.lower()}.github.io/{name}/"


class _Reader:
    """Reads values, and notes what cannot be used."""

    def __init__(self, mapping: YamlMapping) -> None:
        self._mapping = mapping
        self.problems: list[Problem] = []

    def settings(self) -> Settings:
        """Return what can be used."""
        source = self._address("source")
        language, languages = self._languages()
        return Settings(
            title=self._text("title"),
            carpentry=self._carpentry(),
            keywords=tuple(word for part in self._text("keywords").split(",") if (word := part.strip())),
            created=self._day("created"),
            life_cycle=self._one_of("life_cycle", _LIFE_CYCLES),
            doi=self._text("doi"),
            license=self._text("license"),
            license_url=self._address("license_url"),
            source=source,
            branch=self._text("branch"),
            contact=self._contact(),
            url=self._address("url") or site_address(source),
            language=language,
            languages=languages,
            is_numbered=not self._switch("disable_sidebar_numbering"),
            lists={name: self._files(name) for name in FOLDERS},
            list_lines={name: self._mapping.lines.get(name, 0) + 1 for name in FOLDERS},
            values={name: value for name in VALUES if (value := self._mapping.values.get(name)) is not None},
        )

    def check_keys(self) -> None:
        """Note keys that are likely to be other ones, misspelt; a lesson may have more of its own."""
        known = [*KEYS, *WITHOUT_EFFECT]
        for key in self._mapping.values:
            if key in known:
                continue
            if close := get_close_matches(key, known, n=1, cutoff=0.8):
                advice = f"did you mean '{close[0]}'?"
            elif key.startswith(_OURS):
                # Nobody else has keys like ours, so that such a one is wrong, however it is written.
                advice = f"these have one here: {', '.join(VALUES)}; others are set in conf.py"
            else:
                continue
            text = f"'{key}' is no key of a lesson, and has no effect; {advice}"
            self._note(self._mapping.lines.get(key, 0), text)

    def _text(self, key: str) -> str:
        value = self._mapping.values.get(key)
        if value is None:
            return ""
        if isinstance(value, str | int | float | date) and not isinstance(value, bool):
            return " ".join(str(value).split())
        self._complain(key, "a text")
        return ""

    def _carpentry(self) -> str:
        name = self._text("carpentry")
        return CARPENTRIES.get(name) or self._text("carpentry_description") or name

    def _address(self, key: str) -> str:
        address = self._text(key)
        if not address or is_web_address(address):
            return address
        self._complain(key, "an address that begins with https://")
        return ""

    def _contact(self) -> str:
        contact = self._text("contact").removeprefix("mailto:")
        if not contact or outside_address(contact):
            return contact
        self._complain("contact", "a mail address, or an address that begins with https://")
        return ""

    def _one_of(self, key: str, choices: tuple[str, ...]) -> str:
        value = self._text(key)
        if not value or value in choices:
            return value
        self._complain(key, f"one of {', '.join(choices)}")
        return ""

    def _day(self, key: str) -> str:
        value = self._mapping.values.get(key)
        if value is None or isinstance(value, date):
            return "" if value is None else value.isoformat()[:10]
        try:
            return date.fromisoformat(self._text(key)).isoformat()
        except ValueError:
            self._complain(key, "a day such as 2024-05-31")
            return ""

    def _switch(self, key: str) -> bool:
        value = self._mapping.values.get(key)
        if isinstance(value, bool) or value is None:
            return bool(value)
        self._complain(key, "true or false")
        return False

    def _files(self, key: str) -> tuple[Listed, ...]:
        value = self._mapping.values.get(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(name, str | int | float) for name in value):
            self._complain(key, "a list of names of files, each on a line of its own that begins with '- '")
            return ()
        lines = [scalar.line + 1 for scalar in self._mapping.scalars if scalar.key == key]
        names = [scalar.text for scalar in self._mapping.scalars if scalar.key == key]
        return tuple(Listed(name.strip(), line) for name, line in zip(names, lines, strict=True) if name.strip())

    def _languages(self) -> tuple[str, tuple[Language, ...]]:
        """Return the lesson's own language, and all that it can be read in."""
        value = self._mapping.values.get("languages")
        own = self._text("lang")
        if own and not _is_code(own):
            # It becomes a part of the names of files, and of modules of Python.
            self._complain("lang", "the code of a language, such as es or pt-BR")
            own = ""
        if value is None:
            return own, ()
        others = value.get("other") if isinstance(value, dict) else None
        default = value.get("default") if isinstance(value, dict) else None
        if not isinstance(others, list) or not all(_is_language(other) for other in others):
            self._complain("languages", "a mapping with 'default: …' and a list 'other:' of 'lang: …' and 'url: …'")
            return own, ()
        own = own or (default if _is_code(default) else "")
        return own, tuple(Language(str(other["lang"]), str(other["url"])) for other in others)

    def _complain(self, key: str, expected: str) -> None:
        shown = repr(self._mapping.values.get(key))
        shown = shown if len(shown) <= 60 else f"{shown[:57]}…"
        self._note(self._mapping.line_of(key), f"'{key}' is {shown}, but must be {expected}; it is left out")

    def _note(self, line: int, text: str) -> None:
        self.problems.append(Problem("workbench-config", FILE_NAME, line + 1, text))


def _is_language(value: Any) -> bool:
    return isinstance(value, dict) and _is_code(value.get("lang")) and is_web_address(value.get("url"))


def _is_code(value: Any) -> TypeGuard[str]:
    return isinstance(value, str) and is_language(value)

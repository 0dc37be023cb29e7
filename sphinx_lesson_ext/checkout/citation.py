"""How a lesson is to be cited: the file ``CITATION.cff``, as https://citation-file-format.github.io describes it.

What is read is what the version 1.2.0 of that format knows and a lesson needs; all else is passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

import yaml

from sphinx_lesson_ext.confinement import is_file_inside
from sphinx_lesson_ext.web import is_web_address, split_address
from sphinx_lesson_ext.yaml_errors import UNREADABLE, YamlError, explain

from .git import top_of

if TYPE_CHECKING:
    from pathlib import Path

FILE_NAME = "CITATION.cff"

#: Each value of the file by its key.
_Fields = Mapping[str, yaml.Node]


class Author(NamedTuple):
    """A person or an organization; what is not known is empty.

    :ivar name: The whole name, as it is written in a sentence.
    :ivar given: A person's given names.
    :ivar family: A person's family names, with what belongs to them: ``van Gogh``, ``Davis Jr.``.
    :ivar orcid: The address of the author's record, as ``https://orcid.org/0000-0002-1825-0097``.
    """

    name: str
    given: str = ""
    family: str = ""
    orcid: str = ""
    affiliation: str = ""

    @property
    def is_person(self) -> bool:
        """Whether it is a person."""
        return bool(self.given or self.family)


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A work as it is to be cited; what is not known is empty.

    :ivar kind: Its type, such as ``software`` or ``article``.
    :ivar doi: Its DOI, without an address: ``10.5281/zenodo.1003150``.
    :ivar released: The day of its release or publication, as YYYY-MM-DD, or the year alone.
    :ivar licenses: Their SPDX identifiers; the reader may choose one.
    :ivar license_url: Where the text of a licence is that has no such identifier.
    :ivar repository: The address of its source.
    :ivar journal: What it was published in.
    :ivar preferred: The work that its authors want to be cited instead.
    """

    kind: str = ""
    title: str = ""
    authors: tuple[Author, ...] = ()
    version: str = ""
    doi: str = ""
    released: str = ""
    licenses: tuple[str, ...] = ()
    license_url: str = ""
    url: str = ""
    repository: str = ""
    keywords: tuple[str, ...] = ()
    abstract: str = ""
    journal: str = ""
    preferred: Citation | None = None

    @property
    def doi_url(self) -> str:
        """The address that the DOI stands for; empty without one."""
        return f"https://doi.org/{quote(self.doi, safe='/:;()._-')}" if self.doi else ""


class Problem(NamedTuple):
    """A value that cannot be used, with its *line*, from 1, and what is wrong with it."""

    line: int
    text: str


def find_citation(folder: Path) -> Path | None:
    """Return the file for the lesson in *folder*: the one there, or that at the top of the checkout.

    One that is a link to somewhere outside of both is not taken.
    """
    folder = folder.resolve()
    top = top_of(folder) or folder
    files = (place / FILE_NAME for place in dict.fromkeys((folder, top)))
    return next((file for file in files if is_file_inside(top, file)), None)


def read_citation(text: str) -> tuple[Citation, list[Problem]]:
    """Read the text of the file; a value that cannot be used is left out, and is told as a problem.

    :raises YamlError: If it is not YAML, or no mapping of keys to values.
    """
    try:
        # Only the nodes: aliases stay references, and every value stays the text that the author wrote.
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except UNREADABLE as error:
        raise explain(error) from error
    if not isinstance(root, yaml.MappingNode):
        raise YamlError(0, "it is not made of lines like 'title: …'")
    reader = _Reader()
    return reader.work(_fields_of(root), is_whole=True), reader.problems


class _Reader:
    """Reads works out of YAML nodes, and notes what cannot be used."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def work(self, fields: _Fields, *, is_whole: bool = False) -> Citation:
        """Read a work: the lesson itself, if *is_whole*, or what is to be cited instead of it."""
        return Citation(
            kind=self._text(fields, "type"),
            title=self._text(fields, "title"),
            authors=self._authors(fields),
            version=self._text(fields, "version"),
            doi=self._doi(fields),
            released=self._released(fields),
            licenses=self._texts(fields, "license", may_be_one=True),
            license_url=self._address(fields, "license-url"),
            url=self._address(fields, "url"),
            repository=self._address(fields, "repository-code"),
            keywords=self._texts(fields, "keywords"),
            abstract=self._text(fields, "abstract"),
            journal=self._text(fields, "journal"),
            preferred=self._preferred(fields) if is_whole else None,
        )

    def _note(self, node: yaml.Node, text: str) -> None:
        self.problems.append(Problem(node.start_mark.line + 1 if node.start_mark else 1, text))

    def _text(self, fields: _Fields, key: str) -> str:
        node = fields.get(key)
        if node is None:
            return ""
        if isinstance(node, yaml.ScalarNode):
            return " ".join(node.value.split())
        self._note(node, f"'{key}' must be a text")
        return ""

    def _checked(self, fields: _Fields, key: str, accepts: Callable[[str], bool], expected: str) -> str:
        text = self._text(fields, key)
        if text and not accepts(text):
            self._note(fields[key], f"'{key}' is {text!r}, but must be {expected}")
            return ""
        return text

    def _address(self, fields: _Fields, key: str) -> str:
        return self._checked(fields, key, is_web_address, "an address that begins with https://")

    def _texts(self, fields: _Fields, key: str, *, may_be_one: bool = False) -> tuple[str, ...]:
        node = fields.get(key)
        if node is None:
            return ()
        if may_be_one and isinstance(node, yaml.ScalarNode):
            return (self._text(fields, key),)
        if not isinstance(node, yaml.SequenceNode):
            self._note(node, f"'{key}' must be a list, each in a line that begins with '- '")
            return ()
        texts = (self._text({key: item}, key) for item in node.value if not _is_empty(item))
        return tuple(dict.fromkeys(text for text in texts if text))

    def _doi(self, fields: _Fields) -> str:
        if doi := _without_resolver(self._text(fields, "doi")):
            return self._checked_doi(fields["doi"], doi)
        found = (item for item in self._items(fields, "identifiers") if self._text(item, "type") == "doi")
        first = next(found, None)
        if first is None:
            return ""
        return self._checked_doi(first.get("value", first["type"]), _without_resolver(self._text(first, "value")))

    def _checked_doi(self, node: yaml.Node, doi: str) -> str:
        if doi.startswith("10.") and "/" in doi and " " not in doi:
            return doi
        self._note(node, f"the DOI is {doi!r}, but must be like 10.5281/zenodo.1003150")
        return ""

    def _released(self, fields: _Fields) -> str:
        for key in ("date-released", "date-published"):
            if day := self._checked(fields, key, _is_day, "a day such as 2026-05-12"):
                return day
        return self._checked(fields, "year", str.isdecimal, "a year such as 2026")

    def _authors(self, fields: _Fields) -> tuple[Author, ...]:
        return tuple(author for item in self._items(fields, "authors") if (author := self._author(item)) is not None)

    def _author(self, fields: _Fields) -> Author | None:
        given = self._text(fields, "given-names")
        family = _joined(self._text(fields, key) for key in ("name-particle", "family-names", "name-suffix"))
        name = _joined((given, family)) or self._text(fields, "name") or self._text(fields, "alias")
        orcid = self._checked(fields, "orcid", _is_orcid, "an address such as https://orcid.org/0000-0002-1825-0097")
        if not name:
            self._note(next(iter(fields.values())), "an author has no 'family-names', 'given-names' or 'name'")
            return None
        return Author(name, given, family, orcid, self._text(fields, "affiliation"))

    def _preferred(self, fields: _Fields) -> Citation | None:
        node = fields.get("preferred-citation")
        if isinstance(node, yaml.MappingNode):
            return self.work(_fields_of(node))
        if node is not None:
            self._note(node, "'preferred-citation' must hold lines like 'title: …'")
        return None

    def _items(self, fields: _Fields, key: str) -> list[_Fields]:
        """Return the entries of a list of mappings."""
        node = fields.get(key)
        if node is None:
            return []
        items = []
        for entry in node.value if isinstance(node, yaml.SequenceNode) else [node]:
            if isinstance(entry, yaml.MappingNode) and (item := _fields_of(entry)):
                items.append(item)
            else:
                self._note(entry, f"'{key}' must be a list of entries that hold lines like 'name: …'")
        return items


def _fields_of(mapping: yaml.MappingNode) -> _Fields:
    """Return the values of a mapping; those that are left empty are as good as absent."""
    return {str(key.value): value for key, value in mapping.value if not _is_empty(value)}


def _is_empty(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and (node.tag == "tag:yaml.org,2002:null" or not node.value.strip())


def _joined(words: Iterable[str]) -> str:
    return " ".join(word for word in words if word)


def _without_resolver(doi: str) -> str:
    parts = split_address(doi)
    return parts.path.removeprefix("/") if parts.netloc in {"doi.org", "dx.doi.org"} else doi


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _is_orcid(text: str) -> bool:
    parts = split_address(text)
    groups = parts.path.removeprefix("/").split("-")
    digits = "".join(groups)
    return (
        (parts.scheme, parts.netloc) == ("https", "orcid.org")
        and [len(group) for group in groups] == [4, 4, 4, 4]
        and digits[:-1].isdecimal()
        and digits[-1] in "0123456789X"
    )

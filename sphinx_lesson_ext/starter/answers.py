"""What the author of a new lesson is asked, and what can be taken for an answer.

Each ``read_…`` returns the answer that a text stands for.  It raises :class:`AnswerError` for one that cannot be used.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from string import ascii_letters, digits
from typing import TYPE_CHECKING

from sphinx_lesson_ext.language_codes import code_of, is_language
from sphinx_lesson_ext.licences import known_licence
from sphinx_lesson_ext.web import is_web_address, split_address

if TYPE_CHECKING:
    from sphinx_lesson_ext.licences import Licence

# What an address may consist of (RFC 3986, section 2); anything else is written as %XX in it.
_IN_ADDRESSES = frozenset(ascii_letters + digits + "-._~:/?#[]@!$&'()*+,;=%")

# What would have to stand in quotation marks in a mail address (RFC 5322, section 3.2.3), which hardly any has.
_NOT_IN_MAIL = frozenset('()<>[]:;\\,"')

_LONGEST_TITLE = 300


class AnswerError(ValueError):
    """An answer cannot be used; the message says why, without naming what was asked."""


@dataclass(frozen=True, slots=True)
class Person:
    """An author.

    :ivar name: The whole name, as it is written in a sentence.
    :ivar given: The given names; empty for a name of one word.
    :ivar family: The family names; empty for a name of one word.
    :ivar mail: A mail address; empty, if none was told.
    :ivar is_guess: Whether nothing told which part of the name is the family name.
    """

    name: str
    given: str = ""
    family: str = ""
    mail: str = ""
    is_guess: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """All that is known of a new lesson.

    :ivar language: As Sphinx writes it: ``es``, ``pt_BR``.
    :ivar license: An SPDX identifier.
    :ivar repository: The address of the repository; empty, if there is none.
    :ivar contact: A mail address or an address on the web; empty, if there is none.
    """

    title: str
    authors: tuple[Person, ...] = ()
    language: str = "en"
    license: str = "CC-BY-4.0"
    repository: str = ""
    contact: str = ""

    @property
    def licence(self) -> Licence:
        """The licence as readers see it."""
        licence = known_licence(self.license)
        assert licence is not None  # no other is taken for an answer
        return licence

    @property
    def site(self) -> str:
        """Where GitHub Pages shows the lesson; empty for a repository elsewhere."""
        parts = split_address(self.repository)
        owner, _slash, name = parts.path.strip("/").partition("/")
        if parts.netloc.lower() != "github.com" or not owner or not name or "/" in name:
            return ""
        host = f"{owner.lower()}.github.io"
        return f"https://{host}/" if name.lower() == host else f"https://{host}/{name}/"


def read_line(text: str) -> str:
    """Read any text, in which each stretch of blanks and line breaks is one blank."""
    line = " ".join(text.split())
    for character in line:
        if unicodedata.category(character) in {"Cc", "Cs"} or character in "\ufffe\uffff":
            raise AnswerError(f"the character U+{ord(character):04X} cannot be written")
    return line


def read_title(text: str) -> str:
    """Read a title of one line."""
    title = read_line(text)
    if not title:
        raise AnswerError("a title is needed")
    if len(title) > _LONGEST_TITLE:
        raise AnswerError(f"it has {len(title)} characters; a title has at most {_LONGEST_TITLE}")
    return title


def read_person(text: str) -> Person:
    """Read an author, as ``Name``, ``Family, Given`` or either of them with ``<mail>``.

    Without a comma the last word is taken for the family name.
    """
    name, bracket, rest = read_line(text).partition("<")
    mail = ""
    if bracket:
        mail, closing, beyond = rest.partition(">")
        if not closing or beyond.strip():
            raise AnswerError("an author is written like 'Ada Lovelace <ada@example.org>'")
        mail = read_mail(mail)
    family, comma, given = (part.strip() for part in name.partition(","))
    if comma and family and given:
        return Person(f"{given} {family}", given, family, mail)
    if comma:
        raise AnswerError("on each side of the comma stands a name: 'Lovelace, Ada'")
    if not family:
        raise AnswerError("an author has a name")
    given, _blank, last = family.rpartition(" ")
    return Person(family, given, last, mail, is_guess=True) if given else Person(family, mail=mail)


def read_language(text: str) -> str:
    """Read the code of a language, such as ``es`` or ``pt-BR``."""
    code = text.strip()
    if not is_language(code):
        raise AnswerError(f"{text!r} is no code of a language; such codes are en, es or pt_BR")
    first, *others = code_of(code).split("_")
    return "_".join([first.lower(), *map(_subtag, others)])


def _subtag(text: str) -> str:
    """Return a part of a language's code as it is usually written (RFC 5646, section 2.1.1)."""
    if len(text) == 2:  # a country
        return text.upper()
    return text.title() if text.isalpha() and len(text) == 4 else text.lower()  # a script, or neither


def read_license(text: str) -> str:
    """Read the SPDX identifier of a licence that is known here."""
    identifier = text.strip().replace(" ", "-")
    if known_licence(identifier) is None:
        raise AnswerError(f"{text!r} is none of the licences known here, such as CC-BY-4.0, CC-BY-SA-4.0 and CC0-1.0")
    return identifier


def read_repository(text: str) -> str:
    """Read the address of a repository, or nothing."""
    address = text.strip().rstrip("/").removesuffix(".git")
    if address and not _is_address(address):
        raise AnswerError(f"{text!r} is no address that begins with https://")
    return address


def read_mail(text: str) -> str:
    """Read a mail address."""
    mail = text.strip()
    local, at, host = mail.rpartition("@")
    is_mail = bool(local and at and "." in host.strip(".")) and "@" not in local
    if not is_mail or mail.split()[1:] or not mail.isprintable() or _NOT_IN_MAIL & set(mail):
        raise AnswerError(f"{text!r} is no mail address")
    return mail


def read_contact(text: str) -> str:
    """Read a mail address, an address on the web, or nothing."""
    contact = text.strip()
    return contact if not contact or _is_address(contact) else read_mail(contact)


def _is_address(text: str) -> bool:
    return is_web_address(text) and _IN_ADDRESSES.issuperset(text)


#: How an answer to each question is read.
READERS = {
    "title": read_title,
    "authors": read_person,
    "language": read_language,
    "license": read_license,
    "repository": read_repository,
    "contact": read_contact,
}

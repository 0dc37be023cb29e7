"""Pandoc's attributes: ``{#id .class key=value}``.

The rules are those of pandoc (its manual, "Extension: header_attributes" and "Extension: link_attributes").  Three
differences, for the author's good: a quoted value may begin with a blank; an apostrophe in a word, as in
``{alt='Ada's map'}``, does not end it; and an unquoted value holds no ``{``, so that a brace left open costs no more
than the text up to the next one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from markdown_it.common.utils import unescapeAll

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_BLANKS = " \t"

#: The class that a lone hyphen stands for, as in ``# Preface {-}``.
UNNUMBERED = "unnumbered"


@dataclass(frozen=True, slots=True)
class Attributes:
    """What stands between the braces.

    :ivar id: The identifier, or nothing.
    :ivar classes: The classes, in the order in which they were written.
    :ivar values: Every other ``key=value``; of a key that was written twice, the first value.
    """

    id: str = ""
    classes: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)


def parse_attributes(text: str, start: int = 0) -> tuple[Attributes, int] | None:
    """Read the attributes that begin at ``text[start]``.

    They may run over several lines, but not over a blank one.  In a value a line break is a blank, a backslash takes
    the meaning from the punctuation behind it, and character references such as ``&amp;`` are resolved.  The text is
    read once, so the time is proportional to its length.

    :returns: The attributes and the position after the closing brace, or ``None`` where no attributes begin.
    """
    if not text.startswith("{", start):
        return None
    scanner = _Scanner(text, start + 1)
    attributes = scanner.attributes()
    return None if attributes is None else (attributes, scanner.position)


class _Scanner:
    """A position in a text, which only moves forward."""

    __slots__ = ("_classes", "_id", "_values", "position", "text")

    def __init__(self, text: str, position: int) -> None:
        self.text = text
        self.position = position
        self._id = ""
        self._classes: list[str] = []
        self._values: dict[str, str] = {}

    def attributes(self) -> Attributes | None:
        """Read up to and with the closing brace; ``None`` if anything else is in the way."""
        while self._skip_blanks():
            if self._accept("}"):
                return Attributes(self._id, tuple(self._classes), self._values)
            if not self._attribute():
                break
        return None

    def _attribute(self) -> bool:
        """Read one attribute, and return whether there was one."""
        if self._accept("#"):
            self._id = self._take(_is_name_character)
            return bool(self._id)
        if self._accept("."):
            name = self._name()
            self._classes.append(name)
            return bool(name)
        if self._accept("-"):
            self._classes.append(UNNUMBERED)
            return True
        key = self._name()
        if not key or not self._accept("="):
            return False
        value = self._value()
        if value is None:
            return False
        self._add(key, unescapeAll(value))
        return True

    def _add(self, key: str, value: str) -> None:
        if key == "id":
            self._id = value
        elif key == "class":
            self._classes.extend(value.split())
        else:
            self._values.setdefault(key, value)

    def _value(self) -> str | None:
        for quote in ('"', "'"):
            if self._accept(quote):
                return self._quoted(quote)
        return self._take(_is_bare_character)

    def _quoted(self, quote: str) -> str | None:
        """Read up to and with the closing quote; ``None`` if there is none in this paragraph."""
        begin = self.position
        self._take(lambda character: character != quote)
        while self._is_in_word():
            self.position += 1
            self._take(lambda character: character != quote)
        lines = self.text[begin : self.position].split("\n")
        if not self._accept(quote) or any(not line.strip(_BLANKS) for line in lines[1:-1]):
            return None
        return lines[0] if len(lines) == 1 else " ".join(line.strip(_BLANKS) for line in lines)

    def _is_in_word(self) -> bool:
        """Tell whether there is an apostrophe here: a letter before it, and letters behind it that are no key."""
        following = self.position + 1
        if self.text[self.position : following] != "'" or not self.text[self.position - 1].isalpha():
            return False
        end = following
        while _is_name_character(self.text[end : end + 1]):
            end += 1
        return self.text[following : following + 1].isalpha() and self.text[end : end + 1] != "="

    def _name(self) -> str:
        """Read a name, which begins with a letter; empty if none is here."""
        begins = self.text[self.position : self.position + 1].isalpha()
        return self._take(_is_name_character) if begins else ""

    def _take(self, accepts: Callable[[str], bool]) -> str:
        """Read the longest run of accepted characters; a backslash takes the next one along."""
        begin = self.position
        end = len(self.text)
        while self.position < end and accepts(self.text[self.position]):
            self.position += 2 if self.text[self.position] == "\\" else 1
        self.position = min(self.position, end)
        return self.text[begin : self.position]

    def _accept(self, character: str) -> bool:
        found = self.text.startswith(character, self.position)
        self.position += found
        return found

    def _skip_blanks(self) -> bool:
        """Skip blanks and at most one line break, and return whether the text goes on in this paragraph."""
        self._take(_BLANKS.__contains__)
        if self._accept("\n"):
            self._take(_BLANKS.__contains__)
        return self.position < len(self.text) and self.text[self.position] != "\n"


def _is_name_character(character: str) -> bool:
    return character.isalnum() or character in tuple("-_:.")


def _is_bare_character(character: str) -> bool:
    return character not in " \t\r\n{}"

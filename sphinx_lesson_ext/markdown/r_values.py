"""What R code says without being run: literal values, and the arguments of a call.

::

    fractions, echo=FALSE, fig.alt="a, b", out.width=c("40%", '60%'), eval=nrow(x) > 2

The rules are those of R's language definition (its sections 3.1.1, "Constants", and 2.1.8, on arguments).  Nothing is
evaluated: what is no literal stays an :class:`Expression`, in the author's words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_QUOTES = "\"'`"
_CLOSERS = {"(": ")", "[": "]", "{": "}"}
_WORDS: dict[str, bool | None] = {"TRUE": True, "T": True, "FALSE": False, "F": False, "NULL": None, "NA": None}
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v", "0": ""}
#: How many digits the code of a character may have, by the letter before it, and their base.
_CODES = {"x": (2, 16), "u": (4, 16), "U": (8, 16)}


class Expression(str):
    """R code that would have to be run to know its value."""

    __slots__ = ()


#: A literal, ``None`` for ``NULL`` and ``NA``, a tuple for ``c(…)`` of literals, or code that is none of these.
Scalar = str | bool | float | None | Expression
Value = Scalar | tuple[Scalar, ...]


class Argument(NamedTuple):
    """An argument of a call.

    :ivar name: Its name; empty, if it is given by its position.
    :ivar code: Its value, as it is written.
    """

    name: str
    code: str

    @property
    def value(self) -> Value:
        """The value."""
        return read_value(self.code)


def read_arguments(code: str, start: int = 0, closer: str = "") -> tuple[list[Argument], int] | None:
    """Read the arguments that begin at ``code[start]``.

    :param closer: The bracket that ends them; nothing, if they go on to the end of *code*.
    :returns: The arguments and the position behind the closer, or ``None`` where a bracket or a quote stays open.
    """
    arguments = []
    begin = position = start
    while (position := _end_of_argument(code, position)) < len(code):
        character = code[position]
        if character not in {",", closer}:
            return None  # it closes what was never opened
        arguments.append(_argument(code[begin:position]))
        position += 1
        if character == closer:
            return _without_empty(arguments), position
        begin = position
    if closer or position > len(code):
        return None
    return _without_empty([*arguments, _argument(code[begin:])]), position


def read_value(code: str) -> Value:
    """Return what *code* is, if that can be told by reading it."""
    code = code.strip()
    found = read_arguments(code, 2, ")") if code.startswith("c(") else None
    if found is None or found[1] != len(code):
        return _scalar(code)
    values = tuple(_scalar(argument.code) for argument in found[0])
    return Expression(code) if any(isinstance(value, Expression) for value in values) else values


def _scalar(code: str) -> Scalar:
    if code in _WORDS:
        return _WORDS[code]
    if (string := _string(code, 0)) is not None and string[1] == len(code):
        return string[0]
    number = code.removesuffix("L").removeprefix("-")
    if number[:1].isascii() and (number[:1].isdigit() or number[:1] == "."):
        try:
            return float(code.removesuffix("L"))
        except ValueError:
            pass
    return Expression(code)


def find_calls(code: str, name: str) -> Iterator[list[Argument]]:
    """Yield the arguments of every call ``name(…)`` in *code*; what stands in strings and comments is no call.

    :param name: The function, such as ``opts_chunk$set``; it may be written with its package, ``knitr::``, too.
    """
    code = _without_comments(code) if name in code else ""
    position = 0
    while position < len(code):
        after = _skip_opaque(code, position)
        begins_name = after == position and not _is_name_character(code[position - 1 : position])
        if begins_name and code.startswith(f"{name}(", position):
            found = _call(code, position, name)
            if found is None:
                return
            yield found[0]
            position = found[1]
        else:
            position = max(after, position + 1)


def only_calls(code: str, name: str) -> list[list[Argument]]:
    """Return the arguments of every call ``name(…)``, if *code* is made of such calls and nothing else."""
    code = _without_comments(code).strip() if name in code else ""
    calls = []
    position = 0
    while position < len(code):
        package = _name(code[position : position + 40])[0]
        if code.startswith(f"{package}::", position):
            position += len(package) + 2
        found = _call(code, position, name)
        if found is None:
            return []
        calls.append(found[0])
        position = found[1]
        while position < len(code) and code[position] in " \t\r\n;":
            position += 1
    return calls


def _call(code: str, position: int, name: str) -> tuple[list[Argument], int] | None:
    if not code.startswith(f"{name}(", position):
        return None
    return read_arguments(code, position + len(name) + 1, ")")


def _without_comments(code: str) -> str:
    pieces = []
    position = 0
    while position < len(code):
        after = max(_skip_opaque(code, position), position + 1)
        if code[position] != "#":
            pieces.append(code[position:after])
        position = after
    return "".join(pieces)


def _without_empty(arguments: list[Argument]) -> list[Argument]:
    return [argument for argument in arguments if argument.name or argument.code]


def _argument(code: str) -> Argument:
    code = code.strip()
    name, end = _name(code)
    rest = code[end:].lstrip()
    if name and rest.startswith("=") and not rest.startswith("=="):
        return Argument(name, rest[1:].strip())
    return Argument("", code)


def _name(code: str) -> tuple[str, int]:
    """Return the name that *code* begins with, and where it ends."""
    if (string := _string(code, 0)) is not None:
        return string
    end = 0
    while end < len(code) and _is_name_character(code[end]):
        end += 1
    return code[:end], end


def _end_of_argument(code: str, position: int) -> int:
    """Return where the comma or the closer stands that ends an argument; more than the length, if something is open."""
    expected: list[str] = []
    while position < len(code):
        after = _skip_opaque(code, position)
        if after != position:
            position = after
            continue
        character = code[position]
        if character in _CLOSERS:
            expected.append(_CLOSERS[character])
        elif character in _CLOSERS.values():
            if not expected:
                return position
            if expected.pop() != character:
                return len(code) + 1
        elif character == "," and not expected:
            return position
        position += 1
    return position if not expected else len(code) + 1


def _skip_opaque(code: str, position: int) -> int:
    """Return the position behind the string or comment that begins here; the same, if none does."""
    character = code[position]
    if character == "#":
        end = code.find("\n", position)
        return len(code) if end < 0 else end
    if character in _QUOTES or (character in "rR" and not _is_name_character(code[position - 1 : position])):
        string = _string(code, position)
        if string is not None:
            return string[1]
        if character in _QUOTES:
            return len(code) + 1
    return position


def _string(code: str, position: int) -> tuple[str, int] | None:
    """Read the string or quoted name at *position*; the position behind it is given, too."""
    quote = code[position : position + 1]
    if quote and quote in "rR":
        return _raw_string(code, position + 1)
    if not quote or quote not in _QUOTES:
        return None
    pieces: list[str] = []
    position += 1
    while position < len(code) and code[position] != quote:
        if code[position] == "\\":
            piece, position = _escape(code, position + 1)
            pieces.append(piece)
        else:
            pieces.append(code[position])
            position += 1
    return ("".join(pieces), position + 1) if position < len(code) else None


def _raw_string(code: str, position: int) -> tuple[str, int] | None:
    """Read the rest of ``r"(…)"``, with any number of hyphens around any kind of bracket."""
    quote = code[position : position + 1]
    begin = position + 1
    while code.startswith("-", begin):
        begin += 1
    hyphens = code[position + 1 : begin]
    bracket = code[begin : begin + 1]
    if not quote or quote not in "\"'" or bracket not in _CLOSERS:
        return None
    closer = f"{_CLOSERS[bracket]}{hyphens}{quote}"
    end = code.find(closer, begin + 1)
    return (code[begin + 1 : end], end + len(closer)) if end >= 0 else None


def _escape(code: str, position: int) -> tuple[str, int]:
    """Return what a backslash before ``code[position]`` makes of it, and the position behind that."""
    letter = code[position : position + 1]
    if letter in _CODES:
        longest, base = _CODES[letter]
        begin = position + 1
        in_braces = code.startswith("{", begin)
        begin += in_braces
        end = begin
        while end < min(begin + longest, len(code)) and code[end] in "0123456789abcdefABCDEF":
            end += 1
        number = int(code[begin:end] or "0", base)
        character = chr(number) if 0 < number < 0x110000 and not 0xD800 <= number < 0xE000 else ""
        return character, end + (in_braces and code.startswith("}", end))
    return _ESCAPES.get(letter, letter), position + 1


def _is_name_character(character: str) -> bool:
    return character.isalnum() or (character != "" and character in "._-")

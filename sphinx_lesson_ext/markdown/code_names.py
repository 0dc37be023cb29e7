"""The languages of code: what an author may write behind a fence, and which names Pygments knows."""

from __future__ import annotations

from typing import NamedTuple

from sphinx.highlighting import lexer_classes

from sphinx_lesson_ext import pygments_names

from .attributes import parse_attributes

#: Names that Sphinx knows beside those of Pygments.
_OWN = frozenset({"default", "guess", "none", "pycon3"})


class CodeInfo(NamedTuple):
    """What stands behind the fence of a block of code.

    :ivar language: The language, or an empty string.
    :ivar id: The id of the block, or an empty string.
    :ivar classes: Further classes.
    :ivar first_number: The number of the first line, where lines are numbered.
    :ivar raw_format: The format that the block is written in, where it is not shown but passed on (``{=html}``).
    """

    language: str = ""
    id: str = ""
    classes: tuple[str, ...] = ()
    first_number: int | None = None
    raw_format: str = ""


def read_code_info(info: str) -> CodeInfo | None:
    """Read pandoc's attributes behind a fence; ``None`` where there are none.

    ``{.python #id .numberLines startFrom="3"}``, also with the language before the brace, and ``{=html}``.
    """
    word, brace, rest = info.strip().partition("{")
    word = word.strip()
    if not brace or len(word.split()) > 1:
        return None
    if rest.startswith("=") and rest.endswith("}") and not word:
        name = rest[1:-1].strip()
        return CodeInfo(raw_format=name) if name.isalnum() else None
    parsed = parse_attributes(brace + rest)
    if parsed is None or parsed[1] != len(brace + rest):
        return None
    attributes = parsed[0]
    classes = (word, *attributes.classes) if word else attributes.classes
    names = [name for name in classes if name.lower() not in {"numberlines", "number-lines"}]
    first_number = None
    if len(names) < len(classes):
        start = attributes.values.get("startFrom", attributes.values.get("start-from", "1"))
        first_number = int(start) if start.isascii() and start.isdigit() else 1
    language = names[0] if names else ""
    return CodeInfo(language, attributes.id, tuple(names[1:]), first_number)


def is_known(name: str) -> bool:
    """Tell whether code in the language *name* can be highlighted; names that a build registers are known too."""
    return name in _OWN or name in lexer_classes or pygments_names.knows(name)

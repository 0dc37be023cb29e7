"""Writing files from templates, in which every value is written as the format of the file asks for.

What an author types is data: it is never a template, and no template can forget to quote it, for each value is written
by the rule for the file's format unless a filter has made it ready.
"""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath
from string import punctuation
from typing import TYPE_CHECKING, Any

from docutils.utils import column_width
from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

FOLDER = Path(__file__).parent

#: What the name of a template ends with, behind the name of the file that it makes.
SUFFIX = ".jinja"

# What begins or ends something in Markdown with the extensions that lessons are read with, wherever it stands.
_IN_MARKDOWN = frozenset("\\`*_{}[]<>$^~#&|")

_IN_RESTRUCTUREDTEXT = frozenset("\\`*_|")


class Ready(str):
    """A text that is written as it is."""

    __slots__ = ()


def quoted(value: object) -> Ready:
    """Return *value* as JSON, which Python and YAML read alike: see :func:`.answers.read_line` for what is no part."""
    return Ready(json.dumps(value, ensure_ascii=False))


def in_markdown(text: str) -> Ready:
    """Return a *text* of one line as Markdown that shows it."""
    pairs = zip(text, f"{text[1:]} ", strict=True)
    return Ready("".join(f"\\{one}" if _is_mark(one, following) else one for one, following in pairs))


def _is_mark(character: str, following: str) -> bool:
    # A colon in a sentence stays; one that is close to what follows begins an emoji, or makes an address.
    return character in _IN_MARKDOWN or (character == ":" and not following.isspace())


def in_restructuredtext(text: str) -> Ready:
    """Return a *text* of one line as reStructuredText that shows it."""
    escaped = "".join(f"\\{character}" if character in _IN_RESTRUCTUREDTEXT else character for character in text)
    # What begins with a mark may be a list, a comment or a field.
    return Ready(f"\\{escaped}" if text[:1] in punctuation and escaped[:1] != "\\" else escaped)


def in_front_matter(text: str) -> Ready:
    """Return a title for the front matter of Markdown: YAML that holds Markdown."""
    return quoted(in_markdown(text))


def underline(text: str) -> Ready:
    """Return the line below a title of reStructuredText."""
    return Ready("=" * max(column_width(in_restructuredtext(text)), 3))


def address(text: str) -> Ready:
    """Return an address that :mod:`.answers` has read as the target of a Markdown link, which is in angle brackets."""
    return Ready(f"<{text}>")


def plain(text: str) -> Ready:
    """Return a text that is known to be the same in every format."""
    return Ready(text)


_FILTERS: Mapping[str, Callable[..., Ready]] = {
    "address": address,
    "front_matter": in_front_matter,
    "plain": plain,
    "quoted": quoted,
    "underline": underline,
}

#: How values are written, by the end of the file's name.
_WRITERS: Mapping[str, Callable[..., Ready]] = {
    ".md": in_markdown,
    ".rst": in_restructuredtext,
    ".py": quoted,
    ".cff": quoted,
    ".json": quoted,
    ".txt": plain,
}


def render(template: str, values: Mapping[str, Any]) -> str:
    """Return the text of the file that a template makes.

    :param template: Its path in this folder, with forward slashes.
    """
    write = _WRITERS[PurePosixPath(template.removesuffix(SUFFIX)).suffix]
    environment = ImmutableSandboxedEnvironment(
        # None of the files is HTML, so each has a rule of its own.
        autoescape=False,
        loader=FileSystemLoader(FOLDER),
        undefined=StrictUndefined,
        finalize=lambda value: value if isinstance(value, Ready) else write(value),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(_FILTERS)
    return environment.get_template(template).render(values)

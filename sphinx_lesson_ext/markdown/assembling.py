"""Documents that are put together from several Markdown files, as tokens: each file is read on its own.

So a line in a file stays the line in that file, and a label of a link means what that file defines, while footnotes are
those of the document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markdown_it.token import Token

from .definitions import DEFINED, REFERENCES
from .problems import PROBLEMS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from markdown_it import MarkdownIt

    from sphinx_lesson_ext.assembly import Assembly, FoldedFile

#: What ``env`` holds of each file by itself.
_OF_A_FILE: dict[str, type[Any]] = {PROBLEMS: list, REFERENCES: dict, DEFINED: dict}


def assemble(
    parser: MarkdownIt, text: str, env: dict[str, Any], assembly: Assembly, read: Callable[[FoldedFile], str]
) -> list[Token]:
    """Return the tokens of a document.

    What is not written in its own file is told by tokens of these types: ``assembly_title``, ``assembly_draft``,
    ``assembly_list`` (``info`` is the list's name), ``folded_file_open`` and ``_close`` around the tokens of a file
    (``meta`` has the ``file``, its ``problems``, and what is ``defined`` in it), and ``assembly_contents``.

    :param text: The text of its own file.
    :param read: Gives the text of a folded file.
    """
    tokens = parser.parse(text, env) if assembly.shows_own_file else []
    start = 1 if tokens and tokens[0].type == "front_matter" else 0
    lead = [Token("assembly_title", "", 0)] if assembly.title or not _begins_with_title(tokens[start:]) else []
    lead += [Token("assembly_draft", "", 0)] if assembly.is_draft else []
    tokens[start:start] = lead
    tokens += [Token("assembly_list", "", 0, info=name) for name in assembly.lists]
    for file in assembly.folded:
        tokens += _fold(parser, env, file, read(file))
    if assembly.contents:
        tokens.append(Token("assembly_contents", "", 0))
    return tokens


def _begins_with_title(tokens: Sequence[Token]) -> bool:
    """Tell whether the first heading of a text is its title."""
    heading = next((token for token in tokens if token.type == "heading_open"), None)
    return heading is not None and heading.tag == "h1"


def _fold(parser: MarkdownIt, env: dict[str, Any], file: FoldedFile, text: str) -> Iterator[Token]:
    outer = {key: env.pop(key, kind()) for key, kind in _OF_A_FILE.items()}
    tokens = parser.parse(text, env)
    problems, defined = env.pop(PROBLEMS, []), env.pop(DEFINED, {})
    # Directives are read later, with whatever the document's own file does not define otherwise.
    outer[REFERENCES] = {**env.get(REFERENCES, {}), **outer[REFERENCES]}
    env.update(outer)
    yield Token("folded_file_open", "", 1, meta={"file": file, "problems": problems, "defined": defined})
    yield from tokens
    yield Token("folded_file_close", "", -1)

"""Lines of a text that was made from a file, told as lines of that file: there its author will look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .problems import PROBLEMS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

    from .problems import Problem


def source_lines_plugin(md: MarkdownIt, lines: Mapping[str, Sequence[int]]) -> None:
    """Move what is found in certain texts to other lines; use it after every other plugin.

    :param lines: For each text, as :func:`normalized`, the line of the file that each line of it comes from, from 0.
    """

    def move(state: StateCore) -> None:
        places = lines.get(state.src)
        if places is not None:
            state.env[PROBLEMS] = moved(state.env.get(PROBLEMS, []), state.tokens, places)

    md.core.ruler.push("source_lines", move)


def moved(problems: Iterable[Problem], tokens: Iterable[Token], places: Sequence[int]) -> list[Problem]:
    """Move *tokens* to other lines, and return *problems* at others.

    :param places: The line that each line comes from.
    """
    for token in tokens:
        if token.map is not None:
            token.map = moved_range(token.map, places)
    return [problem._replace(line=_at(places, problem.line)) for problem in problems]


def moved_range(lines: Sequence[int], places: Sequence[int]) -> list[int]:
    """Return the first of other lines, and that behind the last."""
    first, end = lines
    return [_at(places, first), max(_at(places, first), _at(places, end - 1)) + 1]


def normalized(text: str) -> str:
    """Return *text* as markdown-it reads it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")


def _at(places: Sequence[int], line: int) -> int:
    return places[min(max(line, 0), len(places) - 1)]
